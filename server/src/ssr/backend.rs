//! The pages' backend while the server renders: the use cases, in process.

use core::future::Future;
use std::sync::Arc;

use app::backend::{Asked, Backend, Loaded, Sending};
use contract::{
    Caseload, ChangesReply, ChangesRequest, Consents, Deliveries, InvitationCard,
    InvitationRequest, IssuedInvitation, Me, PlanView, Problem, ProblemCode, RedeemRequest,
    SharedPlan, SharedPlans, Terms,
};
use domain::id::PlanId;
use serde::Serialize;
use service::{Actor, Network, ServiceError, Stip};

use crate::http::problem::Failure;

/// What one visitor can ask.
#[derive(Clone)]
pub(super) struct InProcess {
    pub(super) stip: Arc<Stip>,
    pub(super) actor: Option<Actor>,
    pub(super) network: Network,
    pub(super) knows_who_sees: bool,
}

impl InProcess {
    /// Runs a use case that asks for somebody who is logged in.
    fn known<T, F>(&self, ask: impl FnOnce(Arc<Stip>, Actor) -> F) -> Asked<T>
    where
        F: Future<Output = Result<T, ServiceError>> + Send + 'static,
        T: Serialize + Send + Sync + 'static,
    {
        match self.actor.clone() {
            Some(actor) => asked(ask(Arc::clone(&self.stip), actor)),
            None => Asked::new(Box::pin(async { Err(ProblemCode::LoggedOut.into()) })),
        }
    }
}

fn asked<T, F>(answer: F) -> Asked<T>
where
    F: Future<Output = Result<T, ServiceError>> + Send + 'static,
    T: Serialize + Send + Sync + 'static,
{
    Asked::new(Box::pin(async move {
        answer.await.map(Loaded::here).map_err(problem)
    }))
}

fn problem(error: ServiceError) -> Problem {
    Failure::from(error).problem
}

impl Backend for InProcess {
    fn me(&self) -> Asked<Me> {
        let knows = self.knows_who_sees;
        self.known(move |stip, actor| async move { stip.me(&actor, knows).await })
    }

    fn plan(&self, plan: PlanId) -> Asked<PlanView> {
        self.known(move |stip, actor| async move { stip.plan_view(&actor, plan).await })
    }

    fn record(&self, plan: PlanId, changes: Sending<ChangesRequest>) -> Asked<ChangesReply> {
        let changes = changes.into_inner();
        self.known(move |stip, actor| async move { stip.record(&actor, plan, &changes).await })
    }

    fn deliveries(&self, plan: PlanId) -> Asked<Deliveries> {
        self.known(move |stip, actor| async move { stip.deliveries(&actor, plan).await })
    }

    fn caseload(&self) -> Asked<Caseload> {
        self.known(|stip, actor| async move { stip.caseload(&actor).await })
    }

    fn invitation(&self, code: Sending<RedeemRequest>) -> Asked<InvitationCard> {
        let Self { stip, network, .. } = self.clone();
        let code = code.into_inner().code;
        asked(async move { stip.look_up_invitation(&code, &network).await })
    }

    fn invite(&self, request: Sending<InvitationRequest>) -> Asked<IssuedInvitation> {
        let request = request.into_inner();
        self.known(move |stip, actor| async move { stip.invite(&actor, &request).await })
    }

    fn consents(&self, plan: PlanId) -> Asked<Consents> {
        self.known(move |stip, actor| async move { stip.consents(&actor, plan).await })
    }

    fn consent_preview(&self, plan: PlanId, terms: Terms) -> Asked<SharedPlan> {
        self.known(
            move |stip, actor| async move { stip.preview_consent(&actor, plan, &terms).await },
        )
    }

    fn shared_plans(&self) -> Asked<SharedPlans> {
        self.known(|stip, actor| async move { stip.shared_plans(&actor).await })
    }

    fn shared_plan(&self, plan: PlanId) -> Asked<SharedPlan> {
        self.known(move |stip, actor| async move { stip.shared_plan(&actor, plan).await })
    }
}
