//! For whoever watches the server.

use axum::extract::State;
use contract::ProblemCode;

use super::problem::Failure;
use crate::house::House;

/// The process lives.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers, and the server is not on its way out.
pub(super) async fn ready(State(house): State<House>) -> Result<&'static str, Failure> {
    if house.closing.is_cancelled() || house.stip.storage().ping().await.is_err() {
        return Err(ProblemCode::Unavailable.into());
    }
    Ok("ready\n")
}

/// Whom to tell about a hole (RFC 9116).
pub(super) async fn security(State(house): State<House>) -> String {
    // The file must be renewed once a year; it is made fresh, so half a year from now is always true.
    let half_a_year = jiff::SignedDuration::from_hours(24 * 180);
    let expires = house.stip.clock().now().saturating_add(half_a_year);
    let expires = expires.map(|at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    format!(
        "Contact: {origin}/\nExpires: {expires}\nPreferred-Languages: nl, en\n\
         Canonical: {origin}/.well-known/security.txt\n",
        origin = house.origin,
        expires = expires.unwrap_or_default(),
    )
}

/// No search engine has any business here.
pub(super) async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /\n"
}
