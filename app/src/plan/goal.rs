//! The road: goals with their steps.

use contract::form::{Ask, Back, Field as TextName};
use domain::id::{GoalId, StepId};
use domain::journal::LifeDomain;
use domain::plan::Goal;
use leptos::prelude::*;

use super::add::AddStep;
use super::domains::{DomainChoice, domain_icon, domain_word};
use super::edit::{EditLink, EditPlace, TextAt};
use super::put_away::PutAway;
use super::shown::Shown;
use super::step::StepRow;
use crate::form::{Kind, PlanForm, Submit};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::Icon;

/// The steps that a goal shows: real ones; what is proposed or declined stands elsewhere.
fn real_steps(goal: &Goal) -> Vec<StepId> {
    goal.real_steps().map(|step| step.id).collect()
}

/// Every real goal, oldest first.
#[component]
pub(crate) fn Road() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let goals = Memo::new(move |_| {
        store.view.with(|view| {
            view.plan
                .goals
                .iter()
                .filter(|goal| goal.is_walked())
                .map(|goal| goal.id)
                .collect::<Vec<_>>()
        })
    });
    let empty = move || {
        goals.with(Vec::is_empty).then(|| {
            let youth = store.view.with_untracked(|view| view.youth.clone());
            let line = if store.is_own() {
                texts.plan_goals_empty().to_owned()
            } else {
                texts.coach_plan_no_goals(&youth)
            };
            view! { <p class="soft">{line}</p> }
        })
    };
    view! {
        {empty}
        <For each=move || goals.get() key=|goal| goal.uuid() let:goal>
            {goal_card(store, goal)}
        </For>
    }
    .into_any()
}

fn kicker(domain: Option<LifeDomain>) -> AnyView {
    let texts = use_texts();
    let (icon, name) = match domain {
        Some(domain) => (domain_icon(domain), domain_word(texts, domain)),
        None => ("plan", texts.plan_goal()),
    };
    view! {
        <p class="kicker">
            <Icon name=icon/>
            {name}
        </p>
    }
    .into_any()
}

/// Where a goal belongs can change.
fn set_domain(goal: GoalId, domain: Option<LifeDomain>) -> AnyView {
    let texts = use_texts();
    view! {
        <PlanForm ask=Ask::SetDomain back=Back::Plan about=goal.uuid() class="form step-below">
            <DomainChoice legend=texts.plan_goal_domain() chosen=domain optional=true/>
            <Submit label=texts.action_save()/>
        </PlanForm>
    }
    .into_any()
}

fn goal_card(store: PlanStore, id: GoalId) -> AnyView {
    let texts = use_texts();
    let own = store.is_own();
    let shown = Memo::new(move |_| {
        store.view.with(|view| {
            view.plan
                .goal(id)
                .map(|goal| Shown::of(&goal.title, view, store))
                .unwrap_or_default()
        })
    });
    let steps = Memo::new(move |_| {
        store
            .view
            .with(|view| view.plan.goal(id).map(real_steps).unwrap_or_default())
    });
    let domain = Memo::new(move |_| {
        store
            .view
            .with(|view| view.plan.goal(id).and_then(|goal| goal.domain))
    });
    let title = TextAt {
        field: TextName::Goal,
        about: Some(id.uuid()),
        label: texts.plan_goal_label(),
        kind: Kind::Line,
        shown,
    };
    let open = title.is_open();
    let none = move || {
        steps
            .with(Vec::is_empty)
            .then(|| view! { <p class="soft">{texts.plan_steps_empty()}</p> })
    };
    view! {
        <section class="card goal" id=["goal-", &id.to_string()].concat()>
            {move || kicker(domain.get())}
            <div class="goal-head">
                <h3>{move || shown.with(Shown::line)}</h3>
                {own.then(|| view! { <EditLink text=title/> })}
            </div>
            {own.then(|| view! { <EditPlace text=title/> })}
            {move || (own && open.get()).then(|| set_domain(id, domain.get_untracked()))}
            {none}
            <ol class="road">
                <For each=move || steps.get() key=|step| step.uuid() let:step>
                    <StepRow id=step/>
                </For>
            </ol>
            {own.then(|| view! { <AddStep goal=id/> })}
            {own.then(|| view! { <PutAway goal=id/> })}
        </section>
    }
    .into_any()
}

/// Where the forms of a plan go back to.
pub(super) fn back(store: PlanStore) -> Back {
    if store.is_own() {
        Back::Plan
    } else {
        Back::CoachPlan
    }
}
