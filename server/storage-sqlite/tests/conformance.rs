//! The suite that every driver runs, on a file of its own per case.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use domain::id::EffectId;
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use storage::conformance::{Ground, Tamper};
use storage::{Result, Storage, StorageError};
use storage_sqlite::SqliteStorage;
use tempfile::TempDir;

struct OwnFile {
    folder: TempDir,
    storage: Arc<SqliteStorage>,
}

#[async_trait]
impl Ground for OwnFile {
    async fn prepare() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(|e| StorageError::Unavailable(Box::new(e)))?;
        let storage = SqliteStorage::open(&folder.path().join("stip.db")).await?;
        Ok(Self {
            folder,
            storage: Arc::new(storage),
        })
    }

    fn storage(&self) -> Arc<dyn Storage> {
        Arc::<SqliteStorage>::clone(&self.storage)
    }

    fn tamper(&self) -> Arc<dyn Tamper> {
        Arc::new(Raw(self.folder.path().join("stip.db")))
    }

    async fn clear(self) {
        self.storage.close().await;
    }
}

/// A connection past Stip.
struct Raw(PathBuf);

impl Raw {
    async fn tell(&self, statement: &'static str, effect: EffectId) -> Result<()> {
        let told = async {
            let mut raw = SqliteConnectOptions::new()
                .filename(&self.0)
                .pragma("ignore_check_constraints", "ON")
                .connect()
                .await?;
            sqlx::query(statement)
                .bind(effect.uuid())
                .execute(&mut raw)
                .await
        };
        let done = told.await.map_err(|e| StorageError::Driver(Box::new(e)))?;
        assert_eq!(done.rows_affected(), 1);
        Ok(())
    }
}

#[async_trait]
impl Tamper for Raw {
    async fn unknown_kind(&self, effect: EffectId) -> Result<()> {
        self.tell("UPDATE effect SET kind = 'letter' WHERE id = ?", effect)
            .await
    }

    async fn impossible_expiry(&self, effect: EffectId) -> Result<()> {
        let statement = "UPDATE effect SET expires_at = 9223372036854775807 WHERE id = ?";
        self.tell(statement, effect).await
    }
}

storage::conformance!(OwnFile);
