//! What people are to a plan, and what the youth lets them see; both with dates, never overwritten.

use async_trait::async_trait;
use domain::id::{PersonId, PlanId, RelationId};
use domain::policy::{Consent, Facts, Relation};
use jiff::Timestamp;

use crate::Result;

/// What somebody is to a plan, for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationRow {
    /// Its id.
    pub id: RelationId,
    /// The plan.
    pub plan: PlanId,
    /// The person.
    pub person: PersonId,
    /// What the person is; never [`Relation::Stranger`].
    pub relation: Relation,
    /// From when.
    pub from: Timestamp,
    /// Until when, exclusive; `None` while it lasts.
    pub until: Option<Timestamp>,
}

/// A youth's permission to share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// Its id.
    pub id: RelationId,
    /// The plan.
    pub plan: PlanId,
    /// Who may see.
    pub receiver: PersonId,
    /// What for, as a code.
    pub purpose: String,
    /// Which legal ground stands beside it, as a code.
    pub legal_basis: String,
    /// Which version of the text the youth said yes to.
    pub text_version: String,
    /// Parts and dates.
    pub consent: Consent,
}

/// Keeps relations and consents.
#[async_trait]
pub trait RelationRepository {
    /// Adds a relation. [`crate::StorageError::Taken`] for a second lead coach at the same time.
    async fn add_relation(&mut self, relation: &RelationRow) -> Result<()>;
    /// Ends a relation; ending twice keeps the first moment. [`crate::StorageError::Gone`] when there
    /// is none.
    async fn end_relation(&mut self, id: RelationId, at: Timestamp) -> Result<()>;
    /// Everybody around a plan at a moment, longest first; the owner only if added as a relation too.
    async fn relations(&mut self, plan: PlanId, at: Timestamp) -> Result<Vec<RelationRow>>;
    /// Adds a consent.
    async fn add_consent(&mut self, consent: &ConsentRow) -> Result<()>;
    /// The youth takes it back; twice keeps the first moment. [`crate::StorageError::Gone`] when there
    /// is none.
    async fn withdraw_consent(&mut self, id: RelationId, at: Timestamp) -> Result<()>;
    /// What [`domain::policy::enter`] asks for, read on this unit's snapshot: `None` when the person or
    /// the plan does not exist. Somebody without a relation is a [`Relation::Stranger`]; the plan's
    /// owner is always its [`Relation::Youth`]. Several consents count together
    /// ([`sum_of_consents`]).
    async fn facts(
        &mut self,
        person: PersonId,
        plan: PlanId,
        at: Timestamp,
    ) -> Result<Option<Facts>>;
    /// The plan that a youth owns.
    async fn plan_of(&mut self, youth: PersonId) -> Result<Option<PlanId>>;
}

/// What somebody is to a plan when several relations hold at once: the strongest one, the owner first.
#[must_use]
pub fn strongest_relation(relations: impl IntoIterator<Item = Relation>) -> Relation {
    relations.into_iter().min().unwrap_or(Relation::Stranger)
}

/// All permissions that one person has at a moment, as one: the parts together, for as long as all of
/// them last. When none holds, the one that was given last, so that "taken back" can be told from
/// "never given"; `None` when there never was one.
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
            parts: all.parts.union(&one.parts).copied().collect(),
            from: all.from.max(one.from),
            until: all.until.min(one.until),
            withdrawn_at: all.withdrawn_at.into_iter().chain(one.withdrawn_at).min(),
        })
        .or_else(|| past.into_iter().max_by_key(|consent| consent.from))
}
