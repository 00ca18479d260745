//! Pairing a phone.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use contract::{InvitationCard, InvitationRequest, IssuedInvitation, Problem, RedeemRequest, path};
use http::{HeaderMap, StatusCode};

use super::sessions::{earlier, end, welcome};
use crate::house::House;
use crate::http::body::Strict;
use crate::http::caller::Caller;
use crate::http::cookies;
use crate::http::network::From;
use crate::http::problem::Failure;

/// A coach invites.
#[utoipa::path(post, path = path::INVITATIONS, tag = "invitations",
    request_body = serde_json::Value, responses(
    (status = 201, description = "Shown once", body = serde_json::Value),
    (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn invite(
    State(house): State<House>,
    Caller(actor): Caller,
    Strict(request): Strict<InvitationRequest>,
) -> Result<(StatusCode, Json<IssuedInvitation>), Failure> {
    Ok((
        StatusCode::CREATED,
        Json(house.stip.invite(&actor, &request).await?),
    ))
}

/// What an invitation's code is for; changes nothing.
#[utoipa::path(post, path = path::INVITATION_LOOKUP, tag = "invitations",
    request_body = RedeemRequest, responses(
    (status = 200, body = serde_json::Value), (status = 404, body = Problem),
    (status = 429, body = Problem)))]
pub(in crate::http) async fn look_up(
    State(house): State<House>,
    From(network): From,
    Strict(RedeemRequest { code }): Strict<RedeemRequest>,
) -> Result<Json<InvitationCard>, Failure> {
    Ok(Json(house.stip.look_up_invitation(&code, &network).await?))
}

/// Pairs this phone, or lets somebody read along on it.
#[utoipa::path(post, path = path::INVITATION_REDEEM, tag = "invitations",
    request_body = RedeemRequest, responses(
    (status = 200, description = "Who is logged in now; cookies are set", body = serde_json::Value),
    (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 429, body = Problem)))]
pub(in crate::http) async fn redeem(
    State(house): State<House>,
    From(network): From,
    headers: HeaderMap,
    Strict(RedeemRequest { code }): Strict<RedeemRequest>,
) -> Result<Response, Failure> {
    let before = earlier(&house, &headers).await?;
    let tokens = house.stip.redeem(&code, &network, before.as_ref()).await?;
    end(&house, before).await?;
    let mut response = welcome(&house, &HeaderMap::new(), &tokens).await?;
    cookies::forget_person(response.headers_mut());
    Ok(response)
}

/// The words differ: the code is burned.
#[utoipa::path(post, path = path::INVITATION_MISMATCH, tag = "invitations",
    request_body = RedeemRequest, responses(
    (status = 204), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub(in crate::http) async fn mismatch(
    State(house): State<House>,
    From(network): From,
    Strict(RedeemRequest { code }): Strict<RedeemRequest>,
) -> Result<StatusCode, Failure> {
    house.stip.mismatch(&code, &network).await?;
    Ok(StatusCode::NO_CONTENT)
}
