//! The road to the stip, drawn: from the dot on the horizon down to where the youth is now. Goals stand
//! along it, their steps are the dots on the way to them. For a screen reader it is a plain list.

use contract::PlanView;
use domain::id::GoalId;
use domain::journal::{LifeDomain, StepState};
use domain::plan::Goal;
use leptos::prelude::*;

use super::domains::{domain_icon, domain_word};
use super::shown::Shown;
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, today};

/// The most dots between two goals.
const MOST: usize = 5;

/// Where dots stand along a bend to the left, from the near end to the goal; mirrored for one to the
/// right. The fewer there are, the more room each has.
fn bend(count: usize) -> &'static [(u8, u8)] {
    match count {
        0 | 1 => &[(44, 80)],
        2 => &[(49, 91), (40, 75)],
        3 => &[(50, 97), (46, 84), (37, 72)],
        4 => &[(50, 98), (48, 89), (44, 80), (36, 71)],
        _ => &[(50, 99), (49, 92), (46, 85), (42, 78), (36, 71)],
    }
}

/// A dot on the road.
#[derive(Clone, Copy, PartialEq)]
enum Dot {
    Done,
    Next,
    Open,
}

/// A goal on the road, ready to show.
#[derive(Clone, PartialEq)]
struct Stop {
    id: GoalId,
    words: String,
    domain: Option<LifeDomain>,
    done: usize,
    dots: Vec<Dot>,
    whole: bool,
}

fn stop(goal: &Goal, view: &PlanView, store: PlanStore) -> Stop {
    let next = view.plan.next_step(today(view.now));
    let steps: Vec<_> = goal
        .real_steps()
        .filter(|step| step.state != StepState::Dropped)
        .map(|step| match step.state {
            StepState::Done => Dot::Done,
            _ if next.is_some_and(|(_, next)| next.id == step.id) => Dot::Next,
            _ => Dot::Open,
        })
        .collect();
    let done = steps.iter().filter(|dot| **dot == Dot::Done).count();
    Stop {
        id: goal.id,
        words: Shown::of(&goal.title, view, store).line(),
        domain: goal.domain,
        done,
        whole: !steps.is_empty() && done == steps.len(),
        dots: steps.into_iter().take(MOST).collect(),
    }
}

/// The goals on the road: the one that was begun last is the farthest.
fn stops(view: &PlanView, store: PlanStore) -> Vec<Stop> {
    let goals = view.plan.goals.iter().rev();
    goals
        .filter(|goal| goal.is_walked())
        .map(|goal| stop(goal, view, store))
        .collect()
}

/// The road from the horizon to here.
#[component]
pub(crate) fn Way() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let stops = Memo::new(move |_| store.view.with(|view| stops(view, store)));
    let next = Memo::new(move |_| {
        store.view.with(|view| {
            let (_, step) = view.plan.next_step(today(view.now))?;
            Some(Shown::of(&step.title, view, store).line())
        })
    });
    let own = store.is_own();
    let ahead = Memo::new(move |_| stops.with(|stops| sorted(stops, false)));
    let behind = Memo::new(move |_| stops.with(|stops| sorted(stops, true)));
    let here = move || {
        let youth = store.view.with_untracked(|view| view.youth.clone());
        let words = match next.get() {
            Some(step) => texts.way_next(&step),
            None if stops.with(Vec::is_empty) => texts.way_empty().to_owned(),
            None => texts.today_all_done_title().to_owned(),
        };
        let title = if own {
            texts.plan_here().to_owned()
        } else {
            texts.way_here_of(&youth)
        };
        view! {
            <li class="way-row way-here">
                {road(if behind.with(Vec::is_empty) { Bend::Ends } else { Bend::Through })}
                <span class="way-mark way-you" aria-hidden="true">
                    <Icon name="person"/>
                </span>
                <p class="way-words">
                    <strong>{title}</strong>
                    <span class="soft small">{words}</span>
                </p>
            </li>
        }
    };
    view! {
        <ol class="way" aria-label=texts.way_label()>
            {move || rows(ahead.get(), false)}
            {here}
            {move || rows(behind.get(), true)}
        </ol>
    }
    .into_any()
}

