//! Somebody reads along: what the youth offers, and what is shown.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Path, Query, State};
use contract::path::{self, pattern};
use contract::{
    ConsentRequest, Consents, IssuedInvitation, Problem, ProblemCode, SharedPlan, SharedPlans,
    Terms,
};
use domain::id::{ConsentId, PlanId};
use http::StatusCode;
use http::request::Parts;
use serde::Deserialize;

use super::ThePlan;
use crate::house::House;
use crate::http::body::Strict;
use crate::http::caller::Caller;
use crate::http::problem::Failure;

/// Who reads along with the youth.
#[utoipa::path(get, path = pattern::CONSENTS, tag = "consents",
    params(("plan" = String, Path)), responses(
    (status = 200, body = serde_json::Value), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
pub(in crate::http) async fn list(
    State(house): State<House>,
    Caller(actor): Caller,
    ThePlan(plan): ThePlan,
) -> Result<Json<Consents>, Failure> {
    Ok(Json(house.stip.consents(&actor, plan).await?))
}

/// The youth lets somebody read along; the answer is an invitation.
#[utoipa::path(post, path = pattern::CONSENTS, tag = "consents",
    params(("plan" = String, Path)), request_body = serde_json::Value, responses(
    (status = 201, description = "Shown once", body = serde_json::Value),
    (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem)))]
pub(in crate::http) async fn offer(
    State(house): State<House>,
    Caller(actor): Caller,
    ThePlan(plan): ThePlan,
    Strict(request): Strict<ConsentRequest>,
) -> Result<(StatusCode, Json<IssuedInvitation>), Failure> {
    let issued = house.stip.offer_consent(&actor, plan, &request).await?;
    Ok((StatusCode::CREATED, Json(issued)))
}

/// Terms as an address has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct Asked {
    parts: String,
    span: String,
}

/// What somebody would see, before the youth says yes.
#[utoipa::path(get, path = pattern::CONSENT_PREVIEW, tag = "consents",
    params(("plan" = String, Path), ("parts" = String, Query), ("span" = String, Query)), responses(
    (status = 200, body = serde_json::Value), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn preview(
    State(house): State<House>,
    Caller(actor): Caller,
    ThePlan(plan): ThePlan,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<SharedPlan>, Failure> {
    let asked = query.ok();
    let terms = asked.and_then(|Query(Asked { parts, span })| Terms::parse(&parts, &span));
    let terms = terms.ok_or(ProblemCode::Malformed)?;
    Ok(Json(
        house.stip.preview_consent(&actor, plan, &terms).await?,
    ))
}

/// The consent that a path names. What is no id names nothing.
pub(in crate::http) struct TheConsent(PlanId, ConsentId);

impl FromRequestParts<House> for TheConsent {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Failure> {
        let path = Path::<(String, String)>::from_request_parts(parts, house).await;
        let Ok(Path((plan, consent))) = path else {
            return Err(ProblemCode::NotFound.into());
        };
        match (plan.parse(), consent.parse()) {
            (Ok(plan), Ok(consent)) => Ok(Self(plan, consent)),
            _ => Err(ProblemCode::NotFound.into()),
        }
    }
}

/// The youth stops it.
#[utoipa::path(delete, path = pattern::CONSENT, tag = "consents",
    params(("plan" = String, Path), ("consent" = String, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(in crate::http) async fn withdraw(
    State(house): State<House>,
    Caller(actor): Caller,
    TheConsent(plan, consent): TheConsent,
) -> Result<StatusCode, Failure> {
    house.stip.withdraw_consent(&actor, plan, consent).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The plans that somebody may read along with.
#[utoipa::path(get, path = path::SHARED, tag = "consents", responses(
    (status = 200, body = serde_json::Value), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
pub(in crate::http) async fn shared_plans(
    State(house): State<House>,
    Caller(actor): Caller,
) -> Result<Json<SharedPlans>, Failure> {
    Ok(Json(house.stip.shared_plans(&actor).await?))
}

/// A plan as it is shown to who reads along.
#[utoipa::path(get, path = pattern::SHARED_PLAN, tag = "consents",
    params(("plan" = String, Path)), responses(
    (status = 200, body = serde_json::Value), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
pub(in crate::http) async fn shared_plan(
    State(house): State<House>,
    Caller(actor): Caller,
    ThePlan(plan): ThePlan,
) -> Result<Json<SharedPlan>, Failure> {
    Ok(Json(house.stip.shared_plan(&actor, plan).await?))
}
