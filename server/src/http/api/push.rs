//! Web Push: what browsers tell.

use axum::Json;
use axum::extract::State;
use contract::{Problem, PushKey, ReceiptRequest, SubscriptionRequest, path};
use http::StatusCode;
use serde::Deserialize;

use crate::house::House;
use crate::http::body::Strict;
use crate::http::caller::Caller;
use crate::http::problem::Failure;

/// The server's public key.
#[utoipa::path(get, path = path::PUSH_KEY, tag = "push", responses(
    (status = 200, body = PushKey), (status = 401, body = Problem)))]
pub(in crate::http) async fn key(State(house): State<House>, _: Caller) -> Json<PushKey> {
    Json(house.stip.push_key())
}

/// Wakes this browser from now on.
#[utoipa::path(put, path = path::PUSH_SUBSCRIPTION, tag = "push",
    request_body = SubscriptionRequest, responses(
    (status = 204), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn subscribe(
    State(house): State<House>,
    Caller(actor): Caller,
    Strict(subscription): Strict<SubscriptionRequest>,
) -> Result<StatusCode, Failure> {
    house.stip.subscribe(&actor, &subscription).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which browser to leave alone.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct Unsubscribe {
    endpoint: String,
}

/// Wakes this browser no longer.
#[utoipa::path(delete, path = path::PUSH_SUBSCRIPTION, tag = "push", request_body = Unsubscribe,
    responses((status = 204), (status = 401, body = Problem)))]
pub(in crate::http) async fn unsubscribe(
    State(house): State<House>,
    Caller(actor): Caller,
    Strict(Unsubscribe { endpoint }): Strict<Unsubscribe>,
) -> Result<StatusCode, Failure> {
    house.stip.unsubscribe(&actor, &endpoint).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The service worker tells what became of a message; an unknown token gets the same answer.
#[utoipa::path(post, path = path::PUSH_RECEIPTS, tag = "push", request_body = ReceiptRequest,
    responses((status = 204), (status = 400, body = Problem)))]
pub(in crate::http) async fn receipt(
    State(house): State<House>,
    Strict(receipt): Strict<ReceiptRequest>,
) -> Result<StatusCode, Failure> {
    house.stip.receipt(&receipt).await?;
    Ok(StatusCode::NO_CONTENT)
}
