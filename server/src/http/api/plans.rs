//! Plans: sync, and the plan as a page shows it.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use contract::path::pattern;
use contract::{
    ChangesReply, ChangesRequest, Deliveries, EntriesReply, PlanView, Problem, ProblemCode,
};
use domain::journal::Seq;
use serde::Deserialize;

use super::ThePlan;
use crate::house::House;
use crate::http::body::Strict;
use crate::http::caller::Caller;
use crate::http::problem::Failure;

/// Where to go on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct After {
    #[serde(default)]
    after: Seq,
}

/// Entries after a cursor.
#[utoipa::path(get, path = pattern::PLAN, tag = "plans",
    params(("plan" = String, Path), ("after" = Option<u64>, Query)), responses(
    (status = 200, body = serde_json::Value), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
pub(in crate::http) async fn entries(
    State(house): State<House>,
    Caller(actor): Caller,
    ThePlan(plan): ThePlan,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<EntriesReply>, Failure> {
    let Ok(Query(After { after })) = query else {
        return Err(ProblemCode::Malformed.into());
    };
    Ok(Json(house.stip.entries(&actor, plan, after).await?))
}

/// The plan, folded, as far as the viewer may see it.
#[utoipa::path(get, path = pattern::PLAN_VIEW, tag = "plans", params(("plan" = String, Path)),
    responses((status = 200, body = serde_json::Value), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
pub(in crate::http) async fn view(
    State(house): State<House>,
    Caller(actor): Caller,
    ThePlan(plan): ThePlan,
) -> Result<Json<PlanView>, Failure> {
    Ok(Json(house.stip.plan_view(&actor, plan).await?))
}

/// Offers changes; sending twice is safe.
#[utoipa::path(post, path = pattern::CHANGES, tag = "plans", params(("plan" = String, Path)),
    request_body = serde_json::Value, responses(
    (status = 200, description = "One outcome per change", body = serde_json::Value),
    (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(in crate::http) async fn record(
    State(house): State<House>,
    Caller(actor): Caller,
    ThePlan(plan): ThePlan,
    Strict(changes): Strict<ChangesRequest>,
) -> Result<Json<ChangesReply>, Failure> {
    Ok(Json(house.stip.record(&actor, plan, &changes).await?))
}

/// What became of the messages about a plan.
#[utoipa::path(get, path = pattern::DELIVERIES, tag = "plans", params(("plan" = String, Path)),
    responses((status = 200, body = serde_json::Value), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
pub(in crate::http) async fn deliveries(
    State(house): State<House>,
    Caller(actor): Caller,
    ThePlan(plan): ThePlan,
) -> Result<Json<Deliveries>, Failure> {
    Ok(Json(house.stip.deliveries(&actor, plan).await?))
}
