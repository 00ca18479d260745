//! Log in and out.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use contract::{LoginRequest, Problem, ProblemCode, path};
use http::{HeaderMap, StatusCode};
use service::{Actor, Tokens};

use crate::house::House;
use crate::http::body::Strict;
use crate::http::caller::{Caller, Visitor, visitor};
use crate::http::cookies;
use crate::http::network::From;
use crate::http::problem::Failure;

/// A coach logs in.
#[utoipa::path(post, path = path::SESSION, tag = "session", request_body = LoginRequest, responses(
    (status = 200, description = "Who is logged in now; cookies are set", body = serde_json::Value),
    (status = 401, body = Problem), (status = 429, body = Problem)))]
pub(in crate::http) async fn log_in(
    State(house): State<House>,
    From(network): From,
    headers: HeaderMap,
    Strict(login): Strict<LoginRequest>,
) -> Result<Response, Failure> {
    let before = earlier(&house, &headers).await?;
    let tokens = house.stip.log_in(login, &network).await?;
    end(&house, before).await?;
    let mut response = welcome(&house, &headers, &tokens).await?;
    cookies::forget_person(response.headers_mut());
    Ok(response)
}

/// Logs out on this device.
#[utoipa::path(delete, path = path::SESSION, tag = "session", responses(
    (status = 204, description = "Logged out; the browser forgets everything"),
    (status = 401, body = Problem)))]
pub(in crate::http) async fn log_out(
    State(house): State<House>,
    Caller(actor): Caller,
) -> Result<Response, Failure> {
    house.stip.log_out(actor.session).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    cookies::wipe(response.headers_mut());
    Ok(response)
}

/// Answers a fresh login with its cookies.
pub(in crate::http) async fn welcome(
    house: &House,
    headers: &HeaderMap,
    tokens: &Tokens,
) -> Result<Response, Failure> {
    let actor = house.stip.actor(&tokens.access).await?;
    let me = house
        .stip
        .me(&actor, cookies::knows_who_sees(headers))
        .await?;
    let mut response = Json(me).into_response();
    cookies::give(response.headers_mut(), tokens, house.stip.clock().now());
    Ok(response)
}

/// Who was logged in here until now. A session outlives its access token, so somebody whose token has
/// expired is not nobody: they renew it first.
pub(in crate::http) async fn earlier(
    house: &House,
    headers: &HeaderMap,
) -> Result<Option<Actor>, Failure> {
    match visitor(headers, house).await? {
        Visitor::Known(actor) => Ok(Some(actor)),
        Visitor::Expired => Err(ProblemCode::TokenExpired.into()),
        Visitor::Nobody => Ok(None),
    }
}

/// One browser has one session: whoever was logged in here before is logged out.
pub(in crate::http) async fn end(house: &House, before: Option<Actor>) -> Result<(), Failure> {
    if let Some(before) = before {
        house.stip.log_out(before.session).await?;
    }
    Ok(())
}
