//! Something that opens, also without script.

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
    children: Children,
) -> impl IntoView {
    let reopen = StoredValue::new(false);
    provide_context(Reopen(reopen));
    let inside = children();
    let open = open || reopen.get_value();
    view! {
        <details class="more" open=open>
            <summary>
                <Icon name=icon/>
                {label}
            </summary>
            <div class="more-body">{inside}</div>
        </details>
    }
    .into_any()
}
