//! Reminders before they are due: rows of the outbox that no worker sends yet.

use async_trait::async_trait;
use domain::id::{EffectId, PersonId, PlanId, SubscriptionId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{NewEffect, Result, Sealed};

/// A reminder that is due, and that nobody else looks at until this unit ends.
#[derive(Debug, Clone)]
pub struct PlannedEffect {
    /// The id.
    pub id: EffectId,
    /// The plan that it is about.
    pub plan: PlanId,
    /// The appointment that it is about.
    pub subject: Uuid,
    /// Who is reminded.
    pub person: PersonId,
    /// What it says, sealed under the master key.
    pub payload: Sealed,
}

/// What becomes of a reminder that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// It goes to this browser, until that moment, and is queued from now on; with `None` it is an
    /// effect that no browser takes.
    Addressed(Option<SubscriptionId>, Timestamp),
    /// It is asked about again at this moment; it stays due.
    Postponed(Timestamp),
    /// Too late: it is kept, marked with a code.
    Failed(String),
    /// It never was.
    Withdrawn,
}

/// Keeps reminders until they are due.
#[async_trait]
pub trait ReminderRepository {
    /// Adds reminders that wait; the browser of each is left out, and one with a key that is there
    /// changes nothing. Answers how many are new.
    async fn plan_reminders(&mut self, reminders: &[NewEffect]) -> Result<u64>;
    /// Takes back those of an appointment that are not due yet; one that was put off is due. Answers how
    /// many.
    async fn withdraw_reminders(&mut self, subject: Uuid, now: Timestamp) -> Result<u64>;
    /// Up to `limit` that are due, oldest first. Until this unit ends nobody else gets them
    /// (PostgreSQL: `FOR UPDATE SKIP LOCKED`), so one that writes is needed.
    async fn due_reminders(&mut self, now: Timestamp, limit: u32) -> Result<Vec<PlannedEffect>>;
    /// Says what becomes of one of them; `false` when it does not wait any more: nothing changed.
    async fn resolve_reminder(
        &mut self,
        id: EffectId,
        resolved: &Resolved,
        at: Timestamp,
    ) -> Result<bool>;
}
