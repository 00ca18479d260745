//! What came from the coach: the latest compliment, the latest message, ideas that wait.

use contract::path::page;
use leptos::prelude::*;

use super::facts::{Facts, Who};
use crate::language::use_texts;
use crate::ui::{Icon, Speech, clock, day};

fn name(who: &Who) -> String {
    let Who(name) = who;
    name.clone()
        .unwrap_or_else(|| use_texts().author_coach().to_owned())
}

fn initial(name: &str) -> String {
    name.chars().take(1).collect()
}

/// The latest message of a coach.
#[component]
pub(super) fn NudgeCard(facts: RwSignal<Facts>) -> impl IntoView {
    let nudge = Memo::new(move |_| facts.with(|facts| facts.nudge.clone()));
    move || {
        let said = nudge.get()?;
        let foot = facts.with_untracked(|facts| clock(said.at, facts.now));
        let who = name(&said.who);
        let title = use_texts().today_nudge_from(&who);
        Some(view! { <Speech icon="send" title initial=initial(&who) says=said.says foot/> })
    }
}

/// The latest compliment of a coach.
#[component]
pub(super) fn CheerCard(facts: RwSignal<Facts>) -> impl IntoView {
    let cheer = Memo::new(move |_| facts.with(|facts| facts.cheer.clone()));
    move || {
        let said = cheer.get()?;
        let foot = said.about.map_or_else(
            || facts.with_untracked(|facts| day(said.at, facts.now)),
            |win| use_texts().today_cheer_about(&win),
        );
        let who = name(&said.who);
        let title = use_texts().today_cheer_from(&who);
        Some(view! { <Speech icon="heart" title initial=initial(&who) says=said.says foot/> })
    }
}

/// "Sanne heeft een idee voor je."
#[component]
pub(super) fn IdeaLine(facts: RwSignal<Facts>) -> impl IntoView {
    let texts = use_texts();
    let coach = Memo::new(move |_| facts.with(|facts| facts.idea_of.as_ref().map(name)));
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
