//! Plain forms: they work before, and without, WASM. A form that was taken answers with a redirect; one
//! that was not, with its page again, everything that was typed still in it; one that came with an
//! expired token, with a page that renews it and sends the form on. Nothing typed is ever lost.

pub(super) mod consents;
pub(super) mod contact;
pub(super) mod device;
pub(super) mod invite;
pub(super) mod pairing;
pub(super) mod plan;
pub(super) mod session;

use app::FormEcho;
use axum::response::{IntoResponse, Redirect, Response};
use contract::{ProblemCode, path};
use http::request::Parts;
use service::Actor;

use super::body::Fields;
use super::caller::{Visitor, visitor};
use super::destination::Destination;
use super::looks::looks_of;
use super::problem::Failure;
use crate::house::House;
use crate::ssr;

/// Goes on to a page of ours.
fn go(to: &Destination) -> Response {
    Redirect::to(&to.path()).into_response()
}

/// Renews an expired token and comes back, the browser sending the same body each time. No page in
/// between holds the fields: a password may be one of them.
fn renew(form: &Destination) -> Response {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("then", &form.path())
        .finish();
    Redirect::temporary(&format!("{}?{query}", path::REFRESH)).into_response()
}

/// Who posts a form that asks for a session; the answer for whoever has none.
async fn poster(
    house: &House,
    parts: &Parts,
    form: &Destination,
    fields: &Fields,
) -> Result<Result<Actor, Response>, Failure> {
    let looks = looks_of(&parts.headers);
    Ok(match visitor(&parts.headers, house).await? {
        Visitor::Known(actor) => Ok(actor),
        Visitor::Expired => Err(ssr::notice::refresh_page(house, looks, form, fields)),
        Visitor::Nobody => Err(ssr::notice::lost_page(house, looks, &form.door(), fields)),
    })
}

/// Shows a form again that was not taken: on the page where it stood, or else on `fallback`. Only what
/// a person can put right comes back this way.
async fn again(
    house: &House,
    parts: &Parts,
    form: &str,
    fallback: &Destination,
    fields: Fields,
    failure: Failure,
) -> Result<Response, Failure> {
    let mendable = [
        ProblemCode::Invalid,
        ProblemCode::FileTooLarge,
        ProblemCode::FilesFull,
        ProblemCode::NotAPicture,
        ProblemCode::Unfit,
        ProblemCode::TooMany,
        ProblemCode::WrongLogin,
        ProblemCode::WrongCode,
        ProblemCode::StaffSession,
        ProblemCode::YouthSession,
        ProblemCode::Unavailable,
    ];
    if !mendable.contains(&failure.problem.code) {
        return Err(failure);
    }
    let page = Destination::referring_page(&parts.headers, house.origin.as_str());
    let page = page.unwrap_or_else(|| fallback.clone());
    let fields = fields
        .shown()
        .filter(|(name, _)| name != "password")
        .collect();
    let Failure {
        problem,
        retry_after,
    } = failure;
    let echo = FormEcho {
        form: form.to_owned(),
        page: page.path(),
        fields,
        problem,
    };
    let mut response = ssr::page::again(house, parts, echo).await?;
    if let Some(seconds) = retry_after {
        response
            .headers_mut()
            .insert(http::header::RETRY_AFTER, seconds.into());
    }
    Ok(response)
}
