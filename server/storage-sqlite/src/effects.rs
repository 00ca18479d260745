//! The outbox: adding, reporting, listing. Leasing has a file of its own.

mod lease;

use async_trait::async_trait;
use domain::id::{EffectId, PersonId, PlanId, SubscriptionId};
use jiff::Timestamp;
use sqlx::types::Uuid;
use storage::column::{decode, instant, maybe_instant, micros};
use storage::{
    Code, Effect, EffectRepository, EffectState, KeyedHash, Leases, NewEffect, Result, Settled,
    StorageError,
};

use crate::error::Spoil;
use crate::unit::SqliteUnit;

struct EffectRow {
    id: Uuid,
    kind: String,
    plan_id: Uuid,
    subject: Uuid,
    person_id: Uuid,
    state: String,
    failure: Option<String>,
    changed_at: i64,
}

impl TryFrom<EffectRow> for Effect {
    type Error = StorageError;

    fn try_from(row: EffectRow) -> Result<Self> {
        Ok(Self {
            id: EffectId::from_uuid(row.id),
            kind: decode(&row.kind, "effect", "kind")?,
            plan: PlanId::from_uuid(row.plan_id),
            subject: row.subject,
            person: PersonId::from_uuid(row.person_id),
            state: decode(&row.state, "effect", "state")?,
            failure: row.failure,
            changed_at: instant(row.changed_at, "effect", "changed_at")?,
        })
    }
}

#[async_trait]
impl EffectRepository for SqliteUnit {
    async fn add_effect(&mut self, effect: &NewEffect) -> Result<bool> {
        let id = effect.id.uuid();
        let key = effect.key.0.as_slice();
        let kind = effect.kind.code();
        let plan = effect.plan.uuid();
        let person = effect.person.uuid();
        let subscription = effect.subscription.map(SubscriptionId::uuid);
        let receipt = effect.receipt.0.as_slice();
        let due_at = micros(effect.due_at);
        let expires_at = micros(effect.expires_at);
        let created_at = micros(effect.created_at);
        let done = sqlx::query!(
            "INSERT INTO effect
                 (id, key, kind, plan_id, subject, person_id, subscription_id, sealed, receipt,
                  state, due_at, ready_at, expires_at, created_at, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10, $10, $11, $12, $12)
             ON CONFLICT (key) DO NOTHING",
            id,
            key,
            kind,
            plan,
            effect.subject,
            person,
            subscription,
            effect.payload.0,
            receipt,
            due_at,
            expires_at,
            created_at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(done.rows_affected() > 0)
    }

    async fn lease_effects(
        &mut self,
        now: Timestamp,
        until: Timestamp,
        limit: u32,
    ) -> Result<Leases> {
        lease::take(self, now, until, limit).await
    }

    async fn settle_effect(
        &mut self,
        id: EffectId,
        lease: u64,
        settled: &Settled,
        at: Timestamp,
    ) -> Result<bool> {
        lease::settle(self, id, lease, settled, at).await
    }

    async fn report_effect(
        &mut self,
        receipt: KeyedHash,
        state: EffectState,
        at: Timestamp,
    ) -> Result<Option<Effect>> {
        let receipt = receipt.0.as_slice();
        let state = state.code();
        let at = micros(at);
        sqlx::query!(
            "UPDATE effect SET state = $1, changed_at = $2, failure = NULL
             WHERE receipt = $3 AND (
                 ($1 = 'shown' AND state IN ('queued', 'sent', 'failed'))
                 OR ($1 = 'opened' AND state IN ('queued', 'sent', 'failed', 'shown'))
             )",
            state,
            at,
            receipt,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        sqlx::query_as!(
            EffectRow,
            r#"SELECT id AS "id: Uuid", kind, plan_id AS "plan_id: Uuid", subject AS "subject: Uuid",
                   person_id AS "person_id: Uuid", state, failure, changed_at
               FROM effect
               WHERE receipt = $1"#,
            receipt,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(Effect::try_from)
        .transpose()
    }

    async fn effects_of(&mut self, plan: PlanId, limit: u32) -> Result<Vec<Effect>> {
        let plan = plan.uuid();
        let limit = i64::from(limit);
        let rows = sqlx::query_as!(
            EffectRow,
            r#"SELECT id AS "id: Uuid", kind, plan_id AS "plan_id: Uuid", subject AS "subject: Uuid",
                   person_id AS "person_id: Uuid", state, failure, changed_at
               FROM effect
               WHERE plan_id = $1 AND state <> 'planned'
               ORDER BY created_at DESC, id DESC
               LIMIT $2"#,
            plan,
            limit,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(rows
            .into_iter()
            .filter_map(|row| Effect::try_from(row).ok())
            .collect())
    }

    async fn next_due(&mut self) -> Result<Option<Timestamp>> {
        let ready_at = sqlx::query_scalar!(
            r#"SELECT min(ready_at) AS "ready_at?: i64" FROM (
                   SELECT min(ready_at) AS ready_at FROM effect WHERE state = 'queued'
                   UNION ALL
                   SELECT min(ready_at) AS ready_at FROM effect WHERE state = 'planned'
               ) AS waiting"#
        )
        .fetch_one(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        maybe_instant(ready_at, "effect", "ready_at")
    }
}
