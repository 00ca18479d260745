//! Nobody else's page may make a browser write here (W-05); and nobody reads the API in the address bar.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::ProblemCode;
use http::{HeaderMap, HeaderName, Method, header};

use super::problem::Failure;
use crate::house::House;
use crate::inventory::CSP_REPORTS;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

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

/// Opened as a page, an address of the API does not exist: what it says is for our own pages, which know
/// of the app lock.
pub(super) async fn hide_api(request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/api/v1/") && is_opened(request.headers()) {
        return Failure::from(ProblemCode::NotFound).into_response();
    }
    next.run(request).await
}

fn is_opened(headers: &HeaderMap) -> bool {
    headers.get(MODE).is_some_and(|mode| mode == "navigate")
        || headers.get(DEST).is_some_and(|dest| dest == "document")
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
