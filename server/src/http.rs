//! HTTP: which address does what, and what every answer has in common.
//!
//! The layers, outermost first: a number for the request, headers, compression, problems become
//! answers, panics become problems, a deadline, no API as a page, a bounded body, our own pages only.
//! Below them handlers that know a use case, and nothing of each other.
//!
//! **To add an address:** its line in [`inventory`](crate::inventory), a handler in the file of its
//! feature under `api/` or `forms/`, its route below; for JSON, its name in `openapi.rs`.

mod api;
pub(crate) mod body;
pub(crate) mod caller;
pub(crate) mod cookies;
mod deadline;
pub(crate) mod destination;
mod forms;
pub(crate) mod headers;
mod health;
pub(crate) mod language;
mod live;
pub(crate) mod looks;
mod metrics;
pub(crate) mod network;
pub mod openapi;
mod origin;
pub(crate) mod problem;
mod range;
mod refresh;
mod reports;
mod request_id;
mod routes;
mod static_files;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use contract::ProblemCode;
use contract::path::{self, form_target, pattern};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

pub use body::{LongForms, MAX_BODY, Uploads};
pub use live::Crowd;
pub use metrics::Metrics;
pub use reports::Reports;

use crate::house::House;
use crate::{inventory, ssr};
use problem::Failure;
use routes::Routes;

/// Everything that the server answers.
pub fn router(house: &House) -> Router {
    let (router, _) = routes(house).done();
    dress(static_files::add(router, house), house)
}

/// The addresses that the router knows, without the files of `public/`.
#[must_use]
pub fn addresses(house: &House) -> Vec<(&'static str, String)> {
    routes(house).done().1
}

/// Puts the common layers around a router.
pub fn dress(router: Router<House>, house: &House) -> Router {
    let with = || house.clone();
    router
        .fallback(ssr::page::unknown)
        .layer(from_fn_with_state(with(), origin::check))
        .layer(from_fn_with_state(with(), body::bound))
        .layer(from_fn(origin::hide_api))
        .layer(from_fn(deadline::keep))
        .layer(CatchPanicLayer::custom(|_panic| {
            Failure::from(ProblemCode::Internal).into_response()
        }))
        .layer(from_fn_with_state(with(), problem::answer))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(with(), headers::dress))
        .layer(from_fn_with_state(with(), request_id::number))
        .with_state(house.clone())
}

fn routes(house: &House) -> Routes {
    let routes = Routes::default()
        .get(path::ME, api::people::me)
        .post(path::SESSION, api::sessions::log_in)
        .delete(path::SESSION, api::sessions::log_out)
        .get(path::CASELOAD, api::people::caseload)
        .post(path::INVITATIONS, api::invitations::invite)
        .post(path::INVITATION_LOOKUP, api::invitations::look_up)
        .post(path::INVITATION_REDEEM, api::invitations::redeem)
        .post(path::INVITATION_MISMATCH, api::invitations::mismatch)
        .get(pattern::PLAN, api::plans::entries)
        .get(pattern::PLAN_VIEW, api::plans::view)
        .post(pattern::CHANGES, api::plans::record)
        .get(pattern::DELIVERIES, api::plans::deliveries)
        .get(pattern::CONSENTS, api::consents::list)
        .post(pattern::CONSENTS, api::consents::offer)
        .get(pattern::CONSENT_PREVIEW, api::consents::preview)
        .delete(pattern::CONSENT, api::consents::withdraw)
        .get(pattern::SHARED_PLAN, api::consents::shared_plan)
        .get(path::SHARED, api::consents::shared_plans)
        .put(pattern::FILE, api::files::put)
        .get(pattern::FILE, api::files::get)
        .get(path::LIVE, live::live)
        .get(path::PUSH_KEY, api::push::key)
        .put(path::PUSH_SUBSCRIPTION, api::push::subscribe)
        .delete(path::PUSH_SUBSCRIPTION, api::push::unsubscribe)
        .post(path::PUSH_RECEIPTS, api::push::receipt)
        .post(path::REFRESH, refresh::refresh)
        .get(inventory::OPENAPI, openapi::serve)
        .post(inventory::CSP_REPORTS, reports::collect)
        .post(pattern::PLAN_FORM, forms::plan::post)
        .post(form_target::REDEEM, forms::pairing::redeem)
        .post(form_target::MISMATCH, forms::pairing::mismatch)
        .post(form_target::CODE, forms::pairing::code)
        .post(form_target::LOGIN, forms::session::log_in)
        .post(form_target::LOGOUT, forms::session::log_out)
        .post(form_target::INVITE, forms::invite::post)
        .post(form_target::OFFER_CONSENT, forms::consents::offer)
        .post(form_target::WITHDRAW_CONSENT, forms::consents::withdraw)
        .post(form_target::CONTACT, forms::contact::post)
        .post(form_target::WHO_SEES, forms::device::who_sees)
        .post(form_target::LANGUAGE, forms::device::language)
        .post(form_target::READING, forms::device::reading)
        .post(form_target::LOCK, forms::device::lock)
        .post(form_target::SHARE, forms::device::share)
        .get(inventory::ALIVE, health::alive)
        .get(inventory::READY, health::ready)
        .get(inventory::METRICS, metrics::metrics)
        .get(inventory::SECURITY, health::security)
        .get(inventory::ROBOTS, health::robots);
    ssr::page::paths()
        .into_iter()
        .fold(routes, |routes, page| routes.get(&page, ssr::page::show))
        .add("GET", inventory::BUILT, static_files::built(house))
}
