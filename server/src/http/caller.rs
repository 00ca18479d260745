//! Who asks: from the access cookie, and then from the database, each time.

use axum::extract::FromRequestParts;
use contract::ProblemCode;
use contract::path::PERSON_HEADER;
use http::HeaderMap;
use http::request::Parts;
use service::Actor;

use super::cookies;
use super::problem::Failure;
use crate::house::House;

/// Somebody who is logged in.
pub(super) struct Caller(pub(super) Actor);

impl FromRequestParts<House> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Failure> {
        let actor = actor(&parts.headers, house).await?;
        // A page that was opened for somebody else must not write, or read, as this person.
        match parts.headers.get(PERSON_HEADER) {
            Some(person) if person.as_bytes() != actor.person.to_string().as_bytes() => {
                Err(ProblemCode::LoggedOut.into())
            }
            _ => Ok(Self(actor)),
        }
    }
}

/// Who asks, as far as the cookie shows.
pub(crate) enum Visitor {
    /// Somebody who is logged in.
    Known(Actor),
    /// Somebody who was logged in minutes ago and can be again without a word.
    Expired,
    /// Nobody.
    Nobody,
}

/// Who asks for a page or posts a form; only a failing server is an error.
pub(crate) async fn visitor(headers: &HeaderMap, house: &House) -> Result<Visitor, Failure> {
    match actor(headers, house).await {
        Ok(actor) => Ok(Visitor::Known(actor)),
        Err(failure) => match failure.problem.code {
            ProblemCode::TokenExpired => Ok(Visitor::Expired),
            ProblemCode::LoggedOut => Ok(Visitor::Nobody),
            _ => Err(failure),
        },
    }
}

async fn actor(headers: &HeaderMap, house: &House) -> Result<Actor, Failure> {
    let access = cookies::access(headers).ok_or(ProblemCode::LoggedOut)?;
    Ok(house.stip.actor(&access).await?)
}
