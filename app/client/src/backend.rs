//! The pages' data, over HTTP.

use app::backend::{Answer, Backend};
use contract::{
    Caseload, ChangesReply, ChangesRequest, Deliveries, InvitationCard, InvitationRequest,
    IssuedInvitation, Me, PlanView, Problem, ProblemCode, RedeemRequest, path,
};
use domain::id::PlanId;
use domain::journal::NewEntry;
use send_wrapper::SendWrapper;

use crate::http::{ask, json};

/// The server, as a browser reaches it.
pub(crate) struct Http;

/// Lets a future of the browser, which has one thread, pass for one that may move between threads.
pub(crate) fn answer<T: 'static>(
    future: impl Future<Output = Result<T, Problem>> + 'static,
) -> Answer<T> {
    Box::pin(SendWrapper::new(future))
}

impl Backend for Http {
    fn me(&self) -> Answer<Option<Me>> {
        answer(async {
            match ask("GET", path::ME, None).await {
                Ok(me) => Ok(Some(me)),
                Err(problem) if problem.code == ProblemCode::LoggedOut => Ok(None),
                Err(problem) => Err(problem),
            }
        })
    }

    fn plan(&self, plan: PlanId) -> Answer<PlanView> {
        answer(async move { ask("GET", &path::plan_view(plan), None).await })
    }

    fn record(&self, plan: PlanId, changes: Vec<NewEntry>) -> Answer<ChangesReply> {
        answer(async move {
            ask(
                "POST",
                &path::changes(plan),
                json(&ChangesRequest { changes })?,
            )
            .await
        })
    }

    fn deliveries(&self, plan: PlanId) -> Answer<Deliveries> {
        answer(async move { ask("GET", &path::deliveries(plan), None).await })
    }

    fn caseload(&self) -> Answer<Caseload> {
        answer(async { ask("GET", path::CASELOAD, None).await })
    }

    fn invitation(&self, code: String) -> Answer<InvitationCard> {
        answer(async move {
            ask(
                "POST",
                path::INVITATION_LOOKUP,
                json(&RedeemRequest { code })?,
            )
            .await
        })
    }

    fn invite(&self, request: InvitationRequest) -> Answer<IssuedInvitation> {
        answer(async move { ask("POST", path::INVITATIONS, json(&request)?).await })
    }
}
