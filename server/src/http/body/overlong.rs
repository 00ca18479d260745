//! What becomes of a body that is too long. It is refused, but taken in first: a browser that is still
//! sending when the answer comes shows an error of its own instead. And what somebody typed into a form
//! is kept for the page that says so, because going back does not bring it back in every browser (our
//! pages are `no-store`).

use core::time::Duration;
use std::sync::Arc;

use axum::body::Body;
use bytes::BytesMut;
use http::request::Parts;
use http_body_util::BodyExt;
use tokio::sync::Semaphore;

use super::{FORM, Kept, is_kind, read};
use crate::house::House;
use crate::http::origin;

/// The longest form that is shown again: a megabyte of text, with its escapes.
const LONGEST_FORM: usize = 2 * 1024 * 1024;
/// How many of them are held at once, so that nobody can fill the memory with them.
const MOST_FORMS: usize = 2;
/// The most that is taken in only to be thrown away.
const MOST_IGNORED: usize = 16 * 1024 * 1024;
/// How long taking in may last.
const PATIENCE: Duration = Duration::from_secs(10);

/// Turns for forms that are too long.
#[derive(Debug)]
pub struct LongForms(Arc<Semaphore>);

impl Default for LongForms {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MOST_FORMS)))
    }
}

/// Takes in the rest of a body that began with these bytes.
pub(super) async fn take_in(house: &House, parts: &Parts, mut body: Body, mut bytes: BytesMut) {
    let taken_in = async {
        // What another site makes a browser post was typed by nobody here.
        if is_kind(&parts.headers, FORM)
            && origin::is_ours(&parts.headers, house.origin.as_str())
            && let Some(kept) = parts.extensions.get::<Kept>()
            && let Ok(turn) = Arc::clone(&house.long_forms.0).try_acquire_owned()
            && let Ok(true) = read(&mut body, &mut bytes, LONGEST_FORM).await
        {
            kept.keep(bytes.freeze());
            kept.hold(turn);
            return;
        }
        drop(bytes);
        swallow(body).await;
    };
    // Whoever is slower gets the answer all the same.
    drop(tokio::time::timeout(PATIENCE, taken_in).await);
}

/// Takes in a body only to throw it away.
pub(in crate::http) async fn ignore(body: Body) {
    drop(tokio::time::timeout(PATIENCE, swallow(body)).await);
}

async fn swallow(mut body: Body) {
    let mut ignored = 0_usize;
    while ignored < MOST_IGNORED
        && let Some(Ok(frame)) = body.frame().await
    {
        ignored = ignored.saturating_add(frame.data_ref().map_or(0, bytes::Bytes::len));
    }
}
