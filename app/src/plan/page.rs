//! The youth's plan.

use leptos::prelude::*;

use super::add::AddGoal;
use super::ideas::Ideas;
use super::not_taken::NotTakenList;
use super::{CheckIns, Leftovers, Notes, Road, Stip, Strengths};
use crate::language::use_texts;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{Saved, Status, Whose, YouthFrame, open_plan};

/// The youth's plan.
pub(crate) fn plan_page() -> AnyView {
    open_plan(own_plan(), Whose::Youth, plan)
}

fn plan(_: PlanStore) -> AnyView {
    let texts = use_texts();
    view! {
        <YouthFrame title=texts.plan_title()>
            <Status/>
            <Saved says=texts.check_in_saved()/>
            <NotTakenList/>
            <Stip/>
            <Ideas/>
            <section class="stack stack-wide">
                <h2>{texts.plan_road()}</h2>
                <Road/>
                <AddGoal/>
            </section>
            <Strengths/>
            <CheckIns/>
            <Notes/>
            <Leftovers/>
        </YouthFrame>
    }
    .into_any()
}
