//! Login and logout forms.

use axum::extract::State;
use axum::response::Response;
use contract::LoginRequest;
use contract::path::{form_target, page};
use http::request::Parts;

use super::{again, go, renew};
use crate::house::House;
use crate::http::api::sessions::end;
use crate::http::body::Fields;
use crate::http::caller::{Visitor, visitor};
use crate::http::cookies;
use crate::http::destination::Destination;
use crate::http::looks::looks_of;
use crate::http::network::network_of;
use crate::http::problem::Failure;
use crate::ssr;

/// A coach logs in.
pub(in crate::http) async fn log_in(
    State(house): State<House>,
    parts: Parts,
    fields: Fields,
) -> Result<Response, Failure> {
    let before = match visitor(&parts.headers, &house).await? {
        Visitor::Known(actor) => Some(actor),
        Visitor::Expired => return Ok(renew(&Destination::form(form_target::LOGIN))),
        Visitor::Nobody => None,
    };
    let login = LoginRequest {
        email: fields.get("email").to_owned(),
        password: fields.get("password").to_owned(),
    };
    let tokens = match house.stip.log_in(login, &network_of(&parts, &house)).await {
        Ok(tokens) => tokens,
        Err(error) => {
            let page = Destination::page(page::LOGIN);
            let form = Destination::form_name(form_target::LOGIN);
            return again(&house, &parts, form, &page, fields, error.into()).await;
        }
    };
    end(&house, before).await?;
    let mut response = go(&Destination::home(tokens.kind));
    cookies::give(response.headers_mut(), &tokens, house.stip.clock().now());
    cookies::forget_person(response.headers_mut());
    Ok(response)
}

/// Logs out on this device.
pub(in crate::http) async fn log_out(
    State(house): State<House>,
    parts: Parts,
    fields: Fields,
) -> Result<Response, Failure> {
    match visitor(&parts.headers, &house).await? {
        Visitor::Known(actor) => house.stip.log_out(actor.session).await?,
        // The session behind an expired token lives on; it must end, so it is named first.
        Visitor::Expired => {
            let form = Destination::form(form_target::LOGOUT);
            let looks = looks_of(&parts.headers);
            return Ok(ssr::notice::refresh_page(&house, looks, &form, &fields));
        }
        Visitor::Nobody => {}
    }
    let mut response = go(&Destination::page(page::HOME));
    cookies::wipe(response.headers_mut());
    Ok(response)
}
