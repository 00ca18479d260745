//! A plan as it is shown to who reads along: the same for the youth who looks first, and for whoever
//! then reads. Only what was granted has a place here at all.

use contract::SharedPlan;
use domain::journal::{Part, StepState};
use domain::plan::{SharedGoal, SharedStep, SharedWin};
use leptos::prelude::*;

use crate::files::{ShownFile, ShownFiles};
use crate::language::use_texts;
use crate::ui::{Icon, day, has_long_word};

/// What there is to see.
pub(super) fn shared(plan: &SharedPlan) -> AnyView {
    let sees = |part| plan.parts.contains(&part);
    view! {
        <div class="shared stack stack-wide">
            {sees(Part::Horizon).then(|| horizon(plan))}
            {sees(Part::Goals).then(|| goals(plan))}
            {sees(Part::Wins).then(|| wins(plan))}
        </div>
    }
    .into_any()
}

fn horizon(plan: &SharedPlan) -> AnyView {
    let texts = use_texts();
    let stip = plan.shared.stip.clone();
    let why = plan.shared.why.clone();
    let words = match stip {
        Some(stip) => {
            let long = has_long_word(&stip);
            view! { <p class="stip-words" class:long-word=long>{stip}</p> }.into_any()
        }
        None => view! { <p class="soft">{texts.shared_no_stip()}</p> }.into_any(),
    };
    let why = why.map(|why| {
        view! {
            <h3 class="kicker">{texts.shared_why()}</h3>
            <p class="prose">{why}</p>
        }
    });
    view! {
        <section class="card">
            <h2 class="kicker">
                <span class="dot" aria-hidden="true"></span>
                {texts.shared_stip()}
            </h2>
            {words}
            {why}
        </section>
    }
    .into_any()
}

fn goals(plan: &SharedPlan) -> AnyView {
    let texts = use_texts();
    let goals = &plan.shared.goals;
    let none = goals
        .is_empty()
        .then(|| view! { <p class="soft">{texts.shared_no_goals()}</p> });
    view! {
        <section class="stack">
            <h2>{texts.shared_goals()}</h2>
            {none}
            {goals.iter().map(goal).collect_view()}
        </section>
    }
    .into_any()
}

fn goal(goal: &SharedGoal) -> AnyView {
    view! {
        <div class="card goal">
            <h3>{goal.title.clone()}</h3>
            <ol class="road">{goal.steps.iter().map(step).collect_view()}</ol>
        </div>
    }
    .into_any()
}

fn step(step: &SharedStep) -> AnyView {
    let texts = use_texts();
    let (class, state) = match step.state {
        StepState::Todo => ("step step-todo", texts.step_state_todo()),
        StepState::Doing => ("step step-doing", texts.step_state_doing()),
        StepState::Done => ("step step-done", texts.step_state_done()),
        StepState::Dropped => ("step step-dropped", texts.step_state_dropped()),
    };
    view! {
        <li class=class>
            <span class="step-dot">
                <span class="step-mark">
                    <Icon name="check"/>
                </span>
                <span class="only-read-aloud">{state}</span>
            </span>
            <p class="step-words">{step.title.clone()}</p>
        </li>
    }
    .into_any()
}

fn wins(plan: &SharedPlan) -> AnyView {
    let texts = use_texts();
    let wins = &plan.shared.wins;
    let none = wins
        .is_empty()
        .then(|| view! { <p class="soft">{texts.shared_no_wins()}</p> });
    let mut days: Vec<(String, Vec<&SharedWin>)> = Vec::new();
    for win in wins {
        let name = day(win.at, plan.now);
        match days.last_mut().filter(|(last, _)| *last == name) {
            Some((_, wins)) => wins.push(win),
            None => days.push((name, vec![win])),
        }
    }
    let win = |win: &SharedWin| {
        let words = Signal::stored(Some(win.text.clone()));
        view! {
            <article class="win">
                <p class="win-words">{win.text.clone()}</p>
                <ShownFiles plan=plan.plan words=words files=ShownFile::shared(&win.files)/>
            </article>
        }
    };
    let one_day = |(name, wins): (String, Vec<&SharedWin>)| {
        view! {
            <li class="day">
                <h3 class="day-name">{name}</h3>
                {wins.into_iter().map(win).collect_view()}
            </li>
        }
    };
    view! {
        <section class="stack">
            <h2>{texts.shared_wins()}</h2>
            {none}
            <ol class="days">{days.into_iter().map(one_day).collect_view()}</ol>
        </section>
    }
    .into_any()
}
