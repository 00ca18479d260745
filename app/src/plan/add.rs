//! Add a goal with its first step, or a step.

use contract::form::{Ask, Back};
use domain::id::GoalId;
use leptos::prelude::*;

use super::arrange::ArrangeFields;
use super::domains::DomainChoice;
use crate::form::{Field, PlanForm, Submit};
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
                <DomainChoice legend=texts.plan_goal_domain() optional=true/>
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
                <More label=texts.step_arrange() icon="calendar">
                    <ArrangeFields own=true/>
                </More>
                <Submit label=texts.action_add()/>
            </PlanForm>
        </More>
    }
    .into_any()
}
