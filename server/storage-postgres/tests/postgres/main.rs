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
use domain::id::EffectId;
use own_database::{OwnDatabase, Raw};
use storage::conformance::{Ground, Tamper};
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

    fn tamper(&self) -> Arc<dyn Tamper> {
        Arc::new(Raw(self.url.clone()))
    }

    async fn clear(self) {
        self.drop_it().await;
    }
}

#[async_trait]
impl Tamper for Raw {
    async fn unknown_kind(&self, effect: EffectId) -> Result<()> {
        self.tell("ALTER TABLE effect DROP CONSTRAINT effect_kind_check".to_owned())
            .await?;
        self.tell(format!(
            "UPDATE effect SET kind = 'letter' WHERE id = '{effect}'"
        ))
        .await
    }

    async fn impossible_expiry(&self, effect: EffectId) -> Result<()> {
        self.tell(format!(
            "UPDATE effect SET expires_at = 9223372036854775807 WHERE id = '{effect}'"
        ))
        .await
    }
}

storage::conformance!(OwnDatabase);
