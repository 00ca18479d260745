//! Plans and their journals. Whoever reads or writes one shows a [`Permit`].

use async_trait::async_trait;
use domain::id::{ChangeId, OrganisationId, PersonId, PlanId};
use domain::journal::Seq;
use domain::policy::{Permit, Relation};
use jiff::Timestamp;

use crate::{Result, Sealed};

/// A plan to add.
#[derive(Debug, Clone)]
pub struct NewPlan {
    /// The new id.
    pub id: PlanId,
    /// The youth who owns it.
    pub youth: PersonId,
    /// The organisation where it began.
    pub organisation: OrganisationId,
    /// The plan's data key, wrapped by the master key. Kept in a table of its own that no content
    /// backup holds: destroying it erases the plan everywhere.
    pub wrapped_key: Sealed,
    /// When it began.
    pub created_at: Timestamp,
}

/// Where a plan's journal stands.
#[derive(Debug, Clone)]
pub struct PlanHead {
    /// The last entry.
    pub seq: Seq,
    /// The data key, wrapped.
    pub wrapped_key: Sealed,
    /// The fold of everything up to and including `snapshot_seq`, sealed; `None` before the first.
    pub snapshot: Option<Sealed>,
    /// The entry up to which the snapshot goes.
    pub snapshot_seq: Seq,
}

/// An entry to append.
#[derive(Debug, Clone)]
pub struct NewJournalRow {
    /// Its place: one after the head.
    pub seq: Seq,
    /// Its id, unique over all plans.
    pub change: ChangeId,
    /// Who wrote it.
    pub author: PersonId,
    /// When the server wrote it down.
    pub recorded_at: Timestamp,
    /// The entry, sealed under the plan's data key.
    pub sealed: Sealed,
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Its place.
    pub seq: Seq,
    /// Its id.
    pub change: ChangeId,
    /// The entry, sealed.
    pub sealed: Sealed,
}

/// What is kept beside the journal so that lists need not fold it: made in the same transaction.
#[derive(Debug, Clone)]
pub struct Projections {
    /// The fold up to the new head, sealed.
    pub snapshot: Sealed,
    /// The desk card, at most 1 KB, sealed.
    pub card: Sealed,
    /// When a coach and the youth last were in touch, if this write was such a moment; an earlier moment
    /// than the known one changes nothing.
    pub last_contact_at: Option<Timestamp>,
}

/// A line of a coach's caseload.
#[derive(Debug, Clone)]
pub struct CaseloadRow {
    /// The plan.
    pub plan: PlanId,
    /// The youth.
    pub youth: PersonId,
    /// The youth's name, sealed.
    pub name: Sealed,
    /// What the coach is to it.
    pub relation: Relation,
    /// The data key, wrapped.
    pub wrapped_key: Sealed,
    /// The desk card, sealed; `None` while the journal is empty.
    pub card: Option<Sealed>,
    /// The last entry.
    pub seq: Seq,
    /// The last entry that this coach has seen.
    pub seen: Seq,
    /// When a coach and the youth last were in touch.
    pub last_contact_at: Option<Timestamp>,
    /// Whether a phone was ever paired.
    pub paired: bool,
}

/// Keeps plans and journals.
#[async_trait]
pub trait JournalRepository {
    /// Adds a plan with its wrapped key. [`crate::StorageError::Taken`] when the youth has one.
    async fn add_plan(&mut self, plan: &NewPlan) -> Result<()>;
    /// Where the journal stands. In a writing unit the row is locked until commit, so that two writers
    /// of one plan follow each other.
    async fn head(&mut self, permit: &Permit) -> Result<Option<PlanHead>>;
    /// Entries after a place, in order, at most `limit`.
    async fn entries_after(
        &mut self,
        permit: &Permit,
        after: Seq,
        limit: u32,
    ) -> Result<Vec<JournalRow>>;
    /// The place of a change in this plan's journal, if it was recorded.
    async fn seq_of(&mut self, permit: &Permit, change: ChangeId) -> Result<Option<Seq>>;
    /// One entry by its id.
    async fn entry(&mut self, permit: &Permit, change: ChangeId) -> Result<Option<JournalRow>>;
    /// Appends entries and puts the new projections in place. [`crate::StorageError::Taken`] when a
    /// change id exists (also in another plan), [`crate::StorageError::Gone`] when the head moved or
    /// the rows do not follow each other. Without rows only the projections are replaced.
    async fn append(
        &mut self,
        permit: &Permit,
        rows: &[NewJournalRow],
        projections: &Projections,
    ) -> Result<()>;
    /// Puts a stub where an entry's words were. On SQLite the old bytes are overwritten in the file and
    /// its log too; PostgreSQL keeps dead rows until its next vacuum. [`crate::StorageError::Gone`] when
    /// the plan has no such entry.
    async fn rewrite_entry(
        &mut self,
        permit: &Permit,
        change: ChangeId,
        stub: &Sealed,
    ) -> Result<()>;
    /// The plans that a coach guides now, the longest guided first; each once.
    async fn caseload(&mut self, coach: PersonId, at: Timestamp) -> Result<Vec<CaseloadRow>>;
    /// Remembers how far somebody has seen a plan; never goes back.
    async fn mark_seen(&mut self, permit: &Permit, seq: Seq) -> Result<()>;
}
