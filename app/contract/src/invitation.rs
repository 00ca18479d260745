//! Pairing a phone.

use domain::id::PlanId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A coach invites: a new youth by name, or a youth who has a plan already (another phone).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, tag = "for", rename_all = "snake_case")]
pub enum InvitationRequest {
    /// Somebody new.
    NewYouth {
        /// How the youth wants to be called.
        name: String,
    },
    /// Somebody of the caseload who is logged in nowhere: not paired yet, or logged out.
    Plan {
        /// The plan.
        plan: PlanId,
    },
}

/// An invitation, shown to the coach once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedInvitation {
    /// The plan that the phone will open.
    pub plan: PlanId,
    /// How the youth is called.
    pub youth: String,
    /// Ten characters to type (Crockford base 32), as `XXXXX-XXXXX`.
    pub code: String,
    /// Until when the code works.
    #[serde(with = "domain::moment")]
    pub code_until: Timestamp,
    /// The link of the QR code.
    pub link: String,
    /// Until when the link works.
    #[serde(with = "domain::moment")]
    pub link_until: Timestamp,
    /// The two words to compare.
    pub words: [String; 2],
    /// The link as a QR code: side in modules, and one `0`/`1` character per module, row by row.
    pub qr_side: u16,
    /// The modules.
    pub qr_modules: String,
}

/// Whose invitation a code is; what the youth compares before saying yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationCard {
    /// The coach's name.
    pub coach: String,
    /// The coach's organisation.
    pub organisation: String,
    /// The youth's name.
    pub youth: String,
    /// The two words that the coach sees too.
    pub words: [String; 2],
}
