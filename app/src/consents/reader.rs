//! The pages of who reads along. Always from the server, nothing is kept; and when there is nothing to
//! see (any more), the page does not say why.

use std::sync::Arc;

use contract::path::{form_target, page};
use contract::{Problem, ProblemCode, SharedPlan, SharedPlanLine, SharedPlans};
use domain::id::PlanId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

use super::shared::shared;
use crate::backend::{Backend, Loaded, use_backend};
use crate::device::use_device;
use crate::language::use_texts;
use crate::load::load;
use crate::ui::{Icon, PlainFrame, Waiting, Whose, day, not_opened};

/// What one person may read, and the plan that is open.
#[derive(Clone, Serialize, Deserialize)]
struct Reading {
    plans: SharedPlans,
    open: Option<SharedPlan>,
}

/// The first page of who reads along: the plan; a choice when there are more.
pub(crate) fn shared_page() -> AnyView {
    read_along(None)
}

/// The plan of the address.
pub(crate) fn shared_plan_page() -> AnyView {
    let plan = use_params_map().with_untracked(|params| params.get("plan")?.parse().ok());
    read_along(Some(plan.unwrap_or(PlanId::from_uuid(uuid::Uuid::nil()))))
}

fn read_along(plan: Option<PlanId>) -> AnyView {
    let backend = use_backend();
    let reading = load(move || {
        let backend = backend.clone();
        Box::pin(async move { ask(backend, plan).await.map(Loaded::here) })
    });
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match reading.read().await {
                    Ok(reading) => opened(reading),
                    Err(problem) => not_opened(&problem, Whose::Youth),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The given plan, or the only one.
async fn ask(backend: Option<Arc<dyn Backend>>, plan: Option<PlanId>) -> Result<Reading, Problem> {
    let backend = backend.ok_or(ProblemCode::Unavailable)?;
    let plans = backend.shared_plans().read().await?;
    let only = match plans.plans.as_slice() {
        [only] => Some(only.plan),
        _ => None,
    };
    let open = match plan.or(only) {
        Some(plan) => shown(backend.shared_plan(plan).read().await)?,
        None => None,
    };
    Ok(Reading { plans, open })
}

/// What may not be seen is not there.
fn shown(answer: Result<SharedPlan, Problem>) -> Result<Option<SharedPlan>, Problem> {
    match answer {
        Ok(plan) => Ok(Some(plan)),
        Err(problem) if problem.code == ProblemCode::NotFound => Ok(None),
        Err(problem) => Err(problem),
    }
}

fn opened(Reading { plans, open }: Reading) -> AnyView {
    let more = plans.plans.len() > 1;
    match open {
        Some(plan) => one_plan(plan, more),
        None if more && at_the_choice() => choice(plans.plans),
        None => nothing(),
    }
}

/// Without a plan in the address.
fn at_the_choice() -> bool {
    use_params_map().with_untracked(|params| params.get("plan").is_none())
}

/// A plan that stays up to date, until it may not be seen any more.
fn one_plan(plan: SharedPlan, more: bool) -> AnyView {
    let id = plan.plan;
    let open = RwSignal::new(Some(plan));
    let (backend, device) = (use_backend(), use_device());
    let heard: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
        let Some(backend) = backend.clone() else {
            return;
        };
        leptos::task::spawn(async move {
            match shown(backend.shared_plan(id).read().await) {
                Ok(now) => open.try_set(now),
                // Whoever is logged out by now, here or elsewhere, reads no further.
                Err(problem) if problem.code == ProblemCode::LoggedOut => open.try_set(None),
                // Without the network the page stays as it is; the next word from the server mends it.
                Err(_) => None,
            };
        });
    });
    Effect::new(move || {
        let listening = device
            .as_ref()
            .and_then(|device| device.listen(Some(id), Arc::clone(&heard)));
        if let Some(listening) = listening {
            on_cleanup(move || (listening.0)());
        }
    });
    (move || match open.get() {
        Some(plan) => page_of(&plan, more),
        None => nothing(),
    })
    .into_any()
}

fn page_of(plan: &SharedPlan, more: bool) -> AnyView {
    let texts = use_texts();
    let lead = texts.shared_lead(&day(plan.until, plan.now), &plan.youth);
    let shown = shared(plan);
    let others = more.then(|| {
        view! {
            <p>
                <a class="button button-plain" href=page::SHARED>
                    <Icon name="back" turns=true/>
                    {texts.shared_choose()}
                </a>
            </p>
        }
    });
    view! {
        <PlainFrame title=texts.shared_title(&plan.youth)>
            {others}
            <p class="soft">{lead}</p>
            {shown}
            {leave()}
        </PlainFrame>
    }
    .into_any()
}

fn choice(plans: Vec<SharedPlanLine>) -> AnyView {
    let texts = use_texts();
    let link = |line: SharedPlanLine| {
        view! {
            <li>
                <a class="feel" href=page::shared_plan(line.plan)>
                    <Icon name="person"/>
                    <span>{line.youth}</span>
                    <Icon name="onward" turns=true/>
                </a>
            </li>
        }
    };
    view! {
        <PlainFrame title=texts.shared_choose_title()>
            <ul class="stack">{plans.into_iter().map(link).collect_view()}</ul>
            {leave()}
        </PlainFrame>
    }
    .into_any()
}

fn nothing() -> AnyView {
    let texts = use_texts();
    view! {
        <PlainFrame title=texts.shared_none_title()>
            <p class="words">{texts.shared_none_text()}</p>
        </PlainFrame>
    }
    .into_any()
}

fn leave() -> AnyView {
    let texts = use_texts();
    view! {
        <form class="stack" method="post" action=form_target::LOGOUT>
            <button class="button button-quiet button-wide">{texts.me_log_out()}</button>
            <p class="soft small">{texts.shared_leave_explain()}</p>
        </form>
    }
    .into_any()
}