/// What is still ahead, or already behind.
fn sorted(stops: &[Stop], whole: bool) -> Vec<Stop> {
    let part = stops.iter().filter(|stop| stop.whole == whole);
    part.cloned().collect()
}

fn rows(stops: Vec<Stop>, walked: bool) -> AnyView {
    let last = stops.len().saturating_sub(1);
    let rows = stops.into_iter().enumerate().map(|(place, stop)| {
        let left = place.is_multiple_of(2);
        let bend = match (walked && place == last, left) {
            (true, true) => Bend::LeftEnds,
            (true, false) => Bend::RightEnds,
            (false, true) => Bend::Left,
            (false, false) => Bend::Right,
        };
        row(stop, bend, left, walked)
    });
    rows.collect_view().into_any()
}

/// How the road runs through a row.
#[derive(Clone, Copy)]
enum Bend {
    Left,
    Right,
    LeftEnds,
    RightEnds,
    Through,
    Ends,
}

/// The road through one row: stretched to the height of its words, always as wide.
fn road(bend: Bend) -> AnyView {
    let path = match bend {
        Bend::Left => "M50 0C50 28 26 30 26 50C26 70 50 72 50 100",
        Bend::Right => "M50 0C50 28 74 30 74 50C74 70 50 72 50 100",
        Bend::LeftEnds => "M50 0C50 28 26 30 26 50",
        Bend::RightEnds => "M50 0C50 28 74 30 74 50",
        Bend::Through => "M50 0V100",
        Bend::Ends => "M50 0V50",
    };
    view! {
        <svg
            class="way-road"
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path class="way-bed" d=path vector-effect="non-scaling-stroke"></path>
            <path class="way-line" d=path vector-effect="non-scaling-stroke"></path>
        </svg>
    }
    .into_any()
}

fn dot(dot: Dot, (x, y): (u8, u8), left: bool) -> AnyView {
    let x = if left { x } else { 100_u8.saturating_sub(x) };
    let class = match dot {
        Dot::Done => "way-dot way-dot-done",
        Dot::Next => "way-dot way-dot-next",
        Dot::Open => "way-dot",
    };
    let percent = |number: u8| [&number.to_string(), "%"].concat();
    view! { <circle class=class cx=percent(x) cy=percent(y) r="5"></circle> }.into_any()
}

fn row(stop: Stop, bend_here: Bend, left: bool, walked: bool) -> AnyView {
    let texts = use_texts();
    let Stop {
        id,
        words,
        domain,
        done,
        dots,
        whole,
    } = stop;
    let class = if left {
        "way-row way-left"
    } else {
        "way-row way-right"
    };
    let mark = if whole {
        "way-mark way-mark-done"
    } else {
        "way-mark"
    };
    let name = domain.map_or(texts.plan_goal(), |domain| domain_word(texts, domain));
    let steps = texts.plan_steps_done(done);
    let foot = if done == 0 {
        name.to_owned()
    } else {
        [name, " · ", &steps].concat()
    };
    // What is behind needs no counting any more.
    let dots = (!walked).then(|| {
        let places = bend(dots.len()).iter().copied();
        let dots = dots.into_iter().zip(places);
        view! {
            <svg class="way-road" aria-hidden="true">
                {dots.map(|(each, place)| dot(each, place, left)).collect_view()}
            </svg>
        }
    });
    view! {
        <li class=class class:way-walked=walked>
            {road(bend_here)}
            {dots}
            <span class=mark aria-hidden="true">
                <Icon name={if whole { "check" } else { domain.map_or("plan", domain_icon) }}/>
            </span>
            <a class="way-words" href=["#goal-", &id.to_string()].concat()>
                <strong>{words}</strong>
                <span class="soft small">{foot}</span>
            </a>
        </li>
    }
    .into_any()
}
