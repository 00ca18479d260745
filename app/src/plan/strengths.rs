//! What the youth can and likes.

use contract::form::Ask;
use leptos::prelude::*;

use super::goal::back;
use super::shown::Shown;
use crate::form::{Field, PlanForm, Submit};
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
            view.plan
                .strengths
                .iter()
                .map(|strength| {
                    (
                        strength.id.uuid(),
                        Shown::of(&strength.text, view, store).line(),
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let empty = move || {
        strengths
            .with(Vec::is_empty)
            .then(|| view! { <p class="soft">{texts.plan_strengths_empty()}</p> })
    };
    view! {
        <section class="stack">
            <h2>{texts.plan_strengths()}</h2>
            {empty}
            <ul class="strengths">
                <For each=move || strengths.get() key=Clone::clone let:strength>
                    <li class="strength">{strength.1}</li>
                </For>
            </ul>
            <More label=texts.plan_strength_add()>
                <PlanForm ask=Ask::AddStrength back=back(store)>
                    <Field name="text" label=texts.plan_strength_label()/>
                    <Submit label=texts.action_add()/>
                </PlanForm>
            </More>
        </section>
    }
    .into_any()
}
