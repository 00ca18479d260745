//! The suite that every driver runs, on a file of its own per case.

use std::sync::Arc;

use async_trait::async_trait;
use storage::conformance::Ground;
use storage::{Result, Storage, StorageError};
use storage_sqlite::SqliteStorage;
use tempfile::TempDir;

struct OwnFile {
    _folder: TempDir,
    storage: Arc<SqliteStorage>,
}

#[async_trait]
impl Ground for OwnFile {
    async fn prepare() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(|e| StorageError::Unavailable(Box::new(e)))?;
        let storage = SqliteStorage::open(&folder.path().join("stip.db")).await?;
        Ok(Self {
            _folder: folder,
            storage: Arc::new(storage),
        })
    }

    fn storage(&self) -> Arc<dyn Storage> {
        Arc::<SqliteStorage>::clone(&self.storage)
    }

    async fn clear(self) {
        self.storage.close().await;
    }
}

storage::conformance!(OwnFile);
