//! Reminders before they are due.

use async_trait::async_trait;
use domain::id::{EffectId, PersonId, PlanId, SubscriptionId};
use jiff::Timestamp;
use sqlx::types::Uuid;
use storage::column::micros;
use storage::{Code, NewEffect, PlannedEffect, ReminderRepository, Resolved, Result, Sealed};

use crate::error::Spoil;
use crate::unit::PgUnit;

struct PlannedRow {
    id: Uuid,
    plan_id: Uuid,
    subject: Uuid,
    person_id: Uuid,
    sealed: Vec<u8>,
}

impl From<PlannedRow> for PlannedEffect {
    fn from(row: PlannedRow) -> Self {
        Self {
            id: EffectId::from_uuid(row.id),
            plan: PlanId::from_uuid(row.plan_id),
            subject: row.subject,
            person: PersonId::from_uuid(row.person_id),
            payload: Sealed(row.sealed),
        }
    }
}

#[async_trait]
impl ReminderRepository for PgUnit {
    async fn plan_reminders(&mut self, reminders: &[NewEffect]) -> Result<u64> {
        let mut new = 0_u64;
        for reminder in reminders {
            let id = reminder.id.uuid();
            let key = reminder.key.0.as_slice();
            let kind = reminder.kind.code();
            let plan = reminder.plan.uuid();
            let person = reminder.person.uuid();
            let receipt = reminder.receipt.0.as_slice();
            let due_at = micros(reminder.due_at);
            let expires_at = micros(reminder.expires_at);
            let created_at = micros(reminder.created_at);
            let done = sqlx::query!(
                "INSERT INTO effect
                     (id, key, kind, plan_id, subject, person_id, sealed, receipt,
                      state, due_at, ready_at, expires_at, created_at, changed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'planned', $9, $9, $10, $11, $11)
                 ON CONFLICT (key) DO NOTHING",
                id,
                key,
                kind,
                plan,
                reminder.subject,
                person,
                reminder.payload.0,
                receipt,
                due_at,
                expires_at,
                created_at,
            )
            .execute(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
            new = new.saturating_add(done.rows_affected());
        }
        Ok(new)
    }

    async fn withdraw_reminders(&mut self, subject: Uuid, now: Timestamp) -> Result<u64> {
        let now = micros(now);
        let done = sqlx::query!(
            "DELETE FROM effect WHERE state = 'planned' AND subject = $1 AND due_at > $2",
            subject,
            now,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(done.rows_affected())
    }

    async fn due_reminders(&mut self, now: Timestamp, limit: u32) -> Result<Vec<PlannedEffect>> {
        let now = micros(now);
        let limit = i64::from(limit);
        let rows = sqlx::query_as!(
            PlannedRow,
            r#"SELECT id, plan_id, subject,
                   person_id, sealed
               FROM effect
               WHERE state = 'planned' AND ready_at <= $1
               ORDER BY ready_at, id
               LIMIT $2
               FOR UPDATE SKIP LOCKED"#,
            now,
            limit,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(rows.into_iter().map(PlannedEffect::from).collect())
    }

    async fn resolve_reminder(
        &mut self,
        id: EffectId,
        resolved: &Resolved,
        at: Timestamp,
    ) -> Result<bool> {
        let id = id.uuid();
        let at = micros(at);
        let done = match resolved {
            Resolved::Addressed(subscription, until) => {
                let subscription = subscription.map(SubscriptionId::uuid);
                let until = micros(*until);
                sqlx::query!(
                    "UPDATE effect
                     SET state = 'queued', subscription_id = $1, ready_at = $2, changed_at = $2,
                         expires_at = $3
                     WHERE id = $4 AND state = 'planned'",
                    subscription,
                    at,
                    until,
                    id,
                )
                .execute(self.conn()?)
                .await
            }
            Resolved::Postponed(until) => {
                let until = micros(*until);
                sqlx::query!(
                    "UPDATE effect SET ready_at = $1
                     WHERE id = $2 AND state = 'planned'",
                    until,
                    id,
                )
                .execute(self.conn()?)
                .await
            }
            Resolved::Failed(code) => {
                sqlx::query!(
                    "UPDATE effect SET state = 'failed', failure = $1, changed_at = $2
                     WHERE id = $3 AND state = 'planned'",
                    code,
                    at,
                    id,
                )
                .execute(self.conn()?)
                .await
            }
            Resolved::Withdrawn => {
                sqlx::query!("DELETE FROM effect WHERE id = $1 AND state = 'planned'", id)
                    .execute(self.conn()?)
                    .await
            }
        }
        .spoil(&mut self.spoilt)?;
        Ok(done.rows_affected() > 0)
    }
}
