//! The coach's form: how youths can reach them.

use axum::extract::State;
use axum::response::Response;
use contract::ContactCard;
use contract::form::saved;
use contract::path::{form_target, page};
use http::request::Parts;

use super::{again, go, poster};
use crate::house::House;
use crate::http::body::Fields;
use crate::http::destination::Destination;
use crate::http::problem::Failure;

/// Keeps how a coach can be reached.
pub(in crate::http) async fn post(
    State(house): State<House>,
    parts: Parts,
    fields: Fields,
) -> Result<Response, Failure> {
    let form = Destination::form(form_target::CONTACT);
    let actor = match poster(&house, &parts, &form, &fields).await? {
        Ok(actor) => actor,
        Err(answer) => return Ok(answer),
    };
    let page = Destination::page(page::REACH);
    let ticked = !fields.get("whatsapp").is_empty();
    let given = match ContactCard::parse(fields.get("phone"), ticked, fields.get("email")) {
        Ok(card) => house
            .stip
            .give_contact_card(&actor, &card)
            .await
            .map_err(Failure::from),
        Err(problem) => Err(problem.into()),
    };
    match given {
        Ok(()) => Ok(go(&Destination::parse(&saved(page::REACH)).unwrap_or(page))),
        Err(failure) => {
            let form = Destination::form_name(form_target::CONTACT);
            again(&house, &parts, form, &page, fields, failure).await
        }
    }
}
