//! *Mijn stip*: where the road leads, and why.

use contract::form::{Ask, Back, Field as TextName};
use leptos::prelude::*;

use super::edit::{EditLink, EditPlace, TextAt};
use super::shown::Shown;
use super::steady::steady;
use crate::form::{Field, Kind, PlanForm, Submit};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::has_long_word;

/// The stip and why: the youth writes it, a coach reads it.
#[component]
pub(crate) fn Stip() -> impl IntoView {
    let store = PlanStore::here();
    let none = steady(move || {
        store.is_none_or(|store| store.view.with(|view| view.plan.horizon.stip.is_empty()))
    });
    move || match (store, none.get()) {
        (None, _) => ().into_any(),
        (Some(store), true) if store.is_own() => first_stip(),
        (Some(store), true) => no_stip(store),
        (Some(store), false) => stip(store),
    }
}

fn first_stip() -> AnyView {
    let texts = use_texts();
    view! {
        <section class="card">
            <h2 class="kicker">
                <span class="dot" aria-hidden="true"></span>
                {texts.plan_stip()}
            </h2>
            <p>{texts.plan_stip_empty()}</p>
            <PlanForm ask=Ask::SetHorizon back=Back::Plan>
                <Field
                    name="text"
                    label=texts.plan_stip_label()
                    hint=texts.plan_stip_hint()
                />
                <Field
                    name="why"
                    label=texts.plan_why_label()
                    hint=texts.plan_why_hint()
                    kind=Kind::Lines
                    optional=true
                />
                <Submit label=texts.action_save() class="button button-sun button-wide"/>
            </PlanForm>
        </section>
    }
    .into_any()
}

fn no_stip(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let youth = store.view.with_untracked(|view| view.youth.clone());
    view! {
        <section class="card">
            <h2 class="kicker">
                <span class="dot" aria-hidden="true"></span>
                {texts.caseload_stip()}
            </h2>
            <p class="soft">{texts.coach_plan_no_stip(&youth)}</p>
        </section>
    }
    .into_any()
}

fn stip(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let own = store.is_own();
    let at = |field, label, kind, shown| TextAt {
        field,
        about: None,
        label,
        kind,
        shown,
    };
    let stip = Memo::new(move |_| {
        store
            .view
            .with(|view| Shown::of(&view.plan.horizon.stip, view, store))
    });
    let why = Memo::new(move |_| {
        store
            .view
            .with(|view| Shown::of(&view.plan.horizon.why, view, store))
    });
    let stip_at = at(TextName::Stip, texts.plan_stip_label(), Kind::Line, stip);
    let why_at = at(TextName::Why, texts.plan_why_label(), Kind::Lines, why);
    let title = if own {
        texts.plan_stip()
    } else {
        texts.caseload_stip()
    };
    let long = Memo::new(move |_| stip.with(|stip| has_long_word(&stip.line())));
    let says_why = Memo::new(move |_| own || why.with(|why| !why.empty));
    view! {
        <section class="card">
            <div class="goal-head">
                <h2 class="kicker">
                    <span class="dot" aria-hidden="true"></span>
                    {title}
                </h2>
                {own.then(|| view! { <EditLink text=stip_at/> })}
            </div>
            <p class="stip-words" class:long-word=long>{move || stip.with(Shown::line)}</p>
            {own.then(|| view! { <EditPlace text=stip_at/> })}
            {move || says_why.get().then(|| why_part(why_at, own))}
        </section>
    }
    .into_any()
}

fn why_part(why: TextAt, own: bool) -> AnyView {
    let shown = why.shown;
    view! {
        <div class="goal-head">
            <h3 class="kicker">{use_texts().plan_why()}</h3>
            {own.then(|| view! { <EditLink text=why/> })}
        </div>
        <p class="prose">{move || shown.with(Shown::line)}</p>
        {own.then(|| view! { <EditPlace text=why/> })}
    }
    .into_any()
}
