//! Who is logged in, and whom a coach guides.

use axum::Json;
use axum::extract::State;
use contract::{Caseload, Me, Problem, path};
use http::HeaderMap;

use crate::house::House;
use crate::http::caller::Caller;
use crate::http::cookies;
use crate::http::problem::Failure;

/// Who am I?
#[utoipa::path(get, path = path::ME, tag = "people", responses(
    (status = 200, body = serde_json::Value), (status = 401, body = Problem)))]
pub(in crate::http) async fn me(
    State(house): State<House>,
    Caller(actor): Caller,
    headers: HeaderMap,
) -> Result<Json<Me>, Failure> {
    Ok(Json(
        house
            .stip
            .me(&actor, cookies::knows_who_sees(&headers))
            .await?,
    ))
}

/// The plans that a coach guides.
#[utoipa::path(get, path = path::CASELOAD, tag = "people", responses(
    (status = 200, body = serde_json::Value), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
pub(in crate::http) async fn caseload(
    State(house): State<House>,
    Caller(actor): Caller,
) -> Result<Json<Caseload>, Failure> {
    Ok(Json(house.stip.caseload(&actor).await?))
}
