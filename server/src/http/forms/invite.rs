//! The coach's form for an invitation.

use axum::extract::State;
use axum::response::Response;
use contract::path::{form_target, page};
use contract::{InvitationRequest, Problem};
use http::request::Parts;

use super::{again, poster};
use crate::house::House;
use crate::http::body::Fields;
use crate::http::destination::Destination;
use crate::http::problem::Failure;
use crate::ssr;

/// Invites. The answer is the page itself: a code is shown once, so there is nothing to go on to.
pub(in crate::http) async fn post(
    State(house): State<House>,
    parts: Parts,
    fields: Fields,
) -> Result<Response, Failure> {
    let form = Destination::form(form_target::INVITE);
    let actor = match poster(&house, &parts, &form, &fields).await? {
        Ok(actor) => actor,
        Err(answer) => return Ok(answer),
    };
    let issued = match request_of(&fields) {
        Ok(request) => house
            .stip
            .invite(&actor, &request)
            .await
            .map_err(Failure::from),
        Err(problem) => Err(problem.into()),
    };
    match issued {
        Ok(issued) => ssr::page::issued(&house, &parts, issued, page::INVITE).await,
        Err(failure) => {
            let page = page_of(&fields);
            let form = Destination::form_name(form_target::INVITE);
            again(&house, &parts, form, &page, fields, failure).await
        }
    }
}

/// The page on which the form stands.
fn page_of(fields: &Fields) -> Destination {
    let plan = fields.get("about").parse().ok().map(page::coach_plan);
    plan.and_then(|page| Destination::parse(&page))
        .unwrap_or_else(|| Destination::page(page::INVITE))
}

/// About a plan: its youth comes in again. Without: somebody new.
fn request_of(fields: &Fields) -> Result<InvitationRequest, Problem> {
    match fields.get("about") {
        "" => Ok(InvitationRequest::NewYouth {
            name: fields.get("name").to_owned(),
        }),
        plan => plan
            .parse()
            .map(|plan| InvitationRequest::Plan { plan })
            .or(Err(Problem::field("about", "unknown"))),
    }
}
