//! Something that opens, also without script.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::html;
use leptos::prelude::*;

use super::Icon;

/// Told by a form inside that was not taken: what has to be mended must not be hidden.
#[derive(Clone, Copy)]
pub(crate) struct Reopen(StoredValue<bool>);

impl Reopen {
    /// Opens what is around this place.
    pub(crate) fn around() {
        if let Some(Self(open)) = use_context::<Self>() {
            open.set_value(true);
        }
    }
}

/// What lies below a line that is shut. A browser leaves it as the server drew it until somebody opens it: most
/// of a plan's forms lie so, and waking them all would keep a slow phone from hearing a tap.
#[derive(Clone)]
struct Shut {
    drawn: NodeRef<html::Div>,
    opened: RwSignal<bool>,
    inside: Arc<Mutex<Option<Children>>>,
}

impl Shut {
    fn new(children: Children) -> Self {
        Self {
            drawn: NodeRef::new(),
            opened: RwSignal::new(false),
            inside: Arc::new(Mutex::new(Some(children))),
        }
    }

    /// Gives way to what is awake.
    fn open(&self) {
        if self.opened.try_get_untracked() != Some(false) {
            return;
        }
        // It stays where it is, empty: the page counts on it.
        if let Some(drawn) = self.drawn.try_get_untracked().flatten() {
            drawn.set_inner_html("");
            drawn.set_hidden(true);
        }
        self.opened.try_set(true);
    }

    fn inside(&self) -> Option<AnyView> {
        if !self.opened.get() {
            return None;
        }
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.take().map(|children| body(untrack(children)))
    }
}

fn body(inside: AnyView) -> AnyView {
    view! { <div class="more-body">{inside}</div> }.into_any()
}

/// Whether all of it has to be there from the start: on the server, and where somebody opened one before the
/// program was awake, or typed in it (`boot.js`).
fn is_whole() -> bool {
    cfg!(feature = "ssr")
        || document()
            .query_selector("details.more[open], [data-typed]")
            .is_ok_and(|open| open.is_some())
}

/// A line that opens to what belongs to it.
#[component]
pub(crate) fn More(
    /// What the line says.
    #[prop(into)]
    label: String,
    /// The picture before it.
    #[prop(default = "plus")]
    icon: &'static str,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// There is something to read in it, which is there from the start: forms are not looked for.
    #[prop(optional)]
    reads: bool,
    children: Children,
) -> impl IntoView {
    let reopen = StoredValue::new(false);
    provide_context(Reopen(reopen));
    let (inside, shut) = if open || reads || is_whole() {
        (Some(children()), None)
    } else {
        (None, Some(Shut::new(children)))
    };
    let open = open || reopen.get_value();
    let (first, second, late) = (shut.clone(), shut.clone(), shut.clone());
    let drawn = shut.map(|shut| shut.drawn).unwrap_or_default();
    view! {
        <details
            class="more"
            open=open
            on:toggle=move |_| {
                if let Some(shut) = &first {
                    shut.open();
                }
            }
        >
            <summary on:click=move |_| {
                if let Some(shut) = &second {
                    shut.open();
                }
            }>
                <Icon name=icon/>
                {label}
            </summary>
            {match inside {
                Some(inside) => body(inside),
                None => view! { <div class="more-body" node_ref=drawn></div> }.into_any(),
            }}
            {move || late.as_ref().and_then(Shut::inside)}
        </details>
    }
    .into_any()
}
