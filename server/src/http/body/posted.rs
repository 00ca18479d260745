//! A plain form of a plan page, which may bring a photo (RFC 7578): its words are read whatever becomes
//! of the photo, so that they can be shown again.

use core::time::Duration;

use axum::body::Body;
use contract::ProblemCode;
use domain::journal::FileKind;
use http::{HeaderMap, header};
use multer::{Constraints, Error, Field, Multipart, SizeLimit};

use super::super::problem::Failure;
use super::paced::{Pace, Paced};
use super::upload::{MULTIPART, Room};
use super::{Fields, MAX_BODY, is_kind};
use crate::house::House;

/// The field that a photo comes in.
const PHOTO: &str = "photo";
/// The most that is taken in, though most of it is thrown away.
const MOST_IGNORED: u64 = 48 * 1024 * 1024;
/// How long somebody who is not known may take to say it.
const WORDS_IN: Duration = Duration::from_secs(10);
/// What a part costs beside its name and its words.
const PART: usize = 64;

/// Whether a form can bring a photo.
pub(in crate::http) fn is_in_parts(headers: &HeaderMap) -> bool {
    is_kind(headers, MULTIPART)
}

/// What was posted.
pub(in crate::http) struct Posted {
    pub(in crate::http) fields: Fields,
    /// `None` when none was chosen; a problem when it cannot be taken.
    pub(in crate::http) photo: Option<Result<Vec<u8>, ProblemCode>>,
    _room: Option<Room>,
}

impl From<Fields> for Posted {
    fn from(fields: Fields) -> Self {
        Self {
            fields,
            photo: None,
            _room: None,
        }
    }
}

impl Posted {
    /// Reads a form in parts; of somebody who is known, for it may be large.
    pub(in crate::http) async fn read(
        house: &House,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<Self, Failure> {
        let boundary = boundary(headers)?;
        // Without room the words are read all the same, to be shown again.
        let room = Room::take(house, headers).await.ok();
        let most = room.as_ref().map_or(0, |_| FileKind::MAX_BYTES);
        let mut posted = Self {
            fields: Fields(Vec::new()),
            photo: None,
            _room: room,
        };
        posted.take_in(Parts::new(body, boundary, most)).await?;
        Ok(posted)
    }

    /// Reads the words of a form in parts, as far as they come in time, and keeps nothing else: of somebody
    /// who is not known.
    pub(in crate::http) async fn words(headers: &HeaderMap, body: Body) -> Fields {
        let Ok(boundary) = boundary(headers) else {
            return Fields(Vec::new());
        };
        let mut posted = Self::from(Fields(Vec::new()));
        let reading = posted.take_in(Parts::new(body, boundary, 0));
        let _as_far_as_it_came = tokio::time::timeout(WORDS_IN, reading).await;
        posted.fields
    }

    async fn take_in(&mut self, mut parts: Parts) -> Result<(), Failure> {
        while let Some(part) = parts.next().await? {
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_none() {
                let text = parts.words(part).await?;
                self.fields.0.push((name, text));
                continue;
            }
            self.photo = match parts.file(part).await? {
                Taken::Endless => {
                    self.photo = Some(Err(ProblemCode::FileTooLarge));
                    return Ok(());
                }
                Taken::Whole(bytes) if bytes.is_empty() || name != PHOTO => continue,
                Taken::Whole(bytes) => Some(Ok(bytes)),
                Taken::NoRoom if name != PHOTO => continue,
                Taken::NoRoom => Some(Err(ProblemCode::Unavailable)),
                Taken::TooLarge => Some(Err(ProblemCode::FileTooLarge)),
            };
        }
        Ok(())
    }
}

fn boundary(headers: &HeaderMap) -> Result<String, Failure> {
    let kind = headers.get(header::CONTENT_TYPE);
    Ok(kind
        .and_then(|kind| multer::parse_boundary(kind.to_str().ok()?).ok())
        .ok_or(ProblemCode::Malformed)?)
}

/// What became of a file.
enum Taken {
    Whole(Vec<u8>),
    TooLarge,
    NoRoom,
    /// Nothing comes after it either.
    Endless,
}

/// The parts of a form, within their bounds.
struct Parts {
    multipart: Multipart<'static>,
    pace: Pace,
    /// Bytes of names and words that may still come.
    left: usize,
    /// Bytes that a file may have.
    most: usize,
}

impl Parts {
    fn new(body: Body, boundary: String, most: usize) -> Self {
        let pace = Pace::default();
        let limit = SizeLimit::new().whole_stream(MOST_IGNORED);
        let constraints = Constraints::new().size_limit(limit);
        let body = Paced::new(body, pace.clone());
        Self {
            multipart: Multipart::with_constraints(body, boundary, constraints),
            pace,
            left: MAX_BODY,
            most,
        }
    }

    async fn next(&mut self) -> Result<Option<Field<'static>>, Failure> {
        self.pace.ask();
        let part = self.multipart.next_field().await;
        let part = part.or(Err(ProblemCode::Malformed))?;
        if let Some(part) = &part {
            let name = part.name().map_or(0, str::len);
            self.spend(name.saturating_add(PART))?;
        }
        Ok(part)
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Failure> {
        self.left = self.left.checked_sub(bytes).ok_or(ProblemCode::TooLarge)?;
        Ok(())
    }

    async fn chunk(&self, part: &mut Field<'static>) -> multer::Result<Option<bytes::Bytes>> {
        self.pace.ask();
        part.chunk().await
    }

    async fn words(&mut self, mut part: Field<'static>) -> Result<String, Failure> {
        let mut text = Vec::new();
        while let Some(piece) = self
            .chunk(&mut part)
            .await
            .or(Err(ProblemCode::Malformed))?
        {
            self.spend(piece.len())?;
            text.extend_from_slice(&piece);
        }
        String::from_utf8(text).or(Err(ProblemCode::Malformed.into()))
    }

    async fn file(&self, mut part: Field<'static>) -> Result<Taken, Failure> {
        let mut bytes = Vec::new();
        let mut whole = true;
        loop {
            let piece = match self.chunk(&mut part).await {
                Ok(Some(piece)) => piece,
                Ok(None) if whole => return Ok(Taken::Whole(bytes)),
                Ok(None) if self.most == 0 => return Ok(Taken::NoRoom),
                Ok(None) => return Ok(Taken::TooLarge),
                Err(Error::StreamSizeExceeded { .. }) => return Ok(Taken::Endless),
                Err(_) => return Err(ProblemCode::Malformed.into()),
            };
            whole &= bytes.len().saturating_add(piece.len()) <= self.most;
            match whole {
                true => bytes.extend_from_slice(&piece),
                false => bytes = Vec::new(),
            }
        }
    }
}
