//! What a coach can add: a goal or a step as an idea, a compliment.

use contract::form::{Ask, Back};
use domain::id::GoalId;
use domain::plan::Standing;
use leptos::prelude::*;

use crate::form::{Field, Kind, PlanForm, Submit};
use crate::language::use_texts;
use crate::plan::{ArrangeFields, DomainChoice};
use crate::store::PlanStore;
use crate::ui::More;

/// What a coach can add.
#[component]
pub(crate) fn Act() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let youth = store.view.with_untracked(|view| view.youth.clone());
    let explain = texts.coach_plan_propose_explain(&youth);
    let explained = explain.clone();
    view! {
        <section class="card">
            <More label=texts.coach_plan_propose_step() icon="plan">
                <p class="soft small">{explained}</p>
                <ProposeStep store/>
            </More>
            <More label=texts.coach_plan_propose_goal() icon="plan">
                <p class="soft small">{explain}</p>
                <PlanForm ask=Ask::AddGoal back=Back::CoachPlan>
                    <Field name="text" label=texts.coach_plan_propose_label()/>
                    <Field
                        name="steps"
                        label=texts.example_steps()
                        hint=texts.example_steps_hint()
                        kind=Kind::Lines
                        optional=true
                    />
                    <DomainChoice legend=texts.plan_goal_domain() optional=true/>
                    <Submit label=texts.coach_plan_propose_submit()/>
                </PlanForm>
            </More>
            <More label=texts.coach_plan_cheer() icon="heart">
                <PlanForm ask=Ask::Cheer back=Back::CoachPlan>
                    <Field
                        name="text"
                        label=texts.coach_plan_cheer_label()
                        hint=texts.coach_plan_cheer_hint(&youth)
                        kind=Kind::Lines
                    />
                    <Submit label=texts.coach_plan_cheer_submit() icon="heart"/>
                </PlanForm>
            </More>
        </section>
    }
    .into_any()
}

/// A goal to propose a step for.
#[derive(Clone, PartialEq)]
struct Choice {
    goal: GoalId,
    title: String,
}

#[component]
fn ProposeStep(store: PlanStore) -> impl IntoView {
    let texts = use_texts();
    let goals = Memo::new(move |_| {
        store.view.with(|view| {
            view.plan
                .goals
                .iter()
                .filter(|goal| goal.standing != Standing::Declined && goal.archived().is_none())
                .map(|goal| Choice {
                    goal: goal.id,
                    title: goal
                        .title
                        .shown()
                        .map(|words| words.as_str().to_owned())
                        .unwrap_or_default(),
                })
                .collect::<Vec<_>>()
        })
    });
    let none = Memo::new(move |_| goals.with(Vec::is_empty));
    let youth = store.view.with_untracked(|view| view.youth.clone());
    move || {
        if none.get() {
            return view! { <p class="soft">{texts.coach_plan_no_goals(&youth)}</p> }.into_any();
        }
        view! {
            <PlanForm ask=Ask::AddStep back=Back::CoachPlan>
                <div class="field">
                    <label class="label" for="propose-goal">
                        {texts.coach_plan_propose_for()}
                    </label>
                    <select class="input" id="propose-goal" name="about">
                        <For each=move || goals.get() key=|goal| goal.goal.uuid() let:goal>
                            <option value=goal.goal.to_string()>{goal.title}</option>
                        </For>
                    </select>
                </div>
                <Field name="text" label=texts.coach_plan_propose_label()/>
                <More label=texts.step_arrange() icon="calendar">
                    <ArrangeFields own=false/>
                </More>
                <Submit label=texts.coach_plan_propose_submit()/>
            </PlanForm>
        }
        .into_any()
    }
}
