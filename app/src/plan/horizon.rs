//! *Mijn stip* on the horizon, with the road that leads to it. "Ik weet het nog niet" stands there as
//! proudly as any other answer.

use contract::form::{Ask, Back, Field as TextName};
use contract::path::page;
use leptos::prelude::*;

use super::directions::Directions;
use super::edit::{EditLink, EditPlace, TextAt, edit_form};
use super::shown::Shown;
use super::steady::steady;
use super::way::Way;
use crate::form::{Field, Kind, PlanForm, Submit, TapForm};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{More, has_long_word};

/// What is said about the stip.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    Nothing,
    NotYet,
    Stip,
}

fn said(store: PlanStore) -> Said {
    store.view.with(|view| {
        let horizon = &view.plan.horizon;
        match (horizon.open, horizon.stip.is_empty()) {
            (true, _) => Said::NotYet,
            (false, true) => Said::Nothing,
            (false, false) => Said::Stip,
        }
    })
}

/// The stip, and the road from it to here.
#[component]
pub(crate) fn Horizon() -> impl IntoView {
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let texts = use_texts();
    let said = steady(move || said(store));
    let own = store.is_own();
    let title = if own {
        texts.plan_stip()
    } else {
        texts.caseload_stip()
    };
    let words = move || match (said.get(), own) {
        (Said::Nothing, true) => first_stip(),
        (Said::Nothing, false) => none_yet(store),
        (Said::NotYet, true) => not_yet(store),
        (Said::NotYet, false) => not_yet_of(store),
        (Said::Stip, _) => stip(store),
    };
    let misty = move || said.get() != Said::Stip;
    view! {
        <section class="card horizon">
            <div class="horizon-sky">
                <h2 class="kicker">{title}</h2>
                {words}
                {move || (said.get() != Said::Nothing).then(|| view! { <Directions/> })}
            </div>
            <div class="horizon-view" class:horizon-misty=misty aria-hidden="true">
                <span class="horizon-sun"></span>
                <svg viewBox="0 0 360 40" preserveAspectRatio="none">
                    <path
                        class="horizon-far"
                        d="M0 40V26Q40 14 96 22T206 18T300 22T360 16V40Z"
                    ></path>
                    <path class="horizon-land" d="M0 40V31Q90 25 180 29T360 27V40Z"></path>
                </svg>
            </div>
            <Why/>
            <Way/>
        </section>
    }
    .into_any()
}

fn first_fields() -> AnyView {
    let texts = use_texts();
    view! {
        <PlanForm ask=Ask::SetHorizon back=Back::Plan>
            <Field name="text" label=texts.plan_stip_label() hint=texts.plan_stip_hint()/>
            <Field
                name="why"
                label=texts.plan_why_label()
                hint=texts.plan_why_hint()
                kind=Kind::Lines
                optional=true
            />
            <Submit label=texts.action_save() class="button button-sun button-wide"/>
        </PlanForm>
    }
    .into_any()
}

fn leave_open() -> AnyView {
    view! {
        <TapForm ask=Ask::LeaveHorizonOpen back=Back::Plan>
            <Submit
                label=use_texts().plan_stip_unknown()
                class="button button-quiet button-wide"
            />
        </TapForm>
    }
    .into_any()
}

fn first_stip() -> AnyView {
    view! {
        <p>{use_texts().plan_stip_empty()}</p>
        {first_fields()}
        {leave_open()}
    }
    .into_any()
}

fn none_yet(store: PlanStore) -> AnyView {
    let youth = store.view.with_untracked(|view| view.youth.clone());
    view! { <p class="soft">{use_texts().coach_plan_no_stip(&youth)}</p> }.into_any()
}

fn not_yet_of(store: PlanStore) -> AnyView {
    let youth = store.view.with_untracked(|view| view.youth.clone());
    view! { <p class="stip-words">{use_texts().plan_stip_open_of(&youth)}</p> }.into_any()
}

/// Not knowing yet: good, and something small to try.
fn not_yet(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let before = Memo::new(move |_| {
        store
            .view
            .with(|view| Shown::of(&view.plan.horizon.stip, view, store))
    });
    let told = move || {
        let words = before.with(|before| before.words.clone());
        words.map(|words| view! { <p class="soft small">{texts.plan_stip_before(&words)}</p> })
    };
    let anew = if before.with_untracked(|before| before.empty) {
        first_fields()
    } else {
        edit_form(stip_text(before), false)
    };
    view! {
        <p class="stip-words">{texts.plan_stip_unknown()}</p>
        <p>{texts.plan_stip_open_text()} " " {texts.plan_stip_open_next()}</p>
        {told}
        <a class="button button-wide" href=page::EXAMPLES>
            {texts.plan_stip_try()}
        </a>
        <More label=texts.plan_stip_choose() icon="edit">
            {anew}
        </More>
    }
    .into_any()
}

fn stip_text(shown: Memo<Shown>) -> TextAt {
    TextAt {
        field: TextName::Stip,
        about: None,
        label: use_texts().plan_stip_label(),
        kind: Kind::Line,
        shown,
    }
}

fn stip(store: PlanStore) -> AnyView {
    let own = store.is_own();
    let stip = Memo::new(move |_| {
        store
            .view
            .with(|view| Shown::of(&view.plan.horizon.stip, view, store))
    });
    let text = stip_text(stip);
    let open = text.is_open();
    let long = Memo::new(move |_| stip.with(|stip| has_long_word(&stip.line())));
    view! {
        <div class="goal-head">
            <p class="stip-words" class:long-word=long>
                {move || stip.with(Shown::line)}
            </p>
            {own.then(|| view! { <EditLink text/> })}
        </div>
        {own.then(|| view! { <EditPlace text/> })}
        {move || (own && open.get()).then(leave_open)}
    }
    .into_any()
}

/// Why, beside the road.
#[component]
fn Why() -> impl IntoView {
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let own = store.is_own();
    let shown = Memo::new(move |_| {
        store
            .view
            .with(|view| Shown::of(&view.plan.horizon.why, view, store))
    });
    let said = steady(move || said(store));
    let there = Memo::new(move |_| {
        let written = shown.with(|why| !why.empty);
        written || (own && said.get() == Said::Stip)
    });
    let text = TextAt {
        field: TextName::Why,
        about: None,
        label: use_texts().plan_why_label(),
        kind: Kind::Lines,
        shown,
    };
    let part = move || {
        view! {
            <div class="way-why">
                <div class="goal-head">
                    <h3 class="kicker">{use_texts().plan_why()}</h3>
                    {own.then(|| view! { <EditLink text/> })}
                </div>
                <p class="prose">{move || shown.with(Shown::line)}</p>
                {own.then(|| view! { <EditPlace text/> })}
            </div>
        }
    };
    view! { {move || there.get().then(part)} }.into_any()
}
