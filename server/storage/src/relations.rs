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
    /// Ends a relation.
    async fn end_relation(&mut self, id: RelationId, at: Timestamp) -> Result<()>;
    /// Everybody around a plan at a moment.
    async fn relations(&mut self, plan: PlanId, at: Timestamp) -> Result<Vec<RelationRow>>;
    /// Adds a consent.
    async fn add_consent(&mut self, consent: &ConsentRow) -> Result<()>;
    /// The youth takes it back.
    async fn withdraw_consent(&mut self, id: RelationId, at: Timestamp) -> Result<()>;
    /// What [`domain::policy::enter`] asks for, read on this unit's snapshot: `None` when the person or
    /// the plan does not exist. Somebody without a relation is a [`Relation::Stranger`].
    async fn facts(
        &mut self,
        person: PersonId,
        plan: PlanId,
        at: Timestamp,
    ) -> Result<Option<Facts>>;
    /// The plan that a youth owns.
    async fn plan_of(&mut self, youth: PersonId) -> Result<Option<PlanId>>;
}
