//! The outbox: what has to happen outside, written in the transaction that causes it.

use async_trait::async_trait;
use domain::id::{EffectId, PersonId, PlanId, SubscriptionId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{KeyedHash, Result, Sealed, StorageError};

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EffectKind {
    /// A message that a coach sent by hand.
    Nudge,
    /// A coach's compliment.
    Cheer,
    /// A coach's proposal.
    Proposal,
    /// A coach planned, moved or cancelled an appointment.
    Appointment,
    /// An appointment comes near.
    Reminder,
}

/// How far it is. It only ever goes on, never back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EffectState {
    /// Is not due yet; to which browsers it goes is decided then. Only reminders.
    Planned,
    /// Waits for its turn.
    Queued,
    /// The push service took it.
    Sent,
    /// The phone showed it.
    Shown,
    /// The person opened it.
    Opened,
    /// It will not arrive.
    Failed,
}

/// An effect to add: one message to one browser.
#[derive(Debug, Clone)]
pub struct NewEffect {
    /// The new id.
    pub id: EffectId,
    /// What makes a repeat the same effect: unique.
    pub key: KeyedHash,
    /// The kind.
    pub kind: EffectKind,
    /// The plan that it is about.
    pub plan: PlanId,
    /// The thing in the plan that it is about (a nudge, a cheer, a proposal).
    pub subject: Uuid,
    /// Who gets it.
    pub person: PersonId,
    /// On which browser; `None` when the person has none, to be shown as such.
    pub subscription: Option<SubscriptionId>,
    /// The message, sealed under the master key.
    pub payload: Sealed,
    /// Keyed hash of the single-use token with which the browser reports what became of it.
    pub receipt: KeyedHash,
    /// Not before.
    pub due_at: Timestamp,
    /// Useless after.
    pub expires_at: Timestamp,
    /// When it was caused.
    pub created_at: Timestamp,
}

/// An effect as a coach may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The id.
    pub id: EffectId,
    /// The kind.
    pub kind: EffectKind,
    /// The plan.
    pub plan: PlanId,
    /// The thing that it is about.
    pub subject: Uuid,
    /// Who gets it.
    pub person: PersonId,
    /// How far it is.
    pub state: EffectState,
    /// Why it failed, as a code.
    pub failure: Option<String>,
    /// Since when it is in this state.
    pub changed_at: Timestamp,
}

/// An effect that a worker holds for a while.
#[derive(Debug, Clone)]
pub struct LeasedEffect {
    /// The id.
    pub id: EffectId,
    /// The kind.
    pub kind: EffectKind,
    /// The plan.
    pub plan: PlanId,
    /// The thing that it is about.
    pub subject: Uuid,
    /// Who gets it.
    pub person: PersonId,
    /// On which browser.
    pub subscription: Option<SubscriptionId>,
    /// The message, sealed.
    pub payload: Sealed,
    /// Useless after.
    pub expires_at: Timestamp,
    /// Tries so far, this one included.
    pub attempts: u32,
    /// Proof of this lease: settling with an older one changes nothing.
    pub lease: u64,
}

/// What a worker took.
#[derive(Debug, Default)]
pub struct Leases {
    /// To be sent, oldest first.
    pub effects: Vec<LeasedEffect>,
    /// To be settled as failed: one bad row must not hold up all that come after it.
    pub unreadable: Vec<UnreadableEffect>,
}

/// An effect that a worker holds, and of which a column holds what this build does not know.
#[derive(Debug)]
pub struct UnreadableEffect {
    /// The id.
    pub id: EffectId,
    /// As [`LeasedEffect::lease`].
    pub lease: u64,
    /// Where the row is wrong.
    pub why: StorageError,
}

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// The push service took it.
    Sent,
    /// Try again at this moment.
    Retry(Timestamp),
    /// It was never sent: the try is given back, and the next one may come at this moment.
    Unsent(Timestamp),
    /// Give up, with a code.
    Failed(String),
}

/// Keeps the outbox.
#[async_trait]
pub trait EffectRepository {
    /// Adds one; `false` when an effect with this key exists: nothing changed.
    async fn add_effect(&mut self, effect: &NewEffect) -> Result<bool>;
    /// Takes up to `limit` due effects, oldest first, until `until`. Expired leases are due again. Two
    /// workers never hold the same one (PostgreSQL: `FOR UPDATE SKIP LOCKED`). Commit before sending.
    async fn lease_effects(
        &mut self,
        now: Timestamp,
        until: Timestamp,
        limit: u32,
    ) -> Result<Leases>;
    /// Says what became of a try; `false` when the lease is no longer held: nothing changed. A browser
    /// that reported `shown` before us is not put back.
    async fn settle_effect(
        &mut self,
        id: EffectId,
        lease: u64,
        settled: &Settled,
        at: Timestamp,
    ) -> Result<bool>;
    /// The browser reports: goes on to `state` (shown or opened) if that is further than it was; a
    /// report also proves wrong that it failed. Any other `state` changes nothing. Answers the effect
    /// when the token was good.
    async fn report_effect(
        &mut self,
        receipt: KeyedHash,
        state: EffectState,
        at: Timestamp,
    ) -> Result<Option<Effect>>;
    /// The effects about a plan's things, newest first, at most `limit`; those that are not due yet are
    /// left out. A row that this build cannot
    /// read is left out: the worker tells of it.
    async fn effects_of(&mut self, plan: PlanId, limit: u32) -> Result<Vec<Effect>>;
    /// When the next effect is due, planned ones included; one that a worker holds is due when its lease ends.
    async fn next_due(&mut self) -> Result<Option<Timestamp>>;
}
