//! The database as a whole.

use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::id::PlanId;
use domain::journal::Seq;
use sqlx::sqlite::SqlitePool;
use storage::{Result, Storage, UnitOfWork};
use tokio::sync::broadcast;

use crate::error::meaning;
use crate::open;
use crate::unit::SqliteUnit;

/// News that a slow listener may lag behind before it misses some.
const NEWS: usize = 1024;

/// How long the writer may wait for readers before it leaves old bytes in the log for the next commit.
const SCRUB_WAIT: &str = "PRAGMA busy_timeout = 250";
const NORMAL_WAIT: &str = "PRAGMA busy_timeout = 5000";

/// A Stip database in one SQLite file, held by this process.
#[derive(Debug)]
pub struct SqliteStorage {
    house: Arc<House>,
    readers: SqlitePool,
    lock: Mutex<Option<File>>,
}

/// What a unit of work needs at its end.
#[derive(Debug)]
pub(crate) struct House {
    writer: SqlitePool,
    news: broadcast::Sender<(PlanId, Seq)>,
    scrub: AtomicBool,
}

impl SqliteStorage {
    /// Opens the database; makes it (mode 0600) when there is none. The folder must exist.
    ///
    /// # Errors
    ///
    /// [`Locked`](storage::StorageError::Locked) when another process holds it,
    /// [`TooOld`](storage::StorageError::TooOld) for an engine before 3.51.3,
    /// [`Newer`](storage::StorageError::Newer) when a newer Stip made it,
    /// [`Damaged`](storage::StorageError::Damaged) when SQLite finds it malformed,
    /// [`Full`](storage::StorageError::Full) and
    /// [`Unavailable`](storage::StorageError::Unavailable) when it cannot be read or written.
    pub async fn open(path: &Path) -> Result<Self> {
        let lock = open::lock(path)?;
        open::create(path)?;
        let writer = open::writer(path).await?;
        open::examine(&writer).await?;
        open::migrate(&writer).await?;
        let readers = open::readers(path).await?;
        let (news, _) = broadcast::channel(NEWS);
        let house = Arc::new(House {
            writer,
            news,
            scrub: AtomicBool::new(false),
        });
        Ok(Self {
            house,
            readers,
            lock: Mutex::new(Some(lock)),
        })
    }
}

#[async_trait]
impl Storage for SqliteStorage {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>> {
        let tx = self
            .house
            .writer
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(meaning)?;
        Ok(Box::new(SqliteUnit::new(tx, Arc::clone(&self.house))))
    }

    async fn read(&self) -> Result<Box<dyn UnitOfWork>> {
        let tx = self.readers.begin().await.map_err(meaning)?;
        Ok(Box::new(SqliteUnit::new(tx, Arc::clone(&self.house))))
    }

    fn subscribe(&self) -> broadcast::Receiver<(PlanId, Seq)> {
        self.house.news.subscribe()
    }

    async fn ping(&self) -> Result<()> {
        sqlx::query("SELECT 1")
            .execute(&self.readers)
            .await
            .map_err(meaning)?;
        Ok(())
    }

    async fn close(&self) {
        // The last connection to close folds the log into the file; a reading one cannot.
        self.readers.close().await;
        self.house.writer.close().await;
        drop(
            self.lock
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
    }
}

impl House {
    /// After a commit: tells who listens, and wipes the log when words were taken away.
    pub(crate) async fn committed(&self, appended: Vec<(PlanId, Seq)>, rewrote: bool) {
        for news in appended {
            // Nobody listening is fine.
            let _ = self.news.send(news);
        }
        if rewrote {
            self.scrub.store(true, Ordering::Release);
        }
        if self.scrub.load(Ordering::Acquire) && self.wipe_log().await {
            self.scrub.store(false, Ordering::Release);
        }
    }

    /// Empties the write-ahead log, where the words that were taken away still stood. The work is
    /// durable already, so a reader in the way only means that the next commit tries again.
    async fn wipe_log(&self) -> bool {
        let wiped = async {
            let mut writer = self.writer.acquire().await?;
            sqlx::query(SCRUB_WAIT).execute(&mut *writer).await?;
            let busy = sqlx::query_scalar::<_, i64>("PRAGMA wal_checkpoint(TRUNCATE)")
                .fetch_one(&mut *writer)
                .await;
            sqlx::query(NORMAL_WAIT).execute(&mut *writer).await?;
            busy
        };
        match wiped.await {
            Ok(busy) => busy == 0,
            Err(error) => {
                tracing::warn!(%error, "the write-ahead log could not be wiped; the next commit tries again");
                false
            }
        }
    }
}

#[cfg(test)]
mod full;

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_writer_is_durable_and_wipes() {
        let folder = tempfile::tempdir().unwrap();
        let storage = SqliteStorage::open(&folder.path().join("stip.db"))
            .await
            .unwrap();
        let writer = &storage.house.writer;
        for (pragma, value) in [
            ("PRAGMA synchronous", "2"),
            ("PRAGMA journal_mode", "wal"),
            ("PRAGMA foreign_keys", "1"),
            ("PRAGMA secure_delete", "1"),
            ("PRAGMA busy_timeout", "5000"),
        ] {
            use sqlx::{Row, ValueRef};
            let row = sqlx::query(pragma).fetch_one(writer).await.unwrap();
            assert!(!row.try_get_raw(0).unwrap().is_null(), "{pragma}");
            let found = row
                .try_get::<String, _>(0)
                .or_else(|_| row.try_get::<i64, _>(0).map(|number| number.to_string()));
            assert_eq!(found.unwrap(), value, "{pragma}");
        }
        storage.close().await;
    }
}
