//! The built site: hashed files for ever, all others to be asked for again; ready-compressed copies
//! beside them.

use core::convert::Infallible;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::{MethodRouter, get_service};
use http::{HeaderValue, header};
use tower::{Service, ServiceExt};
use tower_http::services::ServeDir;

use super::headers::page_policy;
use crate::house::House;

/// Their names change with every byte.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// `/pkg/...`: hashed files. What is not there is a plain 404, never a page: a service worker would
/// keep it.
pub(super) fn built(house: &House) -> MethodRouter<House> {
    get_service(files(house, FOR_EVER, None))
}

/// The files of `public/`, each under its own name.
pub(super) fn add(router: Router<House>, house: &House) -> Router<House> {
    house.files.iter().fold(router, |router, address| {
        router.route(
            address,
            get_service(files(house, ASK_AGAIN, policy_of(address))),
        )
    })
}

/// The files of the site, kept by browsers for so long, perhaps with a policy of their own.
fn files(
    house: &House,
    how_long: &'static str,
    policy: Option<HeaderValue>,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send>
+ Clone
+ Send
+ Sync
+ use<> {
    let folder = ServeDir::new(&house.site.folder)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    ServiceExt::<Request>::map_response(folder, move |response: http::Response<_>| {
        let mut response = cached(response, how_long);
        if let Some(policy) = policy.clone() {
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    })
}

fn cached<B>(response: http::Response<B>, how_long: &'static str) -> Response
where
    B: http_body::Body<Data = bytes::Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    let mut response = response.map(axum::body::Body::new);
    if response.status().is_success() || response.status() == http::StatusCode::NOT_MODIFIED {
        let value = HeaderValue::from_static(how_long);
        response.headers_mut().insert(header::CACHE_CONTROL, value);
    }
    response
}

/// A worker and a page need a policy of their own; for the rest the closed one is right.
fn policy_of(address: &str) -> Option<HeaderValue> {
    if address.ends_with(".html") {
        HeaderValue::from_str(&page_policy(None)).ok()
    } else if address.ends_with("/sw.js") {
        Some(HeaderValue::from_static(
            "default-src 'none'; connect-src 'self'; script-src 'self'",
        ))
    } else {
        None
    }
}
