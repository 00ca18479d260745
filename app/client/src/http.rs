//! One way to the server. An access token that has run out is renewed once, by one tab at a time.

use contract::{Problem, ProblemCode, path};
use send_wrapper::SendWrapper;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

use crate::locks::alone;

/// A network that says nothing for so long counts as none, in milliseconds.
const PATIENCE: u32 = 10_000;

/// The same, when the browser says itself that there is none.
const SHORT_PATIENCE: u32 = 2_000;

/// Only one tab renews at a time: the refresh token works once.
const LOCK: &str = "stip-refresh";

std::thread_local! {
    /// For whom this page was opened.
    static PERSON: core::cell::OnceCell<String> = const { core::cell::OnceCell::new() };
}

/// From here on every request says for whom the page was opened.
pub(crate) fn speak_for(person: String) {
    PERSON.with(|cell| {
        // A page is opened once.
        let _is_known = cell.set(person);
    });
}

/// Asks, and reads the answer as JSON.
pub(crate) async fn ask<T: DeserializeOwned>(
    method: &str,
    path: &str,
    body: Option<String>,
) -> Result<T, Problem> {
    let answer = send(method, path, body).await?;
    Ok(serde_json::from_str(&answer)
        .ok()
        .ok_or(ProblemCode::Internal)?)
}

/// Asks, and gives back the body as it is.
pub(crate) async fn send(
    method: &str,
    path: &str,
    body: Option<String>,
) -> Result<String, Problem> {
    match once(method, path, body.as_deref()).await {
        Err(problem) if problem.code == ProblemCode::TokenExpired => match refresh().await {
            // A session that is over is gone from this browser now. Much may be asked by nobody too;
            // what may not be says so itself.
            Err(problem) if problem.code != ProblemCode::LoggedOut => Err(problem),
            Ok(()) | Err(_) => once(method, path, body.as_deref()).await,
        },
        answer => answer,
    }
}

async fn once(method: &str, path: &str, body: Option<&str>) -> Result<String, Problem> {
    let offline = |_: JsValue| Problem::from(ProblemCode::Offline);
    let init = RequestInit::new();
    init.set_method(method);
    let headers = Headers::new().map_err(offline)?;
    headers
        .set("Accept", "application/json, application/problem+json")
        .map_err(offline)?;
    if let Some(person) = PERSON.with(|cell| cell.get().cloned()) {
        headers.set(path::PERSON_HEADER, &person).map_err(offline)?;
    }
    if let Some(body) = body {
        headers
            .set("Content-Type", "application/json")
            .map_err(offline)?;
        init.set_body(&body.into());
    }
    init.set_headers(&headers);
    let window = web_sys::window().ok_or(ProblemCode::Offline)?;
    // A browser that believes to be offline is mostly right: it is not waited for long.
    let patience = if window.navigator().on_line() {
        PATIENCE
    } else {
        SHORT_PATIENCE
    };
    init.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
    let fetched = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await;
    let response: Response = fetched.map_err(offline)?.dyn_into().map_err(offline)?;
    let text = JsFuture::from(response.text().map_err(offline)?)
        .await
        .map_err(offline)?;
    let text = text.as_string().unwrap_or_default();
    if response.ok() {
        Ok(text)
    } else {
        Err(problem(response.status(), &text))
    }
}

/// A proxy in between may answer in its own way: then only the status counts.
fn problem(status: u16, body: &str) -> Problem {
    serde_json::from_str(body).unwrap_or_else(|_| {
        let code = match status {
            401 => ProblemCode::LoggedOut,
            404 => ProblemCode::NotFound,
            413 => ProblemCode::TooLarge,
            429 => ProblemCode::TooMany,
            502..=504 => ProblemCode::Unavailable,
            _ => ProblemCode::Internal,
        };
        code.into()
    })
}

/// Renews the access token; whoever comes second waits for the first.
pub(crate) async fn refresh() -> Result<(), Problem> {
    alone(LOCK, Box::pin(SendWrapper::new(renew()))).await
}

async fn renew() -> Result<(), Problem> {
    once("POST", path::REFRESH, None).await.map(|_| ())
}
