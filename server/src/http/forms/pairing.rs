//! Forms of the invitation pages. Opening such a page changes nothing; only these do.

use axum::extract::State;
use axum::response::Response;
use contract::Problem;
use contract::path::{form_target, page};
use http::request::Parts;

use super::{again, go, renew};
use crate::house::House;
use crate::http::api::sessions::end;
use crate::http::body::Fields;
use crate::http::caller::{Visitor, visitor};
use crate::http::cookies;
use crate::http::destination::Destination;
use crate::http::network::network_of;
use crate::http::problem::Failure;

/// "Goed dat je keek."
const AFTER_MISMATCH: &str = "/welkom?andere-woorden";

/// Pairs this phone.
pub(in crate::http) async fn redeem(
    State(house): State<House>,
    parts: Parts,
    fields: Fields,
) -> Result<Response, Failure> {
    let before = match visitor(&parts.headers, &house).await? {
        Visitor::Known(actor) => Some(actor),
        Visitor::Expired => return Ok(renew(&Destination::form(form_target::REDEEM))),
        Visitor::Nobody => None,
    };
    let network = network_of(&parts, &house);
    let tokens = match house
        .stip
        .redeem(fields.get("code"), &network, before.as_ref())
        .await
    {
        Ok(tokens) => tokens,
        Err(error) => {
            let page = page_of(fields.get("code"));
            let form = Destination::form_name(form_target::REDEEM);
            return again(&house, &parts, form, &page, fields, error.into()).await;
        }
    };
    end(&house, before).await?;
    let mut response = go(&Destination::home(tokens.kind));
    cookies::give(response.headers_mut(), &tokens, house.stip.clock().now());
    cookies::forget_person(response.headers_mut());
    Ok(response)
}

/// The words differ: the code is burned. A code that does not work any more gets the same answer.
pub(in crate::http) async fn mismatch(
    State(house): State<House>,
    parts: Parts,
    fields: Fields,
) -> Result<Response, Failure> {
    let network = network_of(&parts, &house);
    match house
        .stip
        .mismatch(fields.get("code"), &network)
        .await
        .map_err(Failure::from)
    {
        Err(failure) if failure.problem.status >= 429 => Err(failure),
        Ok(()) | Err(_) => {
            let page = Destination::parse(AFTER_MISMATCH);
            Ok(go(&page.unwrap_or_else(|| Destination::page(page::WELCOME))))
        }
    }
}

/// Goes on to the page of a code that was typed by hand.
pub(in crate::http) async fn code(
    State(house): State<House>,
    parts: Parts,
    fields: Fields,
) -> Result<Response, Failure> {
    let typed = fields.get("code").replace(char::is_whitespace, "");
    if let Some(page) = Destination::welcome(&typed) {
        return Ok(go(&page));
    }
    let code = if typed.is_empty() { "empty" } else { "unknown" };
    let form = Destination::form_name(form_target::CODE);
    let page = Destination::page(page::WELCOME);
    again(
        &house,
        &parts,
        form,
        &page,
        fields,
        Problem::field("code", code).into(),
    )
    .await
}

fn page_of(code: &str) -> Destination {
    Destination::welcome(code).unwrap_or_else(|| Destination::page(page::WELCOME))
}
