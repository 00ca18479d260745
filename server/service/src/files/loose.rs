//! Files that no entry names yet: sent again, sent twice, or forgotten.

use contract::ProblemCode;
use domain::id::FileId;
use domain::policy::Permit;
use jiff::{SignedDuration, Timestamp};
use storage::{NewFile, StorageError};

use crate::{Result, Stip};

/// How long a file may wait for the change that names it.
const LOOSE: SignedDuration = SignedDuration::from_hours(24);
/// How many are forgotten in one unit of work.
const FORGOTTEN_AT_ONCE: u32 = 50;

impl Stip {
    /// A phone sent a file once more: it gets as long as a new one to name it. `false` when the file was
    /// forgotten meanwhile.
    pub(super) async fn came_again(
        &self,
        permit: &Permit,
        id: FileId,
        now: Timestamp,
    ) -> Result<bool> {
        let mut unit = self.storage.begin().await?;
        match unit.renew_file(permit, id, now).await {
            Ok(()) => unit.commit().await?,
            Err(StorageError::Gone) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
        Ok(true)
    }

    /// The same file sent twice at once is one; an id that stands elsewhere says nothing about where.
    pub(super) async fn taken_meanwhile(&self, permit: &Permit, file: &NewFile) -> Result<()> {
        let known = self.storage.read().await?.file(permit, file.id).await?;
        match known {
            Some(known) if known.sent == file.sent => Ok(()),
            Some(_) | None => Err(ProblemCode::Unfit.into()),
        }
    }

    /// Forgets files that no entry named within a day; says how many.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn forget_loose_files(&self) -> Result<u64> {
        let before = self
            .clock
            .now()
            .saturating_sub(LOOSE)
            .unwrap_or(Timestamp::MIN);
        let mut forgotten = 0_u64;
        loop {
            let mut unit = self.storage.begin().await?;
            let gone = unit.forget_loose_files(before, FORGOTTEN_AT_ONCE).await?;
            unit.commit().await?;
            forgotten = forgotten.saturating_add(gone);
            if gone < u64::from(FORGOTTEN_AT_ONCE) {
                return Ok(forgotten);
            }
        }
    }
}
