//! Photos and voice notes: bytes in, bytes out. They never become a page, and no cache keeps them.

use axum::body::Body;
use axum::extract::{FromRequestParts, Path, State};
use axum::response::{IntoResponse, Response};
use contract::path::pattern;
use contract::{Problem, ProblemCode};
use domain::id::{FileId, PlanId};
use domain::journal::FileKind;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::house::House;
use crate::http::body::upload;
use crate::http::caller::Caller;
use crate::http::problem::Failure;
use crate::http::range;

/// What is shown is nothing but itself: no script, no form, no address, in no frame.
const SANDBOX: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// The plan and the file that a path names. What is no id names nothing.
pub(in crate::http) struct TheFile {
    plan: PlanId,
    file: FileId,
}

impl FromRequestParts<House> for TheFile {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Failure> {
        let path = Path::<(String, String)>::from_request_parts(parts, house).await;
        let named = path.ok().and_then(|Path((plan, file))| {
            let (plan, file) = (plan.parse().ok()?, file.parse().ok()?);
            Some(Self { plan, file })
        });
        named.ok_or(ProblemCode::NotFound.into())
    }
}

/// Takes a file in; sending it again under the same id is safe.
#[utoipa::path(put, path = pattern::FILE, tag = "files",
    params(("plan" = String, Path), ("file" = String, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream",
    description = "`image/*` for a photo (JPEG, PNG, WebP), `audio/*` for a voice note (Opus in WebM, AAC in \
    MP4, at most a minute)"), responses(
    (status = 204, description = "It is here"), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 409, description = "`files_full`", body = Problem),
    (status = 413, description = "`file_too_large`", body = Problem),
    (status = 422, description = "`not_a_picture`, `not_a_voice_note`, `voice_too_long`, `unfit`", body = Problem)))]
pub(in crate::http) async fn put(
    State(house): State<House>,
    Caller(actor): Caller,
    TheFile { plan, file }: TheFile,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Failure> {
    // Nobody fills the memory who may not.
    house.stip.may_put_file(&actor, plan).await?;
    let kind = kind_of(&headers).ok_or(ProblemCode::Malformed)?;
    let sent = upload::read(&house, &headers, body).await?;
    let bytes = sent.bytes.to_vec();
    house.stip.put_file(&actor, plan, file, kind, bytes).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn kind_of(headers: &HeaderMap) -> Option<FileKind> {
    let media = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    match media.split('/').next()? {
        "image" => Some(FileKind::Photo),
        "audio" => Some(FileKind::Voice),
        _ => None,
    }
}

/// A file, for whoever sees it in the plan.
#[utoipa::path(get, path = pattern::FILE, tag = "files",
    params(("plan" = String, Path), ("file" = String, Path)), responses(
    (status = 200, description = "The bytes: `image/jpeg`, `audio/webm` or `audio/mp4`"),
    (status = 206, description = "The bytes that `Range` asked for"),
    (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(in crate::http) async fn get(
    State(house): State<House>,
    Caller(actor): Caller,
    TheFile { plan, file }: TheFile,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let file = house.stip.file(&actor, plan, file).await?;
    let media = file.media.name();
    let mut response = range::answer(&headers, file.bytes.into()).into_response();
    let fixed = [
        (header::CONTENT_TYPE, media),
        (header::CONTENT_DISPOSITION, "attachment"),
        (header::CONTENT_SECURITY_POLICY, SANDBOX),
        (header::CACHE_CONTROL, "no-store, private"),
    ];
    for (name, value) in fixed {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
