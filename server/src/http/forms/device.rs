//! Forms that only this device remembers.

use axum::extract::State;
use axum::response::Response;
use contract::Reading;
use contract::path::page;
use locale::Language;

use super::go;
use crate::house::House;
use crate::http::body::Fields;
use crate::http::cookies;
use crate::http::destination::Destination;

/// "I know what my coach sees."
pub(in crate::http) async fn who_sees() -> Response {
    let mut response = go(&Destination::page(page::TODAY));
    cookies::remember_seen(response.headers_mut());
    response
}

/// Reads Stip in another language, and stays on the page.
pub(in crate::http) async fn language(State(_): State<House>, fields: Fields) -> Response {
    let back = Destination::parse(fields.get("back")).filter(|back| !back.is_form());
    let mut response = go(&back.unwrap_or_else(|| Destination::page(page::HOME)));
    if let Some(language) = Language::from_code(fields.get("language")) {
        cookies::remember_language(response.headers_mut(), language.code());
    }
    response
}

/// Reads with other letters, and stays on the page.
pub(in crate::http) async fn reading(fields: Fields) -> Response {
    let mut response = go(&Destination::page(page::READING));
    let words = ["size", "lines", "letters"].map(|field| fields.get(field));
    let reading = Reading::of_words(&words.join(" "));
    cookies::remember_reading(response.headers_mut(), reading);
    response
}

/// What another app shared is lost without the service worker; the page to choose it from is not.
pub(in crate::http) async fn share() -> Response {
    go(&Destination::page(page::LOG_WIN))
}

/// Has an app lock or a hiding button, or has it no more. What opens the lock never comes here.
pub(in crate::http) async fn lock(fields: Fields) -> Response {
    let mut response = go(&Destination::page(page::LOCK));
    for (field, cookie) in [("lock", cookies::LOCK), ("hide", cookies::HIDE)] {
        match fields.get(field) {
            "on" => cookies::remember(response.headers_mut(), cookie),
            "off" => cookies::forget(response.headers_mut(), cookie),
            _ => {}
        }
    }
    response
}
