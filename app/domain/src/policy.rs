//! Who may do what: one total function, [`decide`], and nothing is allowed that it does not name.
//!
//! The server asks it before it reads or writes; the repositories take the [`Permit`] that only this
//! module makes; the screens ask the same function to hide what cannot be done. The table is in
//! `policy/table.rs`, and the whole product of its inputs stands reviewed in
//! `tests/snapshots/`.

mod grant;
mod permit;
mod table;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use grant::{Grant, Span, Ungranted};
pub use permit::{Permit, enter};
pub use table::decide;

use crate::id::{ConsentId, PersonId, PlanId};
use crate::journal::Part;

/// What somebody is to one plan, now. Exactly one lead coach per plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The owner.
    Youth,
    /// The one coach who is responsible now ("jouw vaste coach").
    LeadCoach,
    /// Another coach, or a deputy.
    Coach,
    /// A parent or carer: reads what the youth shows.
    Parent,
    /// A professional of the network: reads what the youth shows.
    Partner,
    /// Nothing.
    Stranger,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 6] = [
        Self::Youth,
        Self::LeadCoach,
        Self::Coach,
        Self::Parent,
        Self::Partner,
        Self::Stranger,
    ];
}

/// Whether a person's account may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// Asked, not yet there.
    Invited,
    /// In use.
    Active,
    /// Stopped for now.
    Suspended,
    /// Ended.
    Ended,
}

impl Membership {
    /// Every membership.
    pub const ALL: [Self; 4] = [Self::Invited, Self::Active, Self::Suspended, Self::Ended];
}

/// A youth's permission to share parts of the plan with one receiver ("toestemming").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Which one. When several hold together, the one that was given last.
    pub id: ConsentId,
    /// The parts that may be seen.
    pub parts: BTreeSet<Part>,
    /// From when.
    #[serde(with = "crate::moment")]
    pub from: Timestamp,
    /// Until when, exclusive.
    #[serde(with = "crate::moment")]
    pub until: Timestamp,
    /// When the youth took it back.
    #[serde(with = "crate::moment::optional")]
    pub withdrawn_at: Option<Timestamp>,
}

impl Consent {
    /// Whether it covers this part at this moment.
    #[must_use]
    pub fn covers(&self, part: Part, now: Timestamp) -> bool {
        let withdrawn = self.withdrawn_at.is_some_and(|at| at <= now);
        !withdrawn && self.from <= now && now < self.until && self.parts.contains(&part)
    }
}

/// What one asks to do with a part of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Read it.
    Read,
    /// Add or change something in it.
    Write,
    /// Let somebody read it who reads along: give a [`Consent`].
    Share,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Share];
}

/// What the server knows about somebody and one plan; read in the same transaction as what is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Who asks.
    pub person: PersonId,
    /// About which plan.
    pub plan: PlanId,
    /// What they are to each other now.
    pub relation: Relation,
    /// Whether the account may be used.
    pub membership: Membership,
    /// The youth's permission for this person, if one was ever given.
    pub consent: Option<Consent>,
}

/// No. The reader may not know why, nor whether the thing exists: it looks like "not found".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not allowed, or not there")]
pub struct Refusal;
