//! Nobody else's page may make a browser write here (W-05).

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::ProblemCode;
use http::{HeaderMap, HeaderName, Method, header};

use super::problem::Failure;
use crate::house::House;
use crate::inventory::CSP_REPORTS;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses every request that could write and does not come from one of our own pages.
pub(super) async fn check(State(house): State<House>, request: Request, next: Next) -> Response {
    let reads = [Method::GET, Method::HEAD, Method::OPTIONS, Method::TRACE];
    if reads.contains(request.method())
        || is_ours(request.headers(), house.origin.as_str())
        || is_report(&request)
    {
        next.run(request).await
    } else {
        Failure::from(ProblemCode::OtherSite).into_response()
    }
}

/// A report of the browser's own, which no page sent: it need not say where it comes from.
fn is_report(request: &Request) -> bool {
    let says = |name| request.headers().contains_key(name);
    request.uri().path() == CSP_REPORTS && !says(SITE) && !says(header::ORIGIN)
}

/// What the browser says about where a request comes from; a page cannot set either header.
pub(super) fn is_ours(headers: &HeaderMap, own: &str) -> bool {
    match headers.get(SITE) {
        Some(site) => ["same-origin", "none"].iter().any(|ours| site == ours),
        None => headers
            .get(header::ORIGIN)
            .is_some_and(|origin| origin == own),
    }
}
