//! Who looked at whose plan.

use async_trait::async_trait;
use domain::id::{AccessEventId, ConsentId, OrganisationId, PersonId, PlanId};
use sqlx::types::Uuid;
use storage::column::{decode, instant, micros};
use storage::{AccessEvent, AccessLogRepository, Code, Result, StorageError};

use crate::error::Spoil;
use crate::unit::SqliteUnit;

struct AccessEventRow {
    id: Uuid,
    plan_id: Uuid,
    person_id: Uuid,
    relation: String,
    organisation_id: Option<Uuid>,
    what: String,
    consent_id: Option<Uuid>,
    at: i64,
}

impl TryFrom<AccessEventRow> for AccessEvent {
    type Error = StorageError;

    fn try_from(row: AccessEventRow) -> Result<Self> {
        Ok(Self {
            id: AccessEventId::from_uuid(row.id),
            plan: PlanId::from_uuid(row.plan_id),
            person: PersonId::from_uuid(row.person_id),
            relation: decode(&row.relation, "access_event", "relation")?,
            organisation: row.organisation_id.map(OrganisationId::from_uuid),
            what: row.what,
            consent: row.consent_id.map(ConsentId::from_uuid),
            at: instant(row.at, "access_event", "at")?,
        })
    }
}

#[async_trait]
impl AccessLogRepository for SqliteUnit {
    async fn log_access(&mut self, event: &AccessEvent) -> Result<()> {
        let id = event.id.uuid();
        let plan = event.plan.uuid();
        let person = event.person.uuid();
        let relation = event.relation.code();
        let organisation = event.organisation.map(OrganisationId::uuid);
        let consent = event.consent.map(ConsentId::uuid);
        let at = micros(event.at);
        sqlx::query!(
            "INSERT INTO access_event
                 (id, plan_id, person_id, relation, organisation_id, what, consent_id, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id,
            plan,
            person,
            relation,
            organisation,
            event.what,
            consent,
            at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn access_log(&mut self, plan: PlanId, limit: u32) -> Result<Vec<AccessEvent>> {
        let plan = plan.uuid();
        let limit = i64::from(limit);
        sqlx::query_as!(
            AccessEventRow,
            r#"SELECT id AS "id: Uuid", plan_id AS "plan_id: Uuid", person_id AS "person_id: Uuid",
                   relation, organisation_id AS "organisation_id: Uuid", what,
                   consent_id AS "consent_id: Uuid", at
               FROM access_event
               WHERE plan_id = $1
               ORDER BY at DESC, id DESC
               LIMIT $2"#,
            plan,
            limit,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(AccessEvent::try_from)
        .collect()
    }

    async fn looks_by(&mut self, consent: ConsentId, limit: u32) -> Result<Vec<AccessEvent>> {
        let consent = consent.uuid();
        let limit = i64::from(limit);
        sqlx::query_as!(
            AccessEventRow,
            r#"SELECT id AS "id: Uuid", plan_id AS "plan_id: Uuid", person_id AS "person_id: Uuid",
                   relation, organisation_id AS "organisation_id: Uuid", what,
                   consent_id AS "consent_id: Uuid", at
               FROM access_event
               WHERE consent_id = $1
               ORDER BY at DESC, id DESC
               LIMIT $2"#,
            consent,
            limit,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(AccessEvent::try_from)
        .collect()
    }
}
