//! A number for every request, so that an answer can be found in the log: and one line there, without
//! anything personal.

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};

use crate::house::House;

/// The number of a request: 32 hex digits, never taken from outside.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Numbers, counts and logs.
pub(super) async fn number(
    State(house): State<House>,
    mut request: Request,
    next: Next,
) -> Response {
    let mut bytes = [0_u8; 16];
    house.stip.entropy().fill(&mut bytes);
    let id = format!("{:032x}", u128::from_be_bytes(bytes));
    request.extensions_mut().insert(RequestId(id.clone()));
    // The pattern, never the path itself: paths hold ids and codes.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let mut response = next.run(request).await;
    let status = response.status();
    house.metrics.count(&method, &route, status);
    if status.is_server_error() {
        tracing::error!(request.id = id, %method, route, status = status.as_u16(), "failed");
    } else {
        tracing::debug!(request.id = id, %method, route, status = status.as_u16(), "answered");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
