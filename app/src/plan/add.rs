//! Add a goal with its first step, or a step.

use contract::form::{Ask, Back};
use domain::id::GoalId;
use domain::journal::LifeDomain;
use leptos::prelude::*;

use super::domain_word;
use crate::form::{Field, PlanForm, Submit, word};
use crate::language::use_texts;
use crate::ui::More;

/// Add a goal.
#[component]
pub(crate) fn AddGoal() -> impl IntoView {
    let texts = use_texts();
    view! {
        <More label=texts.plan_goal_add()>
            <PlanForm ask=Ask::AddGoal back=Back::Plan>
                <Field name="text" label=texts.plan_goal_label() hint=texts.plan_goal_hint()/>
                <Field
                    name="first_step"
                    label=texts.plan_step_label()
                    hint=texts.plan_step_hint()
                    optional=true
                />
                <DomainChoice/>
                <Submit label=texts.action_add()/>
            </PlanForm>
        </More>
    }
    .into_any()
}

/// Add a step to a goal.
#[component]
pub(crate) fn AddStep(goal: GoalId) -> impl IntoView {
    let texts = use_texts();
    view! {
        <More label=texts.plan_step_add()>
            <PlanForm ask=Ask::AddStep back=Back::Plan about=goal.uuid()>
                <Field name="text" label=texts.plan_step_label() hint=texts.plan_step_hint()/>
                <Submit label=texts.action_add()/>
            </PlanForm>
        </More>
    }
    .into_any()
}

/// The life domain of a goal: may stay open.
#[component]
fn DomainChoice() -> impl IntoView {
    let texts = use_texts();
    let choice = |(value, name, checked): (String, &'static str, bool)| {
        view! {
            <label class="choice">
                <input type="radio" name="domain" value=value checked=checked/>
                <span class="choice-face">{name}</span>
            </label>
        }
    };
    let known = LifeDomain::ALL.map(|domain| (word(domain), domain_word(texts, domain), false));
    let choices = known
        .into_iter()
        .chain([(String::new(), texts.domain_none(), true)]);
    view! {
        <fieldset class="choices">
            <legend>{texts.plan_goal_domain()}</legend>
            {choices.map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}
