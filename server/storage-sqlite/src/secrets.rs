//! The house's own secrets.

use async_trait::async_trait;
use storage::{Result, Sealed, SecretRepository};

use crate::error::Spoil;
use crate::unit::SqliteUnit;

#[async_trait]
impl SecretRepository for SqliteUnit {
    async fn secret_or_add(&mut self, name: &str, fresh: &Sealed) -> Result<Sealed> {
        sqlx::query!(
            "INSERT INTO secret (name, sealed)
             VALUES ($1, $2)
             ON CONFLICT (name) DO NOTHING",
            name,
            fresh.0,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        let sealed = sqlx::query_scalar!("SELECT sealed FROM secret WHERE name = $1", name)
            .fetch_one(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        Ok(Sealed(sealed))
    }

    async fn secret(&mut self, name: &str) -> Result<Option<Sealed>> {
        let sealed = sqlx::query_scalar!("SELECT sealed FROM secret WHERE name = $1", name)
            .fetch_optional(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        Ok(sealed.map(Sealed))
    }
}
