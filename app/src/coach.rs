//! What a coach sees: the list, an invitation, and the very same plan.

mod act;
mod caseload;
mod delivery;
mod invite;
mod nudge;
mod plan;
mod qr;
mod waiting;
mod wins;

pub(crate) use caseload::CaseloadPage;
pub(crate) use invite::InvitePage;
pub(crate) use plan::CoachPlanPage;
