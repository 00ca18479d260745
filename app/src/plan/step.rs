//! One step on the road.

use contract::form::{Ask, Back, Field as TextName};
use domain::id::StepId;
use domain::journal::StepState;
use leptos::prelude::*;
use locale::Texts;

use super::arrange::{ArrangeStep, Arranged};
use super::edit::{EditLink, EditPlace, TextAt};
use super::shown::Shown;
use crate::form::{Hidden, Kind, TapForm, word};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, today};

fn class(state: StepState, next: bool) -> &'static str {
    match (state, next) {
        (_, true) => "step step-next",
        (StepState::Todo, false) => "step step-todo",
        (StepState::Doing, false) => "step step-doing",
        (StepState::Done, false) => "step step-done",
        (StepState::Dropped, false) => "step step-dropped",
    }
}

fn state_word(texts: &Texts, state: StepState) -> &'static str {
    match state {
        StepState::Todo => texts.step_state_todo(),
        StepState::Doing => texts.step_state_doing(),
        StepState::Done => texts.step_state_done(),
        StepState::Dropped => texts.step_state_dropped(),
    }
}

/// The state after a tap on the dot.
fn after_tap(state: StepState) -> StepState {
    match state {
        StepState::Todo | StepState::Doing => StepState::Done,
        StepState::Done | StepState::Dropped => StepState::Todo,
    }
}

/// One step: a dot to tick off, its words, a pencil.
#[component]
pub(crate) fn StepRow(id: StepId) -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let own = store.is_own();
    let state = Memo::new(move |_| {
        store
            .view
            .with(|view| view.plan.step(id).map(|(_, step)| step.state))
            .unwrap_or_default()
    });
    let next = Memo::new(move |_| {
        store.view.with(|view| {
            let next = view.plan.next_step(today(view.now));
            next.is_some_and(|(_, step)| step.id == id)
        })
    });
    let shown = Memo::new(move |_| {
        store.view.with(|view| {
            view.plan
                .step(id)
                .map(|(_, step)| Shown::of(&step.title, view, store))
                .unwrap_or_default()
        })
    });
    let title = TextAt {
        field: TextName::Step,
        about: Some(id.uuid()),
        label: texts.plan_step_label(),
        kind: Kind::Line,
        shown,
    };
    let arranged = Memo::new(move |_| {
        store.view.with(|view| {
            let step = view.plan.step(id);
            step.map(|(_, step)| Arranged::of(step, view.now, own))
                .unwrap_or_default()
        })
    });
    let open = title.is_open();
    let here = move || {
        (own && next.get()).then(|| view! { <span class="step-here">{texts.plan_here()}</span> })
    };
    view! {
        <li class=move || class(state.get(), next.get())>
            {if own { tick(id, state, shown) } else { dot(state) }}
            <p class="step-words">
                {move || shown.with(Shown::line)} {here} {move || arranged.with(Arranged::line)}
            </p>
            {own.then(|| view! { <EditLink text=title/> })}
            {own.then(|| view! { <EditPlace text=title/> })}
            {move || (own && open.get()).then(|| view! { <ArrangeStep id/> })}
        </li>
    }
    .into_any()
}

fn tick(id: StepId, state: Memo<StepState>, shown: Memo<Shown>) -> AnyView {
    let texts = use_texts();
    let label = move || {
        let words = shown.with(Shown::line);
        match after_tap(state.get()) {
            StepState::Done => texts.plan_step_set_done(&words),
            StepState::Todo | StepState::Doing | StepState::Dropped => {
                texts.plan_step_set_todo(&words)
            }
        }
    };
    view! {
        <TapForm ask=Ask::SetStep back=Back::Plan about=id.uuid()>
            <Hidden name="state" value=Signal::derive(move || word(after_tap(state.get())))/>
            <button class="step-dot" aria-label=label>
                <span class="step-mark">
                    <Icon name="check"/>
                </span>
            </button>
        </TapForm>
    }
    .into_any()
}

fn dot(state: Memo<StepState>) -> AnyView {
    let texts = use_texts();
    view! {
        <span class="step-dot">
            <span class="step-mark">
                <Icon name="check"/>
            </span>
            <span class="only-read-aloud">{move || state_word(texts, state.get())}</span>
        </span>
    }
    .into_any()
}
