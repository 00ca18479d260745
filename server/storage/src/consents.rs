//! What a youth lets somebody see; with dates, never overwritten.

use async_trait::async_trait;
use domain::id::{ConsentId, PersonId, PlanId};
use domain::policy::Consent;
use jiff::Timestamp;

use crate::{Result, Sealed};

/// A youth's permission to share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// The plan.
    pub plan: PlanId,
    /// Who may see.
    pub receiver: PersonId,
    /// What the youth calls the receiver, sealed under the plan's key.
    pub name: Sealed,
    /// What for, as a code.
    pub purpose: String,
    /// Which legal ground stands beside it, as a code.
    pub legal_basis: String,
    /// Which version of the text the youth said yes to.
    pub text_version: String,
    /// Its id, parts and dates.
    pub consent: Consent,
}

/// Keeps consents.
#[async_trait]
pub trait ConsentRepository {
    /// Adds a consent.
    async fn add_consent(&mut self, consent: &ConsentRow) -> Result<()>;
    /// The youth takes it back; twice keeps the first moment. [`crate::StorageError::Gone`] when there
    /// is none.
    async fn withdraw_consent(&mut self, id: ConsentId, at: Timestamp) -> Result<()>;
    /// Every consent that was ever given about a plan, newest first.
    async fn consents(&mut self, plan: PlanId) -> Result<Vec<ConsentRow>>;
    /// The plans of which somebody may see something at a moment, the longest shown first; each once.
    async fn shared_with(&mut self, receiver: PersonId, at: Timestamp) -> Result<Vec<PlanId>>;
}

/// All permissions that one person has at a moment, as one: the parts together, for as long as all of
/// them last, under the id of the one that was given last. When none holds, the one that was given last,
/// so that "taken back" can be told from "never given"; `None` when there never was one.
#[must_use]
pub fn sum_of_consents(
    consents: impl IntoIterator<Item = Consent>,
    at: Timestamp,
) -> Option<Consent> {
    let holds = |consent: &Consent| {
        consent.from <= at && at < consent.until && consent.withdrawn_at.is_none_or(|end| end > at)
    };
    let (now, past): (Vec<_>, Vec<_>) = consents.into_iter().partition(holds);
    now.into_iter()
        .reduce(|all, one| Consent {
            id: if one.from < all.from { all.id } else { one.id },
            parts: all.parts.union(&one.parts).copied().collect(),
            from: all.from.max(one.from),
            until: all.until.min(one.until),
            withdrawn_at: all.withdrawn_at.into_iter().chain(one.withdrawn_at).min(),
        })
        .or_else(|| past.into_iter().max_by_key(|consent| consent.from))
}
