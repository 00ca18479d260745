//! Organisations.

use async_trait::async_trait;
use domain::id::OrganisationId;
use sqlx::types::Uuid;
use storage::column::{instant, micros};
use storage::{Organisation, OrganisationRepository, Result, StorageError};

use crate::error::Spoil;
use crate::unit::SqliteUnit;

struct OrganisationRow {
    id: Uuid,
    name: String,
    created_at: i64,
}

impl TryFrom<OrganisationRow> for Organisation {
    type Error = StorageError;

    fn try_from(row: OrganisationRow) -> Result<Self> {
        Ok(Self {
            id: OrganisationId::from_uuid(row.id),
            name: row.name,
            created_at: instant(row.created_at, "organisation", "created_at")?,
        })
    }
}

#[async_trait]
impl OrganisationRepository for SqliteUnit {
    async fn add_organisation(&mut self, organisation: &Organisation) -> Result<()> {
        let id = organisation.id.uuid();
        let created_at = micros(organisation.created_at);
        sqlx::query!(
            "INSERT INTO organisation (id, name, created_at)
             VALUES ($1, $2, $3)",
            id,
            organisation.name,
            created_at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn organisation(&mut self, id: OrganisationId) -> Result<Option<Organisation>> {
        let id = id.uuid();
        sqlx::query_as!(
            OrganisationRow,
            r#"SELECT id AS "id: Uuid", name, created_at
               FROM organisation
               WHERE id = $1"#,
            id,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(Organisation::try_from)
        .transpose()
    }

    async fn organisations(&mut self, limit: u32) -> Result<Vec<Organisation>> {
        let limit = i64::from(limit);
        sqlx::query_as!(
            OrganisationRow,
            r#"SELECT id AS "id: Uuid", name, created_at
               FROM organisation
               ORDER BY created_at, id
               LIMIT $1"#,
            limit,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(Organisation::try_from)
        .collect()
    }
}
