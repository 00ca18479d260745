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

/// Where dots stand along a bend to the left, from the near end to the goal; mirrored for one to the right.
const BEND: [(u8, u8); 5] = [(50, 96), (48, 88), (44, 80), (39, 74), (34, 68)];

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
        dots: steps.into_iter().take(BEND.len()).collect(),
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
                {road(RoadEnd::Here)}
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
            {move || {
                let rows = stops.get().into_iter().enumerate();
                rows.map(|(place, stop)| row(stop, place.is_multiple_of(2))).collect_view()
            }}
            {here}
        </ol>
    }
    .into_any()
}

/// How the road runs through a row.
#[derive(Clone, Copy)]
enum RoadEnd {
    Left,
    Right,
    Here,
}

/// The road through one row: stretched to the height of its words, always as wide.
fn road(end: RoadEnd) -> AnyView {
    let path = match end {
        RoadEnd::Left => "M50 0C50 28 26 30 26 50C26 70 50 72 50 100",
        RoadEnd::Right => "M50 0C50 28 74 30 74 50C74 70 50 72 50 100",
        RoadEnd::Here => "M50 0V50",
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

fn dot((place, dot): (usize, Dot), left: bool) -> AnyView {
    let (x, y) = BEND.get(place).copied().unwrap_or_default();
    let x = if left { x } else { 100_u8.saturating_sub(x) };
    let class = match dot {
        Dot::Done => "way-dot way-dot-done",
        Dot::Next => "way-dot way-dot-next",
        Dot::Open => "way-dot",
    };
    let percent = |number: u8| [&number.to_string(), "%"].concat();
    view! { <circle class=class cx=percent(x) cy=percent(y) r="5.5"></circle> }.into_any()
}

fn row(stop: Stop, left: bool) -> AnyView {
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
    let dots = dots.into_iter().enumerate();
    view! {
        <li class=class>
            {road(if left { RoadEnd::Left } else { RoadEnd::Right })}
            <svg class="way-road" aria-hidden="true">
                {dots.map(|each| dot(each, left)).collect_view()}
            </svg>
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
