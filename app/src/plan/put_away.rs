//! Goals that were put away, with why; each can come back.

use contract::PlanView;
use contract::form::{Ask, Back};
use domain::id::GoalId;
use domain::journal::ArchiveReason;
use domain::plan::Goal;
use leptos::prelude::*;
use locale::Texts;

use super::goal::back;
use super::shown::Shown;
use crate::form::{Field, Kind, PlanForm, Submit, TapForm, word};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, More, day};

/// Why something was put away, as people say it.
pub(super) fn reason_word(texts: &Texts, reason: ArchiveReason) -> &'static str {
    match reason {
        ArchiveReason::Reached => texts.archive_reached(),
        ArchiveReason::Changed => texts.archive_changed(),
        ArchiveReason::Later => texts.archive_later(),
        ArchiveReason::NotMine => texts.archive_not_mine(),
    }
}

/// Puts a goal away: asks why, kindly, and promises that it is not lost.
#[component]
pub(super) fn PutAway(goal: GoalId) -> impl IntoView {
    let texts = use_texts();
    let choice = |reason: ArchiveReason| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="reason"
                    value=word(reason)
                    checked=reason == ArchiveReason::Reached
                />
                <span class="choice-face">{reason_word(texts, reason)}</span>
            </label>
        }
    };
    view! {
        <More label=texts.archive_open() icon="drawer">
            <p class="soft small">{texts.archive_explain()}</p>
            <PlanForm ask=Ask::ArchiveGoal back=Back::Plan about=goal.uuid()>
                <fieldset class="choices choices-list">
                    <legend>{texts.archive_why()}</legend>
                    {ArchiveReason::ALL.map(choice).collect_view()}
                </fieldset>
                <Field name="text" label=texts.archive_text() kind=Kind::Lines optional=true/>
                <Submit label=texts.archive_do()/>
            </PlanForm>
        </More>
    }
    .into_any()
}

/// A goal that was put away, ready to show.
#[derive(Clone, PartialEq)]
struct Line {
    id: GoalId,
    words: String,
    reason: ArchiveReason,
    says: Option<String>,
    day: String,
}

fn line(goal: &Goal, view: &PlanView, store: PlanStore) -> Option<Line> {
    let away = goal.archived()?;
    let says = away.text.as_ref().and_then(|text| text.shown());
    Some(Line {
        id: goal.id,
        words: Shown::of(&goal.title, view, store).line(),
        reason: away.reason,
        says: says.map(|words| words.as_str().to_owned()),
        day: day(away.origin.at, view.now),
    })
}

/// What was reached, and what rests.
#[component]
pub(crate) fn AwayGoals() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let lines = Memo::new(move |_| {
        store.view.with(|view| {
            let goals = view.plan.goals.iter().rev();
            goals
                .filter_map(|goal| line(goal, view, store))
                .collect::<Vec<_>>()
        })
    });
    let part = move |reached: bool| {
        let lines = lines.get().into_iter();
        lines
            .filter(|line| (line.reason == ArchiveReason::Reached) == reached)
            .collect::<Vec<_>>()
    };
    let reached = move || {
        let lines = part(true);
        (!lines.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2>{texts.archive_reached_list()}</h2>
                    <ul class="stack">{lines.into_iter().map(|line| one(line, store)).collect_view()}</ul>
                </section>
            }
        })
    };
    let resting = move || {
        let lines = part(false);
        (!lines.is_empty()).then(|| {
            view! {
                <More label=texts.archive_list() icon="drawer" reads=true>
                    <ul class="stack">{lines.into_iter().map(|line| one(line, store)).collect_view()}</ul>
                </More>
            }
        })
    };
    view! {
        {reached}
        {resting}
    }
    .into_any()
}

fn one(line: Line, store: PlanStore) -> AnyView {
    let texts = use_texts();
    let Line {
        id,
        words,
        reason,
        says,
        day,
    } = line;
    let reached = reason == ArchiveReason::Reached;
    let label = texts.archive_back_of(&words);
    let again = store.is_own().then(|| {
        view! {
            <TapForm ask=Ask::BringBackGoal back=back(store) about=id.uuid()>
                <Submit label=texts.archive_back() class="button button-quiet" aria=label/>
            </TapForm>
        }
    });
    view! {
        <li class="away" class:away-reached=reached>
            <span class="way-mark" class:way-mark-done=reached aria-hidden="true">
                <Icon name={if reached { "check" } else { "drawer" }}/>
            </span>
            <div class="stack">
                <p>
                    <strong class="away-words">{words}</strong>
                    <span class="soft small">{[reason_word(texts, reason), " · ", &day].concat()}</span>
                </p>
                {says.map(|says| view! { <p class="prose small">{says}</p> })}
                {again}
            </div>
        </li>
    }
    .into_any()
}
