//! The youth's plan.

use contract::Problem;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::add::AddGoal;
use super::ideas::Ideas;
use super::{CheckIns, Notes, Road, Stip, Strengths};
use crate::language::use_texts;
use crate::session::{Opened, own_plan};
use crate::store::PlanStore;
use crate::ui::{Status, Whose, YouthFrame, open_plan};

/// The youth's plan.
pub(crate) struct PlanPage {
    opened: Resource<Result<Opened, Problem>>,
}

#[lazy_route]
impl LazyRoute for PlanPage {
    fn data() -> Self {
        Self { opened: own_plan() }
    }

    fn view(this: Self) -> AnyView {
        open_plan(this.opened, Whose::Youth, plan)
    }
}

fn plan(_: PlanStore) -> AnyView {
    let texts = use_texts();
    view! {
        <YouthFrame title=texts.plan_title()>
            <Status/>
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
        </YouthFrame>
    }
    .into_any()
}
