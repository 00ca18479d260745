//! What a coach sees: the list, an invitation, and the very same plan.

mod act;
mod caseload;
mod delivery;
mod invite;
mod nudge;
mod plan;
mod reach;
mod waiting;
mod wins;

pub(crate) use caseload::caseload_page;
pub(crate) use invite::invite_page;
pub(crate) use plan::coach_plan_page;
pub(crate) use reach::reach_page;
