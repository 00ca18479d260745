//! No answer takes for ever (W-07); event streams begin in time and then last.

use core::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::ProblemCode;

use super::body::upload;
use super::problem::Failure;

/// Reading the body included.
const REQUEST: Duration = Duration::from_secs(30);
/// A photo, over a network that is hardly there.
const UPLOAD: Duration = Duration::from_secs(120);

/// Gives up on a request that takes too long.
pub(super) async fn keep(request: Request, next: Next) -> Response {
    let brings_file = upload::may_bring_one(request.method(), request.uri(), request.headers());
    let patience = if brings_file { UPLOAD } else { REQUEST };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_elapsed) => Failure::from(ProblemCode::Unavailable).into_response(),
    }
}
