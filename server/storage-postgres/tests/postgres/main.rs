//! The suite that every driver runs, on a database of its own per case, and what is special about
//! PostgreSQL.

#[cfg(test)]
mod own_database;
#[cfg(test)]
mod shared;
#[cfg(test)]
mod wall;

use std::sync::Arc;

use async_trait::async_trait;
use own_database::OwnDatabase;
use storage::conformance::Ground;
use storage::{Result, Storage};
use storage_postgres::PgStorage;

#[async_trait]
impl Ground for OwnDatabase {
    async fn prepare() -> Result<Self> {
        Self::make().await
    }

    fn storage(&self) -> Arc<dyn Storage> {
        Arc::<PgStorage>::clone(&self.storage)
    }

    async fn clear(self) {
        self.drop_it().await;
    }
}

storage::conformance!(OwnDatabase);
