//! *Seintje sturen*: choose a sentence or write, then see how far it came.

use contract::form::{Ask, Back};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::delivery::SentList;
use crate::form::{Field, Kind, PlanForm, Submit};
use crate::language::use_texts;
use crate::store::PlanStore;

/// Names the sentence that was chosen, in the address: it works without script, and nothing is sent
/// before the coach has seen it.
const CHOSEN: &str = "zin";

/// Where on the page the message is written.
pub(super) const NUDGE: &str = "seintje";

/// Send a message.
#[component]
pub(crate) fn NudgeCard() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let youth = store.view.with_untracked(|view| view.youth.clone());
    let query = use_query_map();
    let chosen = Memo::new(move |_| {
        let at = query
            .with(|query| query.get(CHOSEN))?
            .parse::<usize>()
            .ok()?;
        texts.nudge_sentences().get(at).copied()
    });
    view! {
        <section class="card" id=NUDGE>
            <h2>{texts.nudge_to(&youth)}</h2>
            <p class="label" id="nudge-sentences">
                {texts.nudge_templates()}
            </p>
            <ul class="choices choices-list" aria-labelledby="nudge-sentences">
                {texts
                    .nudge_sentences()
                    .into_iter()
                    .enumerate()
                    .map(|(at, words)| sentence(at, words, chosen))
                    .collect_view()}
            </ul>
            <PlanForm ask=Ask::Nudge back=Back::CoachPlan>
                <Field
                    name="text"
                    label=texts.nudge_label()
                    hint=texts.nudge_explain()
                    kind=Kind::Lines
                    value=Signal::derive(move || chosen.get().unwrap_or_default().to_owned())
                />
                <Submit
                    label=texts.nudge_submit()
                    class="button button-sun button-wide"
                    icon="send"
                />
            </PlanForm>
            <SentList store/>
        </section>
    }
    .into_any()
}

fn sentence(at: usize, words: &'static str, chosen: Memo<Option<&'static str>>) -> AnyView {
    let href = ["?", CHOSEN, "=", &at.to_string()].concat();
    let current = move || (chosen.get() == Some(words)).then_some("true");
    view! {
        <li class="choice">
            <a class="choice-face" href=href data-noscroll="" aria-current=current>
                {words}
            </a>
        </li>
    }
    .into_any()
}
