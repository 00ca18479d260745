//! Ideas of the coach: real only when the youth says yes.

use contract::PlanView;
use contract::form::{Ask, Back};
use domain::journal::Answer;
use domain::plan::{Goal, Origin, Standing, Text};
use leptos::prelude::*;
use uuid::Uuid;

use crate::form::{Submit, TapForm, word};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, More};

/// An idea, ready to show.
#[derive(Clone, PartialEq)]
struct Idea {
    id: Uuid,
    ask: Ask,
    from: String,
    words: String,
    goal: Option<String>,
}

fn kept(text: &Text) -> String {
    text.shown().map_or_else(
        || use_texts().removed_text().to_owned(),
        |words| words.as_str().to_owned(),
    )
}

fn from(view: &PlanView, origin: &Origin, ask: Ask) -> String {
    let texts = use_texts();
    let coach = view
        .name_of(origin.author.person())
        .unwrap_or(texts.author_coach());
    if ask == Ask::AnswerGoal {
        texts.proposal_goal(coach)
    } else {
        texts.proposal_step(coach)
    }
}

fn of_goal(view: &PlanView, goal: &Goal, standing: Standing) -> Vec<Idea> {
    if goal.archived().is_some() {
        return Vec::new();
    }
    let own = (goal.standing == standing).then(|| Idea {
        id: goal.id.uuid(),
        ask: Ask::AnswerGoal,
        from: from(view, &goal.origin, Ask::AnswerGoal),
        words: kept(&goal.title),
        goal: None,
    });
    let steps = goal
        .steps
        .iter()
        .filter(|step| step.standing == standing)
        .map(|step| Idea {
            id: step.id.uuid(),
            ask: Ask::AnswerStep,
            from: from(view, &step.origin, Ask::AnswerStep),
            words: kept(&step.title),
            goal: Some(kept(&goal.title)),
        });
    own.into_iter().chain(steps).collect()
}

fn ideas(store: PlanStore, standing: Standing) -> Memo<Vec<Idea>> {
    Memo::new(move |_| {
        store.view.with(|view| {
            view.plan
                .goals
                .iter()
                .flat_map(|goal| of_goal(view, goal, standing))
                .collect()
        })
    })
}

/// What waits for an answer, and what the youth said no to.
#[component]
pub(crate) fn Ideas() -> impl IntoView {
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let (waiting, declined) = (
        ideas(store, Standing::Proposed),
        ideas(store, Standing::Declined),
    );
    view! {
        <div class="stack" id="ideas">
            <For each=move || waiting.get() key=|idea| idea.id let:idea>
                {card(idea, true)}
            </For>
            {move || {
                let declined = declined.get();
                (!declined.is_empty()).then(|| view! {
                    <More label=use_texts().proposal_declined_list() icon="more" reads=true>
                        {declined.into_iter().map(|idea| card(idea, false)).collect_view()}
                    </More>
                })
            }}
        </div>
    }
    .into_any()
}

fn card(idea: Idea, open: bool) -> AnyView {
    let texts = use_texts();
    let Idea {
        id,
        ask,
        from,
        words,
        goal,
    } = idea;
    let no = open.then(|| {
        view! {
            <Submit
                label=texts.proposal_decline()
                class="button button-quiet"
                name="answer"
                value=word(Answer::Declined)
            />
        }
    });
    view! {
        <section class="idea">
            <p class="kicker">
                <Icon name="person"/>
                {from}
            </p>
            <p class="words">{words}</p>
            {goal.map(|goal| view! { <p class="small">{texts.today_for_goal(&goal)}</p> })}
            <TapForm ask=ask back=Back::Plan about=id class="idea-answer">
                <Submit
                    label=texts.proposal_accept()
                    icon="check"
                    name="answer"
                    value=word(Answer::Accepted)
                />
                {no}
            </TapForm>
        </section>
    }
    .into_any()
}
