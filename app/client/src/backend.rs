//! The pages' data, over HTTP.

use app::backend::{Asked, Backend, Loaded, Sending};
use contract::{
    Caseload, ChangesReply, ChangesRequest, Consents, Deliveries, InvitationCard,
    InvitationRequest, IssuedInvitation, Me, PlanView, Problem, RedeemRequest, SharedPlan,
    SharedPlans, Terms, path,
};
use domain::id::PlanId;
use send_wrapper::SendWrapper;

use crate::http::send;

/// The server, as a browser reaches it.
pub(crate) struct Http;

fn ask<T>(method: &'static str, path: String, body: Option<Result<String, Problem>>) -> Asked<T> {
    // The browser has one thread: the future passes for one that may move between threads.
    Asked::new(Box::pin(SendWrapper::new(async move {
        let body = body.transpose()?;
        Ok(Loaded::Written(send(method, &path, body).await?))
    })))
}

fn get<T>(path: String) -> Asked<T> {
    ask("GET", path, None)
}

fn post<T, U>(path: String, what: &Sending<U>) -> Asked<T> {
    ask("POST", path, Some(what.json()))
}

impl Backend for Http {
    fn me(&self) -> Asked<Me> {
        get(path::ME.to_owned())
    }

    fn plan(&self, plan: PlanId) -> Asked<PlanView> {
        get(path::plan_view(plan))
    }

    fn record(&self, plan: PlanId, changes: Sending<ChangesRequest>) -> Asked<ChangesReply> {
        post(path::changes(plan), &changes)
    }

    fn deliveries(&self, plan: PlanId) -> Asked<Deliveries> {
        get(path::deliveries(plan))
    }

    fn caseload(&self) -> Asked<Caseload> {
        get(path::CASELOAD.to_owned())
    }

    fn invitation(&self, code: Sending<RedeemRequest>) -> Asked<InvitationCard> {
        post(path::INVITATION_LOOKUP.to_owned(), &code)
    }

    fn invite(&self, request: Sending<InvitationRequest>) -> Asked<IssuedInvitation> {
        post(path::INVITATIONS.to_owned(), &request)
    }

    fn consents(&self, plan: PlanId) -> Asked<Consents> {
        get(path::consents(plan))
    }

    fn consent_preview(&self, plan: PlanId, terms: Terms) -> Asked<SharedPlan> {
        get(path::consent_preview(plan, &terms.query()))
    }

    fn shared_plans(&self) -> Asked<SharedPlans> {
        get(path::SHARED.to_owned())
    }

    fn shared_plan(&self, plan: PlanId) -> Asked<SharedPlan> {
        get(path::shared_plan(plan))
    }
}
