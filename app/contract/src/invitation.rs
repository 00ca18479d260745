//! Invitations: pairing the youth's phone, and reading along.

use std::collections::BTreeSet;

use domain::id::PlanId;
use domain::journal::Part;
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

/// An invitation, shown once to who made it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedInvitation {
    /// The plan that it opens.
    pub plan: PlanId,
    /// For whom it is: the youth, or what the youth calls whoever will read along.
    pub name: String,
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

/// What a code is for; what is compared before saying yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum InvitationCard {
    /// A coach invites a youth.
    Phone {
        /// The coach's name.
        coach: String,
        /// The coach's organisation.
        organisation: String,
        /// The youth's name.
        youth: String,
        /// The two words that the coach sees too.
        words: [String; 2],
    },
    /// A youth lets somebody read along.
    ReadingAlong {
        /// The youth's name.
        youth: String,
        /// What will be seen.
        parts: BTreeSet<Part>,
        /// Until when.
        #[serde(with = "domain::moment")]
        until: Timestamp,
        /// The two words that the youth sees too.
        words: [String; 2],
    },
}
