//! The form of a plan page in which something is typed.

use contract::Problem;
use contract::form::{Ask, Back};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use uuid::Uuid;

use super::busy::Busy;
use super::fields::read;
use super::stamp::{Done, Stamp, action, address, word};
use crate::echo::{FormEcho, Post};
use crate::offering::{Offering, Saving, Typed};
use crate::problem::problem_notice;
use crate::ui::Reopen;

/// What the fields inside a form need to know about it.
#[derive(Clone, Copy)]
pub(crate) struct FormState {
    /// Begins the ids of its fields, which have to be different all over the page.
    pub(crate) prefix: StoredValue<String>,
    /// What was typed before, in a form that was not taken.
    pub(crate) echo: StoredValue<Option<FormEcho>>,
    /// What is wrong now.
    pub(crate) problem: RwSignal<Option<Problem>>,
    /// On its way: it is not sent a second time.
    pub(crate) busy: Busy,
    /// Something was typed that is not saved.
    pub(crate) touched: RwSignal<bool>,
}

impl FormState {
    /// A form with this name, about this thing.
    pub(crate) fn open(name: &str, about: Option<&str>) -> Self {
        let echo = Post::echo(name, about);
        if echo.is_some() {
            Reopen::around();
        }
        let prefix = about.map_or_else(|| name.to_owned(), |about| [name, "-", about].concat());
        Self {
            prefix: StoredValue::new(prefix),
            problem: RwSignal::new(echo.as_ref().map(|echo| echo.problem.clone())),
            echo: StoredValue::new(echo),
            busy: Busy::provide(),
            touched: RwSignal::new(false),
        }
    }
}

/// A form that changes the plan of the page around.
#[component]
pub(crate) fn PlanForm(
    /// What it asks for.
    ask: Ask,
    /// Where a browser without script goes afterwards.
    back: Back,
    /// What it is about.
    #[prop(optional_no_strip, into)]
    about: Option<Uuid>,
    /// How it looks.
    #[prop(default = "form")]
    class: &'static str,
    /// How a browser without script packs it; a photo needs another way than words.
    #[prop(optional)]
    enctype: Option<&'static str>,
    /// After the server took it.
    #[prop(optional, into)]
    done: Option<Done>,
    children: Children,
) -> impl IntoView {
    let about = about.map(|about| about.to_string());
    let state = FormState::open(&word(ask), about.as_deref());
    provide_context(state);
    let stamp = Stamp::new();
    let node = NodeRef::<html::Form>::new();
    let offering = Offering::here();
    let saved = move || {
        stamp.renew();
        // What was typed while the form was on its way is not sent yet: it stays, and so does the page.
        if state.touched.try_get_untracked() == Some(true) {
            return;
        }
        if let Some(form) = node.try_get_untracked().flatten() {
            form.reset();
        }
        if let Some(Done(then)) = &done {
            then();
        }
    };
    let submit = move |event: SubmitEvent| {
        let Some(offering) = offering else { return };
        event.prevent_default();
        if !state.busy.is_untracked() {
            let typed = read(&event).map(|typed| stamp.put_on(typed));
            send(offering, state, node, typed, saved.clone());
        }
    };
    view! {
        <form
            method="post"
            action=action(offering)
            enctype=enctype
            class=class
            node_ref=node
            on:submit=submit
            on:input=move |_| state.touched.set(true)
            aria-busy=move || state.busy.is().then_some("true")
        >
            {address(ask, back, about, stamp)}
            {children()}
            {move || state.problem.get().map(|problem| problem_notice(&problem))}
        </form>
    }
    .into_any()
}

fn send(
    offering: Offering,
    state: FormState,
    node: NodeRef<html::Form>,
    typed: Result<Typed, Problem>,
    saved: impl FnOnce() + Send + 'static,
) {
    state.busy.set(true);
    state.touched.set(false);
    state.problem.set(None);
    leptos::task::spawn_local(async move {
        let answer = match typed {
            Ok(typed) => offering.offer(typed).await,
            Err(problem) => Err(problem),
        };
        state.busy.set(false);
        match answer {
            Ok(()) => saved(),
            Err(problem) => {
                state.touched.try_set(true);
                // The form itself says what is wrong, if it is still there: once is enough.
                if node.try_get_untracked().flatten().is_some() {
                    offering.saving.try_set(Saving::Quiet);
                }
                state.problem.try_set(Some(problem));
                request_animation_frame(move || focus_fault(node));
            }
        }
    });
}

/// Goes to the first field that is wrong, once the page shows that it is.
fn focus_fault(form: NodeRef<html::Form>) {
    let fault = form
        .try_get_untracked()
        .flatten()
        .and_then(|form| form.query_selector("[aria-invalid]").ok().flatten())
        .and_then(|fault| fault.dyn_into::<HtmlElement>().ok());
    if let Some(fault) = fault {
        // A failure to focus leaves the person where they were: nothing to mend.
        let _left_alone = fault.focus();
    }
}
