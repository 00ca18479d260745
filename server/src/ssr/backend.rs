//! The pages' backend while the server renders: the use cases, in process.

use core::future::Future;
use std::sync::Arc;

use app::backend::{Answer, Backend};
use contract::{
    Caseload, ChangesReply, ChangesRequest, Deliveries, InvitationCard, InvitationRequest,
    IssuedInvitation, Me, PlanView, Problem, ProblemCode,
};
use domain::id::PlanId;
use domain::journal::NewEntry;
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
    fn known<T, F>(&self, ask: impl FnOnce(Arc<Stip>, Actor) -> F) -> Answer<T>
    where
        F: Future<Output = Result<T, ServiceError>> + Send + 'static,
        T: 'static,
    {
        match self.actor.clone() {
            Some(actor) => {
                let answer = ask(Arc::clone(&self.stip), actor);
                Box::pin(async move { answer.await.map_err(problem) })
            }
            None => Box::pin(async { Err(ProblemCode::LoggedOut.into()) }),
        }
    }
}

fn problem(error: ServiceError) -> Problem {
    Failure::from(error).problem
}

impl Backend for InProcess {
    fn me(&self) -> Answer<Option<Me>> {
        let knows = self.knows_who_sees;
        if self.actor.is_none() {
            return Box::pin(async { Ok(None) });
        }
        self.known(move |stip, actor| async move { stip.me(&actor, knows).await.map(Some) })
    }

    fn plan(&self, plan: PlanId) -> Answer<PlanView> {
        self.known(move |stip, actor| async move { stip.plan_view(&actor, plan).await })
    }

    fn record(&self, plan: PlanId, changes: Vec<NewEntry>) -> Answer<ChangesReply> {
        self.known(move |stip, actor| async move {
            stip.record(&actor, plan, &ChangesRequest { changes }).await
        })
    }

    fn deliveries(&self, plan: PlanId) -> Answer<Deliveries> {
        self.known(move |stip, actor| async move { stip.deliveries(&actor, plan).await })
    }

    fn caseload(&self) -> Answer<Caseload> {
        self.known(|stip, actor| async move { stip.caseload(&actor).await })
    }

    fn invitation(&self, code: String) -> Answer<InvitationCard> {
        let Self { stip, network, .. } = self.clone();
        Box::pin(async move {
            stip.look_up_invitation(&code, &network)
                .await
                .map_err(problem)
        })
    }

    fn invite(&self, request: InvitationRequest) -> Answer<IssuedInvitation> {
        self.known(move |stip, actor| async move { stip.invite(&actor, &request).await })
    }
}
