//! The youth's forms for who reads along.

use axum::extract::State;
use axum::response::Response;
use contract::path::{form_target, page};
use contract::{ConsentRequest, Problem, ProblemCode, Terms};
use domain::id::PlanId;
use http::request::Parts;
use service::Actor;

use super::{again, go, poster};
use crate::house::House;
use crate::http::body::Fields;
use crate::http::destination::Destination;
use crate::http::problem::Failure;
use crate::ssr;

/// Says yes. The answer is the page itself: a code is shown once, so there is nothing to go on to.
pub(in crate::http) async fn offer(
    State(house): State<House>,
    parts: Parts,
    fields: Fields,
) -> Result<Response, Failure> {
    let form = Destination::form(form_target::OFFER_CONSENT);
    let actor = match poster(&house, &parts, &form, &fields).await? {
        Ok(actor) => actor,
        Err(answer) => return Ok(answer),
    };
    let plan = own_plan(&house, &actor).await?;
    let issued = match Terms::parse(fields.get("parts"), fields.get("span")) {
        Some(terms) => {
            let name = fields.get("name").to_owned();
            let request = ConsentRequest { name, terms };
            let issued = house.stip.offer_consent(&actor, plan, &request).await;
            issued.map_err(Failure::from)
        }
        None => Err(Problem::field("parts", "unknown").into()),
    };
    match issued {
        Ok(issued) => ssr::page::issued(&house, &parts, issued, page::CONSENT_PREVIEW).await,
        Err(failure) => {
            let page = Destination::page(page::OFFER_CONSENT);
            let form = Destination::form_name(form_target::OFFER_CONSENT);
            again(&house, &parts, form, &page, fields, failure).await
        }
    }
}

/// Stops it. What was stopped before, or never was, leads to the same page.
pub(in crate::http) async fn withdraw(
    State(house): State<House>,
    parts: Parts,
    fields: Fields,
) -> Result<Response, Failure> {
    let form = Destination::form(form_target::WITHDRAW_CONSENT);
    let actor = match poster(&house, &parts, &form, &fields).await? {
        Ok(actor) => actor,
        Err(answer) => return Ok(answer),
    };
    let plan = own_plan(&house, &actor).await?;
    let consent = fields.get("consent").parse();
    let consent = consent.ok().ok_or(ProblemCode::NotFound)?;
    house.stip.withdraw_consent(&actor, plan, consent).await?;
    let list = contract::form::saved(page::CONSENTS);
    Ok(go(
        &Destination::parse(&list).unwrap_or_else(|| Destination::page(page::CONSENTS))
    ))
}

/// These forms are about the poster's own plan; nobody else has one.
async fn own_plan(house: &House, actor: &Actor) -> Result<PlanId, Failure> {
    let me = house.stip.me(actor, true).await?;
    Ok(me.plan.ok_or(ProblemCode::NotFound)?)
}
