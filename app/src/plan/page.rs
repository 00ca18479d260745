//! The youth's plan.

use contract::path::page;
use leptos::prelude::*;

use super::add::AddGoal;
use super::check_ins::CheckIns;
use super::ideas::Ideas;
use super::not_taken::NotTakenList;
use super::{AwayGoals, Horizon, Leftovers, Notes, Road};
use crate::language::use_texts;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{Icon, Status, Whose, YouthFrame, open_plan};

/// The youth's plan.
pub(crate) fn plan_page() -> AnyView {
    open_plan(own_plan(), Whose::Youth, plan)
}

fn plan(_: PlanStore) -> AnyView {
    let texts = use_texts();
    view! {
        <YouthFrame title=texts.plan_title()>
            <Status/>
            <NotTakenList/>
            <Horizon/>
            <Ideas/>
            <section class="stack stack-wide">
                <h2>{texts.plan_goals()}</h2>
                <Road/>
                <div>
                    <AddGoal/>
                    <a class="button button-plain" href=page::EXAMPLES>
                        <Icon name="plan"/>
                        {texts.example_open()}
                    </a>
                </div>
            </section>
            <AwayGoals/>
            <CheckIns/>
            <Notes/>
            <Leftovers/>
        </YouthFrame>
    }
    .into_any()
}
