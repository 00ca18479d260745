//! What a youth says yes to when somebody may read along, before it is known who takes the offer.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Consent, Facts, Membership, Permit, Refusal, Relation, enter};
use crate::id::{ConsentId, PersonId, PlanId};
use crate::journal::Part;

/// How long somebody may read along. Never longer than a year (C-01).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Thirty days.
    #[default]
    Month,
    /// Ninety days.
    Season,
    /// 365 days.
    Year,
}

impl Span {
    /// Every span, shortest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Season, Self::Year];

    const fn days(self) -> i64 {
        match self {
            Self::Month => 30,
            Self::Season => 90,
            Self::Year => 365,
        }
    }

    /// When it is over, if it begins now.
    #[must_use]
    pub fn until(self, now: Timestamp) -> Timestamp {
        let hours = self.days().saturating_mul(24);
        now.checked_add(SignedDuration::from_hours(hours))
            .unwrap_or(now)
    }
}

/// What a youth said yes to: which parts, and until when. Only [`Permit::grants`] makes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    parts: BTreeSet<Part>,
    #[serde(with = "crate::moment")]
    until: Timestamp,
}

/// Why there is nothing to say yes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Ungranted {
    /// No part was chosen.
    #[error("no part was chosen")]
    Nothing,
    /// Not the holder's to show, or never shown.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Permit {
    /// Lets somebody read these parts, for so long from now.
    ///
    /// # Errors
    ///
    /// [`Ungranted::Refused`] for everybody but the youth, and for a part that is never shown;
    /// [`Ungranted::Nothing`] for no parts at all.
    pub fn grants(&self, parts: BTreeSet<Part>, span: Span) -> Result<Grant, Ungranted> {
        if !self.is_own() || !parts.iter().all(|part| self.shares(*part)) {
            return Err(Refusal.into());
        }
        if parts.is_empty() {
            return Err(Ungranted::Nothing);
        }
        let until = span.until(self.at());
        Ok(Grant { parts, until })
    }
}

impl Grant {
    /// The parts that may be seen.
    #[must_use]
    pub fn parts(&self) -> &BTreeSet<Part> {
        &self.parts
    }

    /// Until when, exclusive.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// The consent that it becomes when somebody takes it.
    #[must_use]
    pub fn taken(&self, id: ConsentId, from: Timestamp) -> Consent {
        Consent {
            id,
            parts: self.parts.clone(),
            from,
            until: self.until,
            withdrawn_at: None,
        }
    }

    /// The eyes of whoever will read along, for the youth to look through first: the same
    /// [`enter`] decides what they see.
    ///
    /// # Errors
    ///
    /// [`Refusal`] when there is nothing that they would see.
    pub fn preview(&self, plan: PlanId, now: Timestamp) -> Result<Permit, Refusal> {
        let nobody = uuid::Uuid::nil();
        let facts = Facts {
            person: PersonId::from_uuid(nobody),
            plan,
            relation: Relation::Parent,
            membership: Membership::Active,
            consent: Some(self.taken(ConsentId::from_uuid(nobody), now)),
        };
        enter(facts, now)
    }
}
