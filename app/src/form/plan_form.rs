//! The one form of every plan page.

use std::sync::Arc;

use contract::Problem;
use contract::form::{Ask, Back};
use contract::path;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use serde::Serialize;
use uuid::Uuid;

use super::fields::read;
use crate::echo::{FormEcho, Post};
use crate::offering::{Offering, Typed};
use crate::problem::problem_notice;
use crate::session::minter;
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
    pub(crate) busy: RwSignal<bool>,
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
            busy: RwSignal::new(false),
            touched: RwSignal::new(false),
        }
    }
}

/// The word of the contract for a choice, as a form field holds it.
pub(crate) fn word<T: Serialize>(choice: T) -> String {
    let json = serde_json::to_string(&choice).unwrap_or_default();
    json.trim_matches('"').to_owned()
}

/// What happens once the server took a form. It outlives the form: the plan that changed may take the
/// form off the page before the answer is there.
#[derive(Clone)]
pub(crate) struct Done(Arc<dyn Fn() + Send + Sync>);

impl Done {
    /// Does this.
    pub(crate) fn new(then: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(then))
    }
}

/// A field that nobody sees.
#[component]
pub(crate) fn Hidden(
    /// Its name in the contract.
    name: &'static str,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=move || value.get()/> }
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
    /// Nothing is typed in it: the line of the page tells how it fares.
    #[prop(optional)]
    quiet: bool,
    /// After the server took it.
    #[prop(optional, into)]
    done: Option<Done>,
    children: Children,
) -> impl IntoView {
    let about = about.map(|about| about.to_string());
    let state = FormState::open(&word(ask), about.as_deref());
    if quiet {
        state.echo.set_value(None);
    }
    provide_context(state);
    let mint = minter();
    let fresh = mint.clone();
    let change = RwSignal::new(mint().to_string());
    let tried = StoredValue::new(None::<Typed>);
    let node = NodeRef::<html::Form>::new();
    let offering = Offering::here();
    let action = offering
        .map(|offering| path::plan_form(offering.plan))
        .unwrap_or_default();
    let saved = move || {
        change.try_set(mint().to_string());
        tried.try_set_value(None);
        state.touched.try_set(false);
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
        if !state.busy.get_untracked() {
            let typed = read(&event).map(|mut typed| {
                if is_other(tried, &typed) {
                    let name = fresh().to_string();
                    typed = typed.named(&name);
                    change.set(name);
                }
                tried.set_value(Some(typed.clone()));
                typed
            });
            send(offering, state, node, typed, saved.clone());
        }
    };
    view! {
        <form
            method="post"
            action=action
            class=class
            node_ref=node
            on:submit=submit
            on:input=move |_| state.touched.set(true)
            aria-busy=move || state.busy.get().then_some("true")
        >
            <input type="hidden" name="ask" value=word(ask)/>
            <input type="hidden" name="back" value=word(back)/>
            <input type="hidden" name="change" value=move || change.get()/>
            {about.map(|about| view! { <input type="hidden" name="about" value=about/> })}
            {children()}
            {move || state.problem.get().filter(|_| !quiet).map(|problem| problem_notice(&problem))}
        </form>
    }
    .into_any()
}

/// Whether other words are sent now than in the last try. That one may have arrived, and only its answer
/// was lost: the same id with other words would be taken for it, and the new words would be gone.
fn is_other(tried: StoredValue<Option<Typed>>, typed: &Typed) -> bool {
    tried.with_value(|tried| tried.as_ref().is_some_and(|tried| tried != typed))
}

fn send(
    offering: Offering,
    state: FormState,
    node: NodeRef<html::Form>,
    typed: Result<Typed, Problem>,
    saved: impl FnOnce() + Send + 'static,
) {
    state.busy.set(true);
    state.problem.set(None);
    leptos::task::spawn_local(async move {
        let answer = match typed {
            Ok(typed) => offering.offer(typed).await,
            Err(problem) => Err(problem),
        };
        state.busy.try_set(false);
        match answer {
            Ok(()) => saved(),
            Err(problem) => {
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
