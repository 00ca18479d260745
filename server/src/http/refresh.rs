//! The one place where a refresh token is taken: `POST /auth/refresh` for the app, and with
//! `?then=` for a page or a form that came with an expired token. A form's fields travel in the body
//! and are sent on by a 307, so that nothing that was typed is lost.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use contract::{Problem, ProblemCode};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::body::Fields;
use super::cookies;
use super::destination::Destination;
use super::looks::looks_of;
use super::problem::Failure;
use crate::house::House;
use crate::ssr;

/// Where to go afterwards.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Then {
    then: Option<String>,
}

/// Renews the session's tokens.
#[utoipa::path(post, path = contract::path::REFRESH, tag = "session", request_body = (),
    responses((status = 204, description = "Fresh cookies"), (status = 401, body = Problem)))]
pub(super) async fn refresh(
    State(house): State<House>,
    Query(Then { then }): Query<Then>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Failure> {
    let then = then
        .map(|then| Destination::parse(&then).ok_or(ProblemCode::NotFound))
        .transpose()?;
    let renewed = match cookies::refresh(&headers) {
        Some(token) => house.stip.refresh(&token).await.map_err(Failure::from),
        None => Err(ProblemCode::LoggedOut.into()),
    };
    match (renewed, then) {
        (Ok(tokens), then) => {
            let mut response = match then {
                None => StatusCode::NO_CONTENT.into_response(),
                Some(form) if form.is_form() => Redirect::temporary(&form.path()).into_response(),
                Some(page) => Redirect::to(&page.path()).into_response(),
            };
            cookies::give(response.headers_mut(), &tokens, house.stip.clock().now());
            Ok(response)
        }
        (Err(failure), then) if failure.problem.code == ProblemCode::LoggedOut => {
            let mut response = match then {
                None => failure.into_response(),
                // Nobody may post it as well, and is what this browser is from here on.
                Some(form) if form.is_public_form() => {
                    Redirect::temporary(&form.path()).into_response()
                }
                Some(form) if form.is_form() => {
                    ssr::notice::lost_page(&house, looks_of(&headers), &form.door(), &fields)
                }
                Some(page) => Redirect::to(&page.door().path()).into_response(),
            };
            cookies::take(response.headers_mut());
            Ok(response)
        }
        (Err(failure), _) => Err(failure),
    }
}
