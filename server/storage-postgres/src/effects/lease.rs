//! Leases: how two workers never hold the same effect.

use domain::id::{EffectId, PersonId, PlanId, SubscriptionId};
use jiff::Timestamp;
use sqlx::types::Uuid;
use storage::column::{decode, instant, micros, number, whole};
use storage::{
    Code, EffectState, LeasedEffect, Leases, Result, Sealed, Settled, StorageError,
    UnreadableEffect,
};

use crate::error::Spoil;
use crate::unit::PgUnit;

struct LeasedRow {
    id: Uuid,
    kind: String,
    plan_id: Uuid,
    subject: Uuid,
    person_id: Uuid,
    subscription_id: Option<Uuid>,
    sealed: Vec<u8>,
    due_at: i64,
    expires_at: i64,
    attempts: i64,
    lease: i64,
}

impl TryFrom<LeasedRow> for LeasedEffect {
    type Error = StorageError;

    fn try_from(row: LeasedRow) -> Result<Self> {
        Ok(Self {
            id: EffectId::from_uuid(row.id),
            kind: decode(&row.kind, "effect", "kind")?,
            plan: PlanId::from_uuid(row.plan_id),
            subject: row.subject,
            person: PersonId::from_uuid(row.person_id),
            subscription: row.subscription_id.map(SubscriptionId::from_uuid),
            payload: Sealed(row.sealed),
            expires_at: instant(row.expires_at, "effect", "expires_at")?,
            attempts: number(row.attempts, "effect", "attempts")?,
            lease: number(row.lease, "effect", "lease")?,
        })
    }
}

/// Takes due effects, oldest first.
pub(super) async fn take(
    unit: &mut PgUnit,
    now: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Leases> {
    let now = micros(now);
    let until = micros(until);
    let limit = i64::from(limit);
    let mut rows = sqlx::query_as!(
        LeasedRow,
        r#"WITH due AS MATERIALIZED (
               SELECT id FROM effect
               WHERE state = 'queued' AND ready_at <= $2
               ORDER BY ready_at, id
               LIMIT $3
               FOR UPDATE SKIP LOCKED
           )
           UPDATE effect
           SET held = true, lease = lease + 1, attempts = attempts + 1, ready_at = $1
           FROM due
           WHERE effect.id = due.id
           RETURNING effect.id, kind, plan_id, subject, person_id, subscription_id, sealed, due_at,
               expires_at, attempts, lease"#,
        until,
        now,
        limit,
    )
    .fetch_all(unit.conn()?)
    .await
    .spoil(&mut unit.spoilt)?;
    // What a database returns from an update has no order.
    rows.sort_by_key(|row| (row.due_at, row.id));
    let mut leases = Leases::default();
    for row in rows {
        let id = EffectId::from_uuid(row.id);
        let lease = u64::try_from(row.lease).unwrap_or_default();
        match LeasedEffect::try_from(row) {
            Ok(effect) => leases.effects.push(effect),
            Err(why) => leases.unreadable.push(UnreadableEffect { id, lease, why }),
        }
    }
    Ok(leases)
}

/// Says what became of a try, if the lease is still the newest one and was not settled before.
pub(super) async fn settle(
    unit: &mut PgUnit,
    id: EffectId,
    lease: u64,
    settled: &Settled,
    at: Timestamp,
) -> Result<bool> {
    let id = id.uuid();
    let lease = whole(lease);
    let (state, failure, retry, given_back) = match settled {
        Settled::Sent => (EffectState::Sent, None, None, 0),
        Settled::Retry(at) => (EffectState::Queued, None, Some(micros(*at)), 0),
        Settled::Unsent(at) => (EffectState::Queued, None, Some(micros(*at)), 1_i64),
        Settled::Failed(code) => (EffectState::Failed, Some(code.as_str()), None, 0),
    };
    let state = state.code();
    let at = micros(at);
    let done = sqlx::query!(
        "UPDATE effect
         SET held = false,
             ready_at = coalesce($1::bigint, ready_at),
             attempts = attempts - $7::bigint,
             failure = CASE WHEN state = 'queued' THEN $2::text END,
             changed_at = CASE WHEN state = 'queued' AND $3::text <> 'queued' THEN $4 ELSE changed_at END,
             state = CASE WHEN state = 'queued' THEN $3 ELSE state END
         WHERE id = $5 AND lease = $6 AND held",
        retry,
        failure,
        state,
        at,
        id,
        lease,
        given_back,
    )
    .execute(unit.conn()?)
    .await
    .spoil(&mut unit.spoilt)?;
    Ok(done.rows_affected() > 0)
}
