//! The very same plan, as the coach sees it, with what a coach can add.

use contract::path::page;
use contract::{Deliveries, Problem, ProblemCode};
use domain::id::PlanId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::act::Act;
use super::invite::InviteAgain;
use super::nudge::{NUDGE, NudgeCard};
use super::waiting::Waiting as WaitingIdeas;
use super::wins::WinsToCheer;
use crate::backend::use_backend;
use crate::language::use_texts;
use crate::me::{ContactWish, Success, Wishes};
use crate::plan::{AwayGoals, History, Horizon, Leftovers, Notes, Road, Strengths};
use crate::session::opened;
use crate::store::PlanStore;
use crate::ui::{CoachFrame, Heading, Icon, Status, Whose, open_plan};

/// What became of the messages about this plan.
#[derive(Clone, Copy)]
pub(super) struct Sent(pub(super) Resource<Result<Deliveries, Problem>>);

/// The plan of the address. An address that holds none leads to a plan that nobody has.
fn plan_here() -> impl Fn() -> Option<PlanId> + Clone + Send + Sync + 'static {
    let params = use_params_map();
    move || {
        let plan = params.with(|params| params.get("plan"))?;
        Some(plan.parse().unwrap_or(PlanId::from_uuid(uuid::Uuid::nil())))
    }
}

/// A youth's plan, as a coach sees it.
pub(crate) fn coach_plan_page() -> AnyView {
    let (backend, plan) = (use_backend(), plan_here());
    let opened = opened(plan());
    let heard = RwSignal::new(0_u32);
    provide_context(heard);
    let sent = Resource::new(
        move || (plan(), heard.get()),
        move |(plan, _)| {
            let backend = backend.clone();
            async move {
                let plan = plan.ok_or(ProblemCode::NotFound)?;
                let backend = backend.ok_or(ProblemCode::Unavailable)?;
                backend.deliveries(plan).read().await
            }
        },
    );
    provide_context(Sent(sent));
    open_plan(opened, Whose::Coach, coach_plan)
}

/// Loads anew what became of the messages.
pub(super) fn ask_again(heard: RwSignal<u32>) {
    heard.try_update(|count| *count = count.wrapping_add(1));
}

fn coach_plan(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let (plan, name) = store
        .view
        .with_untracked(|view| (view.id, view.youth.clone()));
    if let Some(heard) = use_context::<RwSignal<u32>>() {
        Effect::watch(
            move || store.heard.get(),
            move |_, _, _| ask_again(heard),
            false,
        );
    }
    view! {
        <CoachFrame>
            <p class="crumb">
                <a class="button button-plain" href=page::CASELOAD>
                    <Icon name="back" turns=true/>
                    {texts.caseload_title()}
                </a>
            </p>
            <div class="stack">
                <Heading text=texts.coach_plan_title(&name)/>
                <p class="soft">{texts.coach_plan_same_plan(&name)}</p>
                <Status/>
                <p class="only-narrow">
                    <a class="button button-quiet" href=["#", NUDGE].concat()>
                        <Icon name="send"/>
                        {texts.nudge_title()}
                    </a>
                </p>
            </div>
            <div class="columns">
                <div class="stack stack-wide">
                    <Horizon/>
                    <h2>{texts.coach_plan_goals()}</h2>
                    <Road/>
                    <AwayGoals/>
                    <WaitingIdeas/>
                    <WinsToCheer/>
                    <Strengths/>
                    <Success/>
                    <Wishes/>
                    <History/>
                    <Notes/>
                    <Leftovers/>
                </div>
                <div class="stack stack-wide columns-aside">
                    <NudgeCard/>
                    <ContactWish/>
                    <Act/>
                    <section class="card">
                        <h2>{texts.invite_again_title(&name)}</h2>
                        <p>{texts.invite_again_explain()}</p>
                        <InviteAgain plan youth=name/>
                    </section>
                </div>
            </div>
        </CoachFrame>
    }
    .into_any()
}
