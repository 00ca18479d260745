//! Who may have a page rendered, before anything is rendered.

use contract::path::page;
use domain::id::PlanId;
use http::HeaderMap;
use service::Actor;
use storage::PersonKind;

use crate::house::House;
use crate::http::caller::Visitor;
use crate::http::cookies;
use crate::http::destination::Destination;
use crate::http::problem::Failure;
use crate::inventory::{self, Who};

/// What to do with a visitor.
pub(super) enum Gate {
    /// Come in, as this person or as nobody.
    Open(Option<Actor>),
    /// Your place is elsewhere.
    Elsewhere(Destination),
    /// Renew your token first.
    Renew,
    /// This page does not exist for you.
    Missing,
}

/// Judges a visitor of the page with this route pattern.
pub(super) async fn judge(
    house: &House,
    pattern: &str,
    here: &Destination,
    plan: Option<PlanId>,
    visitor: Visitor,
    headers: &HeaderMap,
) -> Result<Gate, Failure> {
    // A page that nobody listed is nobody's.
    let Some(line) = inventory::find("GET", pattern) else {
        return Ok(Gate::Missing);
    };
    let wanted = match line.who {
        Who::Everyone(_) => return Ok(public(pattern, visitor)),
        Who::Youth => Some(PersonKind::Youth),
        Who::Coach => Some(PersonKind::Coach),
        Who::Parent => Some(PersonKind::Parent),
        Who::LoggedIn | Who::PlanViewer => None,
    };
    let actor = match visitor {
        Visitor::Known(actor) => actor,
        Visitor::Expired => return Ok(Gate::Renew),
        Visitor::Nobody => return Ok(Gate::Elsewhere(here.door())),
    };
    if wanted.is_some_and(|kind| kind != actor.kind) {
        return Ok(Gate::Elsewhere(Destination::home(actor.kind)));
    }
    let youth = wanted == Some(PersonKind::Youth);
    if youth && cookies::is_shut(headers) {
        return Ok(Gate::Elsewhere(here.locked()));
    }
    // Before the first typing, one screen: who sees what.
    if youth && pattern != page::WHO_SEES && !cookies::knows_who_sees(headers) {
        return Ok(Gate::Elsewhere(Destination::page(page::WHO_SEES)));
    }
    if pattern == inventory::COACH_PLAN {
        let visible = match plan {
            Some(plan) => house.stip.visible_cursor(&actor, plan).await?.is_some(),
            None => false,
        };
        if !visible {
            return Ok(Gate::Missing);
        }
    }
    Ok(Gate::Open(Some(actor)))
}

fn public(pattern: &str, visitor: Visitor) -> Gate {
    let doors = [page::HOME, page::LOGIN];
    match visitor {
        Visitor::Known(actor) if doors.contains(&pattern) => {
            Gate::Elsewhere(Destination::home(actor.kind))
        }
        Visitor::Known(actor) => Gate::Open(Some(actor)),
        Visitor::Expired if doors.contains(&pattern) => Gate::Renew,
        Visitor::Expired | Visitor::Nobody => Gate::Open(None),
    }
}
