//! Bodies: bounded before anything looks at them (W-06), and read strictly.

pub(super) mod overlong;
mod paced;
pub(super) mod posted;
pub(super) mod upload;

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::extract::{FromRequest, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use contract::{ProblemCode, path};
use domain::words::is_text;
use http::{HeaderMap, header};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use tokio::sync::OwnedSemaphorePermit;

use super::problem::Failure;
use super::reports;
use crate::house::House;
use crate::inventory::CSP_REPORTS;

pub use overlong::LongForms;
pub use upload::Uploads;

/// The most that anybody can send at once, but for files: see [`upload`].
pub const MAX_BODY: usize = 256 * 1024;

/// How browsers send a plain form.
const FORM: &str = "application/x-www-form-urlencoded";

/// Reads the whole body here, on every route and however it is sent; a larger one is refused.
pub(super) async fn bound(State(house): State<House>, request: Request, next: Next) -> Response {
    if upload::may_bring_one(request.method(), request.uri(), request.headers()) {
        return next.run(request).await;
    }
    if request.uri().path() == path::REFRESH && is_kind(request.headers(), upload::MULTIPART) {
        // A form with a photo, on its way back to where it was posted: only the detour is of interest.
        let (parts, body) = request.into_parts();
        overlong::ignore(body).await;
        return next.run(Request::from_parts(parts, Body::empty())).await;
    }
    let most = match request.uri().path() {
        CSP_REPORTS => reports::MAX_BODY,
        _ => MAX_BODY,
    };
    let fits = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok())
        .is_none_or(|length| length <= most);
    let (parts, mut body) = request.into_parts();
    let mut bytes = BytesMut::new();
    let whole = match fits {
        true => read(&mut body, &mut bytes, most).await,
        false => Ok(false),
    };
    match whole {
        Ok(true) => {
            let bytes = bytes.freeze();
            if let Some(kept) = parts.extensions.get::<Kept>()
                && is_kind(&parts.headers, FORM)
            {
                kept.keep(bytes.clone());
            }
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Ok(false) => {
            overlong::take_in(&house, &parts, body, bytes).await;
            Failure::from(ProblemCode::TooLarge).into_response()
        }
        Err(_broke_off) => Failure::from(ProblemCode::Malformed).into_response(),
    }
}

/// Reads on until the end of a body (`true`), or until there is more than so many bytes.
async fn read(body: &mut Body, bytes: &mut BytesMut, most: usize) -> Result<bool, axum::Error> {
    while bytes.len() <= most {
        match body.frame().await {
            None => return Ok(true),
            Some(frame) => {
                if let Ok(data) = frame?.into_data() {
                    bytes.extend_from_slice(&data);
                }
            }
        }
    }
    Ok(false)
}

/// A JSON body with exactly the fields that its type has.
pub(super) struct Strict<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Strict<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !is_kind(request.headers(), "application/json") {
            return Err(ProblemCode::Malformed.into());
        }
        let bytes = whole(request, state).await?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .or(Err(ProblemCode::Malformed.into()))
    }
}

/// A posted form, for the page that says why it was not taken: whatever fails after the body was read,
/// what somebody typed is still here.
#[derive(Clone, Default)]
pub(super) struct Kept(Arc<Inner>);

#[derive(Default)]
struct Inner {
    body: OnceLock<Bytes>,
    /// Of a form that is longer than any other; given back when its answer has been sent.
    turn: OnceLock<OwnedSemaphorePermit>,
}

impl Kept {
    fn keep(&self, body: Bytes) {
        // A request has one body.
        drop(self.0.body.set(body));
    }

    /// Keeps a turn as long as this, or any copy of it, is kept.
    fn hold(&self, turn: OwnedSemaphorePermit) {
        drop(self.0.turn.set(turn));
    }

    /// Whether somebody else waits for the turn that this holds.
    pub(super) fn holds_a_turn(&self) -> bool {
        self.0.turn.get().is_some()
    }

    /// The fields, if a form was read; none of a form that is no text.
    pub(super) fn fields(&self) -> Fields {
        self.0
            .body
            .get()
            .and_then(|body| Fields::parse(body))
            .unwrap_or(Fields(Vec::new()))
    }
}

/// The fields of a plain form, in order, as they were sent.
#[derive(Clone)]
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    /// Reads a form strictly; `None` when an escape stands for something that is not UTF-8. Left to
    /// itself, the URL Standard's parser puts U+FFFD there, and that would be stored.
    fn parse(body: &[u8]) -> Option<Self> {
        core::str::from_utf8(&unescaped(body)).ok()?;
        Some(Self(
            url::form_urlencoded::parse(body).into_owned().collect(),
        ))
    }

    /// The fields as a page may hold them: what no text may hold is never sent back raw.
    pub(crate) fn shown(&self) -> impl Iterator<Item = (String, String)> {
        let shown = |text: &String| {
            let text = text.chars();
            text.filter(|c| is_text(*c) || *c == '\r').collect()
        };
        self.0
            .iter()
            .map(move |(name, value)| (shown(name), shown(value)))
    }

    /// The first field of this name.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value.as_str())
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let form = is_kind(request.headers(), FORM);
        let bytes = whole(request, state).await?;
        if !form && !bytes.is_empty() {
            return Err(ProblemCode::Malformed.into());
        }
        Self::parse(&bytes).ok_or(ProblemCode::Malformed.into())
    }
}

/// A form's bytes without their escapes. Names and values need not be told apart: between them is
/// always ASCII, so the whole is UTF-8 only if each of them is.
fn unescaped(body: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let [first, after @ ..] = rest {
        let escaped = match after {
            [high, low, after @ ..] if *first == b'%' => digit(*high)
                .zip(digit(*low))
                .and_then(|(high, low)| u8::try_from(high * 16 + low).ok())
                .map(|byte| (byte, after)),
            _ => None,
        };
        let (byte, after) = escaped.unwrap_or((*first, after));
        plain.push(byte);
        rest = after;
    }
    plain
}

async fn whole<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Failure> {
    Bytes::from_request(request, state)
        .await
        .or(Err(ProblemCode::Malformed.into()))
}

pub(super) fn is_kind(headers: &HeaderMap, kind: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|value| value.trim().eq_ignore_ascii_case(kind))
}
