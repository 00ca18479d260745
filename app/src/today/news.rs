//! What came from the coach: the latest compliment, the latest message, ideas that wait.

use contract::PlanView;
use contract::path::page;
use domain::journal::Author;
use domain::plan::{Origin, Standing, Text};
use leptos::prelude::*;

use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, Speech, clock, day};

/// Somebody's words, ready to show.
#[derive(Clone, PartialEq)]
struct Said {
    who: String,
    says: String,
    foot: String,
}

fn name(view: &PlanView, author: Author) -> String {
    view.name_of(author.person())
        .unwrap_or(use_texts().author_coach())
        .to_owned()
}

fn kept(text: &Text) -> Option<String> {
    text.shown().map(|words| words.as_str().to_owned())
}

fn said(view: &PlanView, text: &Text, origin: &Origin, foot: String) -> Option<Said> {
    Some(Said {
        who: name(view, origin.author),
        says: kept(text)?,
        foot,
    })
}

fn latest_nudge(view: &PlanView) -> Option<Said> {
    view.plan.nudges.iter().rev().find_map(|nudge| {
        said(
            view,
            &nudge.text,
            &nudge.origin,
            clock(nudge.origin.at, view.now),
        )
    })
}

fn latest_cheer(view: &PlanView) -> Option<Said> {
    view.plan.cheers.iter().rev().find_map(|cheer| {
        let win = cheer
            .win
            .and_then(|id| view.plan.wins.iter().find(|win| win.id == id));
        let foot = win.and_then(|win| kept(&win.text)).map_or_else(
            || day(cheer.origin.at, view.now),
            |win| use_texts().today_cheer_about(&win),
        );
        said(view, &cheer.text, &cheer.origin, foot)
    })
}

fn initial(name: &str) -> String {
    name.chars().take(1).collect()
}

/// The latest message of a coach.
#[component]
pub(crate) fn NudgeCard() -> impl IntoView {
    let nudge = shown(latest_nudge);
    move || {
        nudge.get().map(|Said { who, says, foot }| {
            let title = use_texts().today_nudge_from(&who);
            view! { <Speech icon="send" title initial=initial(&who) says foot/> }
        })
    }
}

/// The latest compliment of a coach.
#[component]
pub(crate) fn CheerCard() -> impl IntoView {
    let cheer = shown(latest_cheer);
    move || {
        cheer.get().map(|Said { who, says, foot }| {
            let title = use_texts().today_cheer_from(&who);
            view! { <Speech icon="heart" title initial=initial(&who) says foot/> }
        })
    }
}

fn shown(part: fn(&PlanView) -> Option<Said>) -> Memo<Option<Said>> {
    let store = PlanStore::here();
    Memo::new(move |_| store.and_then(|store| store.view.with(part)))
}

fn proposer(view: &PlanView) -> Option<String> {
    let plan = &view.plan;
    if plan.open_proposals() == 0 {
        return None;
    }
    let goal = plan
        .goals
        .iter()
        .find(|goal| goal.standing == Standing::Proposed);
    let step = || {
        plan.goals
            .iter()
            .flat_map(|goal| &goal.steps)
            .find(|step| step.standing == Standing::Proposed)
    };
    let author = goal
        .map(|goal| goal.origin.author)
        .or_else(|| Some(step()?.origin.author))?;
    Some(name(view, author))
}

/// "Sanne heeft een idee voor je."
#[component]
pub(crate) fn ProposalLine() -> impl IntoView {
    let texts = use_texts();
    let store = PlanStore::here();
    let coach = Memo::new(move |_| store.and_then(|store| store.view.with(proposer)));
    move || {
        coach.get().map(|coach| {
            view! {
                <p class="notice notice-wait">
                    <Icon name="plan"/>
                    <span>{texts.today_proposal_waiting(&coach)}</span>
                    <a class="button button-quiet" href=[page::PLAN, "#ideas"].concat()>
                        {texts.today_proposal_look()}
                    </a>
                </p>
            }
        })
    }
}
