//! Who is logged in, and whom a coach guides.

use domain::id::{PersonId, PlanId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ContactCard;

/// What kind of account is logged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// Owns a plan.
    Youth,
    /// Guides plans.
    Coach,
    /// Reads along.
    Parent,
}

/// Who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The person.
    pub person: PersonId,
    /// How they are called.
    pub name: String,
    /// The kind of account.
    pub role: Role,
    /// The youth's own plan.
    pub plan: Option<PlanId>,
    /// Whether this device has seen "dit ziet je coach".
    pub knows_who_sees: bool,
    /// How youths can reach this coach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactCard>,
}

/// Log in with e-mail and password.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoginRequest {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// Pair this phone with a plan.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RedeemRequest {
    /// The code of ten characters, or the secret of the link.
    pub code: String,
}

/// The plans that a coach guides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caseload {
    /// Who needs attention first comes first.
    pub lines: Vec<CaseloadLine>,
    /// The server's clock, so that "vandaag" is the same on both sides.
    #[serde(with = "domain::moment")]
    pub now: Timestamp,
}

/// One youth in a caseload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseloadLine {
    /// The plan.
    pub plan: PlanId,
    /// The youth's name.
    pub name: String,
    /// When coach and youth last were in touch.
    #[serde(with = "domain::moment::optional")]
    pub last_contact_at: Option<Timestamp>,
    /// Steps that are not done yet.
    pub open_steps: u32,
    /// Proposals that wait for the youth.
    pub open_proposals: u32,
    /// Something was added that this coach has not seen.
    pub something_new: bool,
    /// A phone was paired.
    pub paired: bool,
    /// The stip, if there is one.
    pub stip: Option<String>,
}
