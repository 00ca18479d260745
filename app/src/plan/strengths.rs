//! What the youth can and likes.

use contract::form::{Ask, Back, Field as TextName};
use domain::id::StrengthId;
use leptos::prelude::*;

use super::edit::{EditLink, EditPlace, TextAt};
use super::shown::Shown;
use crate::form::{Field, Kind, PlanForm, Submit};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::More;

/// Strengths, and a way to add one.
#[component]
pub(crate) fn Strengths() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let strengths = Memo::new(move |_| {
        store.view.with(|view| {
            let all = view.plan.strengths.iter();
            all.map(|strength| (strength.id, strength.origin.author.person()))
                .collect::<Vec<_>>()
        })
    });
    let empty = move || {
        strengths
            .with(Vec::is_empty)
            .then(|| view! { <p class="soft">{texts.plan_strengths_empty()}</p> })
    };
    let back = if store.is_own() {
        Back::Me
    } else {
        Back::CoachPlan
    };
    view! {
        <section class="stack">
            <h2>{texts.plan_strengths()}</h2>
            {empty}
            <ul class="strengths">
                <For each=move || strengths.get() key=|(id, _)| id.uuid() let:strength>
                    {one(store, strength.0, strength.1 == store.viewer())}
                </For>
            </ul>
            <More label=texts.plan_strength_add()>
                <PlanForm ask=Ask::AddStrength back=back>
                    <Field name="text" label=texts.plan_strength_label()/>
                    <Submit label=texts.action_add()/>
                </PlanForm>
            </More>
        </section>
    }
    .into_any()
}

fn one(store: PlanStore, id: StrengthId, mine: bool) -> AnyView {
    let shown = Memo::new(move |_| {
        store.view.with(|view| {
            let known = view.plan.strengths.iter().find(|known| known.id == id);
            known
                .map(|known| Shown::of(&known.text, view, store))
                .unwrap_or_default()
        })
    });
    let text = TextAt {
        field: TextName::Strength,
        about: Some(id.uuid()),
        label: use_texts().plan_strength_label(),
        kind: Kind::Line,
        shown,
    };
    // The youth may change every word of the plan; a coach the coach's own.
    let may = mine || store.is_own();
    view! {
        <li class="strength">
            <span class="strength-words">{move || shown.with(Shown::line)}</span>
            {may.then(|| view! { <EditLink text/> })}
            {may.then(|| view! { <EditPlace text/> })}
        </li>
    }
    .into_any()
}
