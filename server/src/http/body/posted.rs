//! A plain form of a plan page, which may bring a photo (RFC 7578): its words are read whatever becomes
//! of the photo, so that they can be shown again.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use contract::ProblemCode;
use domain::journal::FileKind;
use http::header;
use multer::{Field, Multipart};

use super::super::problem::Failure;
use super::upload::{MULTIPART, Room};
use super::{Fields, MAX_BODY, is_kind};
use crate::house::House;

/// The field that a photo comes in.
const PHOTO: &str = "photo";
/// The most that is taken in only to be thrown away.
const MOST_IGNORED: usize = 48 * 1024 * 1024;

/// What was posted.
pub(in crate::http) struct Posted {
    pub(in crate::http) fields: Fields,
    /// `None` when none was chosen; a problem when it cannot be taken.
    pub(in crate::http) photo: Option<Result<Vec<u8>, ProblemCode>>,
    /// Whether it came as a form that can bring a photo.
    pub(in crate::http) in_parts: bool,
    _room: Option<Room>,
}

impl FromRequest<House> for Posted {
    type Rejection = Failure;

    async fn from_request(request: Request, house: &House) -> Result<Self, Failure> {
        if !is_kind(request.headers(), MULTIPART) {
            return Ok(Self {
                fields: Fields::from_request(request, house).await?,
                photo: None,
                in_parts: false,
                _room: None,
            });
        }
        let kind = request.headers().get(header::CONTENT_TYPE);
        let boundary = kind
            .and_then(|kind| multer::parse_boundary(kind.to_str().ok()?).ok())
            .ok_or(ProblemCode::Malformed)?;
        let room = Room::take(house, request.headers()).await?;
        let mut posted = Self {
            fields: Fields(Vec::new()),
            photo: None,
            in_parts: true,
            _room: Some(room),
        };
        posted.read(request.into_body(), boundary).await?;
        Ok(posted)
    }
}

impl Posted {
    async fn read(&mut self, body: Body, boundary: String) -> Result<(), Failure> {
        let mut parts = Multipart::new(body.into_data_stream(), boundary);
        let mut words = 0_usize;
        while let Some(part) = parts.next_field().await.or(Err(ProblemCode::Malformed))? {
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_some() {
                let Some(bytes) = file(part).await? else {
                    self.photo = Some(Err(ProblemCode::FileTooLarge));
                    return Ok(());
                };
                self.photo = match bytes {
                    Ok(bytes) if bytes.is_empty() || name != PHOTO => continue,
                    taken => Some(taken),
                };
            } else {
                let text = part.bytes().await.or(Err(ProblemCode::Malformed))?;
                words = words.saturating_add(text.len());
                if words > MAX_BODY {
                    return Err(ProblemCode::TooLarge.into());
                }
                let text = String::from_utf8(text.into()).or(Err(ProblemCode::Malformed))?;
                self.fields.0.push((name, text));
            }
        }
        Ok(())
    }
}

/// The bytes of a file, or that they are too many; `None` when there was no end to them.
async fn file(mut part: Field<'_>) -> Result<Option<Result<Vec<u8>, ProblemCode>>, Failure> {
    let mut bytes = Vec::new();
    let mut taken_in = 0_usize;
    while let Some(piece) = part.chunk().await.or(Err(ProblemCode::Malformed))? {
        taken_in = taken_in.saturating_add(piece.len());
        if taken_in > MOST_IGNORED {
            return Ok(None);
        }
        if taken_in > FileKind::MAX_BYTES {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&piece);
        }
    }
    Ok(Some(match taken_in > FileKind::MAX_BYTES {
        true => Err(ProblemCode::FileTooLarge),
        false => Ok(bytes),
    }))
}
