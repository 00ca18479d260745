//! A coach's caseload: one line per plan, in one query.

use domain::id::{PersonId, PlanId};
use domain::journal::Seq;
use jiff::Timestamp;
use sqlx::types::Uuid;
use storage::column::{decode, maybe_instant, micros, number};
use storage::{CaseloadRow, Result, Sealed, StorageError};

use crate::error::Spoil;
use crate::unit::SqliteUnit;

struct StoredCase {
    plan_id: Uuid,
    youth_id: Uuid,
    sealed_name: Vec<u8>,
    relation: String,
    wrapped: Vec<u8>,
    sealed_card: Option<Vec<u8>>,
    seq: i64,
    seen: Option<i64>,
    last_contact_at: Option<i64>,
    paired: bool,
}

impl TryFrom<StoredCase> for CaseloadRow {
    type Error = StorageError;

    fn try_from(row: StoredCase) -> Result<Self> {
        Ok(Self {
            plan: PlanId::from_uuid(row.plan_id),
            youth: PersonId::from_uuid(row.youth_id),
            name: Sealed(row.sealed_name),
            relation: decode(&row.relation, "relation", "relation")?,
            wrapped_key: Sealed(row.wrapped),
            card: row.sealed_card.map(Sealed),
            seq: Seq(number(row.seq, "plan", "seq")?),
            seen: Seq(number(row.seen.unwrap_or(0), "seen", "seq")?),
            last_contact_at: maybe_instant(row.last_contact_at, "plan", "last_contact_at")?,
            paired: row.paired,
        })
    }
}

/// The plans that a coach guides at a moment; as lead coach where both relations hold (of the two codes,
/// `lead_coach` comes last in the alphabet).
pub(super) async fn caseload(
    unit: &mut SqliteUnit,
    coach: PersonId,
    at: Timestamp,
) -> Result<Vec<CaseloadRow>> {
    let coach = coach.uuid();
    let at = micros(at);
    sqlx::query_as!(
        StoredCase,
        r#"SELECT plan.id AS "plan_id: Uuid", plan.youth_id AS "youth_id: Uuid",
               youth.sealed_name, guided.relation AS "relation!: String", plan_key.wrapped,
               projection.sealed_card AS "sealed_card?", plan.seq, seen.seq AS "seen?",
               plan.last_contact_at,
               EXISTS (
                   SELECT 1 FROM invitation
                   WHERE invitation.plan_id = plan.id
                       AND redeemed_at IS NOT NULL AND burned_at IS NULL
               ) AS "paired!: bool"
           FROM (
               SELECT plan_id, max(relation) AS relation, min(from_at) AS from_at
               FROM relation
               WHERE person_id = $1 AND relation IN ('coach', 'lead_coach')
                   AND from_at <= $2 AND (until_at IS NULL OR until_at > $2)
               GROUP BY plan_id
           ) AS guided
           JOIN plan ON plan.id = guided.plan_id
           JOIN plan_key ON plan_key.plan_id = plan.id
           JOIN person AS youth ON youth.id = plan.youth_id
           LEFT JOIN projection ON projection.plan_id = plan.id
           LEFT JOIN seen ON seen.plan_id = plan.id AND seen.person_id = $1
           ORDER BY guided.from_at, plan.id"#,
        coach,
        at,
    )
    .fetch_all(unit.conn()?)
    .await
    .spoil(&mut unit.spoilt)?
    .into_iter()
    .map(CaseloadRow::try_from)
    .collect()
}
