//! Photos and voice notes: sealed bytes beside the journal. Whoever reads or writes one shows a
//! [`Permit`]; whether it may be *this* file is for the plan to say.

use async_trait::async_trait;
use domain::id::FileId;
use domain::journal::FileKind;
use domain::policy::Permit;
use jiff::Timestamp;

use crate::{KeyedHash, Result, Sealed};

/// A file to add.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Made where it was chosen; unique over all plans.
    pub id: FileId,
    /// What it is.
    pub kind: FileKind,
    /// Keyed hash of the bytes as they were sent: tells a repeat from another file.
    pub sent: KeyedHash,
    /// The bytes that are kept, sealed under the plan's data key.
    pub sealed: Sealed,
    /// When it came.
    pub created_at: Timestamp,
}

/// A file as it is kept, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// What it is.
    pub kind: FileKind,
    /// Keyed hash of the bytes as they were sent.
    pub sent: KeyedHash,
    /// Whether an entry of the journal names it; one that none names is cleaned away after a while.
    pub attached: bool,
}

/// What one plan holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FilesHeld {
    /// Files.
    pub count: u64,
    /// Their sealed bytes together.
    pub bytes: u64,
}

/// Keeps the files of plans.
#[async_trait]
pub trait FileRepository {
    /// Adds a file that no entry names yet. [`crate::StorageError::Taken`] when the id exists, also in
    /// another plan.
    async fn add_file(&mut self, permit: &Permit, file: &NewFile) -> Result<()>;
    /// What is known of a file of this plan.
    async fn file(&mut self, permit: &Permit, id: FileId) -> Result<Option<FileRow>>;
    /// The bytes of a file of this plan.
    async fn file_bytes(&mut self, permit: &Permit, id: FileId) -> Result<Option<Sealed>>;
    /// An entry of the journal names it now. [`crate::StorageError::Gone`] when the plan has none.
    async fn attach_file(&mut self, permit: &Permit, id: FileId) -> Result<()>;
    /// It came again: what cleans away counts from now. [`crate::StorageError::Gone`] when the plan has none.
    async fn renew_file(&mut self, permit: &Permit, id: FileId, at: Timestamp) -> Result<()>;
    /// Destroys a file; one that is gone stays gone. On SQLite the old bytes are overwritten in the file
    /// and its log too; PostgreSQL keeps dead rows until its next vacuum.
    async fn destroy_file(&mut self, permit: &Permit, id: FileId) -> Result<()>;
    /// What the plan holds.
    async fn files_held(&mut self, permit: &Permit) -> Result<FilesHeld>;
    /// Destroys what came before a moment and no entry names, in any plan, at most so many; says how
    /// many it were.
    async fn forget_loose_files(&mut self, before: Timestamp, most: u32) -> Result<u64>;
}
