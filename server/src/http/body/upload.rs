//! A body that may be a photo: far larger than any other, so it is read only when it is known who sends
//! it, and only so much of all of them together as the memory is meant to hold.

use core::time::Duration;
use std::sync::Arc;

use axum::body::Body;
use bytes::BytesMut;
use contract::ProblemCode;
use domain::journal::FileKind;
use http::{HeaderMap, Method, Uri, header};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::super::problem::Failure;
use super::{is_kind, overlong, read as read_on};
use crate::house::House;

/// How browsers send a form with a file in it.
pub(super) const MULTIPART: &str = "multipart/form-data";
/// The most that comes in one body: a file, and the words beside it.
const MOST: usize = FileKind::MAX_BYTES + super::MAX_BODY;
/// What all of them may fill at once, in KiB.
const ROOM: usize = 64 * 1024;
/// How long one waits for room.
const PATIENCE: Duration = Duration::from_secs(5);

/// Room for bodies that may be photos.
#[derive(Debug)]
pub struct Uploads(Arc<Semaphore>);

impl Default for Uploads {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(ROOM)))
    }
}

/// Whether a request may bring a file: then its handler reads the body.
pub(in crate::http) fn may_bring_one(method: &Method, uri: &Uri, headers: &HeaderMap) -> bool {
    let path = uri.path();
    let is_file =
        method == Method::PUT && path.starts_with("/api/v1/plans/") && path.contains("/files/");
    let is_form =
        method == Method::POST && path.starts_with("/form/plans/") && is_kind(headers, MULTIPART);
    is_file || is_form
}

/// The room that a body takes while it is read and worked on.
pub(super) struct Room(
    #[expect(dead_code, reason = "is given back when it is dropped")] OwnedSemaphorePermit,
);

impl Room {
    /// Waits for as much room as a request says that it needs.
    pub(super) async fn take(house: &House, headers: &HeaderMap) -> Result<Self, Failure> {
        let needs = length(headers).unwrap_or(MOST).min(MOST).div_ceil(1024);
        let needs = u32::try_from(needs).unwrap_or(u32::MAX);
        let room = Arc::clone(&house.uploads.0).acquire_many_owned(needs);
        match timeout(PATIENCE, room).await {
            Ok(Ok(room)) => Ok(Self(room)),
            Ok(Err(_)) | Err(_) => Err(ProblemCode::Unavailable.into()),
        }
    }
}

fn length(headers: &HeaderMap) -> Option<usize> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

/// What was sent, and the room that it takes.
pub(in crate::http) struct Upload {
    pub(in crate::http) bytes: BytesMut,
    _room: Room,
}

/// Reads one file.
pub(in crate::http) async fn read(
    house: &House,
    headers: &HeaderMap,
    mut body: Body,
) -> Result<Upload, Failure> {
    let most = FileKind::MAX_BYTES;
    let mut bytes = BytesMut::new();
    if length(headers).is_none_or(|length| length <= most) {
        let room = Room::take(house, headers).await?;
        match read_on(&mut body, &mut bytes, most).await {
            Ok(true) => return Ok(Upload { bytes, _room: room }),
            Ok(false) => bytes.clear(),
            Err(_broke_off) => return Err(ProblemCode::Malformed.into()),
        }
    }
    overlong::ignore(body).await;
    Err(ProblemCode::FileTooLarge.into())
}
