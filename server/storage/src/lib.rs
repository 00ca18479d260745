//! What the house keeps, as traits: no SQL here, and no rule either.
//!
//! One crate per driver implements [`Storage`] and its unit of work; the suite in [`conformance`]
//! (feature `conformance`) pins what both must do and runs in each driver's tests. Everything that
//! somebody typed arrives [`Sealed`]: a driver never sees a text.
//!
//! **To add a repository:** a file here with a trait and its rows; the trait's name in [`UnitOfWork`];
//! a migration with the same number and name in both drivers; the impl in both; tests in the suite.

mod access_log;
mod code;
pub mod column;
mod consents;
mod effects;
mod error;
mod files;
mod invitations;
mod journal;
mod organisations;
mod people;
mod relations;
mod reminders;
mod sealed;
mod secrets;
mod sessions;
mod subscriptions;
mod throttles;

#[cfg(feature = "conformance")]
pub mod conformance;

use async_trait::async_trait;
use domain::id::PlanId;
use domain::journal::Seq;
use tokio::sync::broadcast;

pub use access_log::{AccessEvent, AccessLogRepository};
pub use code::Code;
pub use consents::{ConsentRepository, ConsentRow, sum_of_consents};
pub use effects::{
    Effect, EffectKind, EffectRepository, EffectState, LeasedEffect, Leases, NewEffect, Settled,
    UnreadableEffect,
};
pub use error::StorageError;
pub use files::{FileRepository, FileRow, FilesHeld, NewFile};
pub use invitations::{Invitation, InvitationRepository};
pub use journal::{
    CaseloadRow, JournalRepository, JournalRow, NewJournalRow, NewPlan, PlanHead, Projections,
};
pub use organisations::{Organisation, OrganisationRepository};
pub use people::{NewPerson, Person, PersonKind, PersonRepository};
pub use relations::{RelationRepository, RelationRow, strongest_relation};
pub use reminders::{PlannedEffect, ReminderRepository, Resolved};
pub use sealed::{KeyedHash, Sealed};
pub use secrets::SecretRepository;
pub use sessions::{NewSession, RefreshToken, Session, SessionRepository};
pub use subscriptions::{Subscription, SubscriptionRepository};
pub use throttles::ThrottleRepository;

/// What every method here answers.
pub type Result<T, E = StorageError> = core::result::Result<T, E>;

/// A database.
#[async_trait]
pub trait Storage: Send + Sync + 'static {
    /// Begins a unit of work that writes. On SQLite this is `BEGIN IMMEDIATE` on the one writer; on
    /// PostgreSQL a transaction.
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>>;

    /// Begins a unit of work that only reads, on one snapshot.
    async fn read(&self) -> Result<Box<dyn UnitOfWork>>;

    /// Hears of every commit that appended to a journal, of every instance that shares the database:
    /// the plan and its new last entry. A listener that lags behind
    /// ([`broadcast::error::RecvError::Lagged`]) has missed some, of any plan. After the connection to
    /// PostgreSQL was lost, every plan is told again.
    fn subscribe(&self) -> broadcast::Receiver<(PlanId, Seq)>;

    /// Whether the database answers.
    async fn ping(&self) -> Result<()>;

    /// Closes every connection, after what is running.
    async fn close(&self);
}

/// One transaction: everything in it, or nothing. Dropped without [`UnitOfWork::commit`] it leaves no
/// trace. When commit has answered, the work survives a kill and a power cut.
///
/// After any error but [`StorageError::Gone`] a unit is spoilt: it can only be dropped, and
/// everything else, [`UnitOfWork::commit`] too, answers [`StorageError::Aborted`]. Hold a writing unit shortly, never ask for
/// a second one meanwhile (SQLite has one writer), and never wait for the network in it.
#[async_trait]
pub trait UnitOfWork:
    OrganisationRepository
    + PersonRepository
    + RelationRepository
    + ConsentRepository
    + SessionRepository
    + InvitationRepository
    + JournalRepository
    + FileRepository
    + SubscriptionRepository
    + EffectRepository
    + ReminderRepository
    + AccessLogRepository
    + ThrottleRepository
    + SecretRepository
    + Send
{
    /// Makes it durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}
