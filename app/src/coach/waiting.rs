//! What the coach proposed and the youth has not said yes to.

use domain::plan::Standing;
use leptos::prelude::*;
use uuid::Uuid;

use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::Icon;

/// An idea, ready to show.
#[derive(Clone, PartialEq)]
struct Idea {
    id: Uuid,
    kind: &'static str,
    standing: Standing,
    words: String,
}

fn ideas(store: PlanStore) -> Vec<Idea> {
    let texts = use_texts();
    store.view.with(|view| {
        let goals = view.plan.goals.iter().map(|goal| {
            (
                goal.id.uuid(),
                texts.coach_plan_propose_goal(),
                goal.standing,
                &goal.title,
            )
        });
        let steps = view
            .plan
            .goals
            .iter()
            .flat_map(|goal| &goal.steps)
            .map(|step| {
                (
                    step.id.uuid(),
                    texts.coach_plan_propose_step(),
                    step.standing,
                    &step.title,
                )
            });
        goals
            .chain(steps)
            .filter(|(_, _, standing, _)| *standing != Standing::Real)
            .map(|(id, kind, standing, text)| Idea {
                id,
                kind,
                standing,
                words: text
                    .shown()
                    .map(|words| words.as_str().to_owned())
                    .unwrap_or_default(),
            })
            .collect()
    })
}

/// Ideas that are not real yet.
#[component]
pub(crate) fn Waiting() -> impl IntoView {
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let ideas = Memo::new(move |_| ideas(store));
    view! {
        <For
            each=move || ideas.get()
            key=|idea| (idea.id, idea.standing == Standing::Proposed)
            let:idea
        >
            {card(idea)}
        </For>
    }
    .into_any()
}

fn card(idea: Idea) -> AnyView {
    let texts = use_texts();
    let state = match idea.standing {
        Standing::Declined => texts.proposal_said_no(),
        Standing::Proposed | Standing::Real => texts.proposal_waiting(),
    };
    view! {
        <section class="idea">
            <p class="kicker">
                <Icon name="person"/>
                {idea.kind}
                " · "
                {state}
            </p>
            <p class="words">{idea.words}</p>
        </section>
    }
    .into_any()
}
