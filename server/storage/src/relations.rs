//! What people are to a plan; with dates, never overwritten.

use async_trait::async_trait;
use domain::id::{PersonId, PlanId, RelationId};
use domain::policy::{Facts, Relation};
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

/// Keeps relations.
#[async_trait]
pub trait RelationRepository {
    /// Adds a relation. [`crate::StorageError::Taken`] for a second lead coach at the same time.
    async fn add_relation(&mut self, relation: &RelationRow) -> Result<()>;
    /// Ends a relation; ending twice keeps the first moment. [`crate::StorageError::Gone`] when there
    /// is none.
    async fn end_relation(&mut self, id: RelationId, at: Timestamp) -> Result<()>;
    /// Everybody around a plan at a moment, longest first; the owner only if added as a relation too.
    async fn relations(&mut self, plan: PlanId, at: Timestamp) -> Result<Vec<RelationRow>>;
    /// What [`domain::policy::enter`] asks for, read on this unit's snapshot: `None` when the person or
    /// the plan does not exist. Somebody without a relation is a [`Relation::Stranger`]; the plan's
    /// owner is always its [`Relation::Youth`]. Several consents count together
    /// ([`crate::sum_of_consents`]).
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
