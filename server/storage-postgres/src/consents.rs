//! What a youth lets somebody see.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::id::{ConsentId, PersonId, PlanId};
use domain::journal::Part;
use domain::policy::Consent;
use jiff::Timestamp;
use sqlx::types::Uuid;
use storage::column::{decode, instant, maybe_instant, micros};
use storage::{Code, ConsentRepository, ConsentRow, Result, Sealed, StorageError};

use crate::error::{Spoil, hit};
use crate::unit::PgUnit;

/// A consent without what only its plan's owner reads.
struct StoredConsent {
    id: Uuid,
    from_at: i64,
    until_at: i64,
    withdrawn_at: Option<i64>,
    parts: Option<String>,
}

impl TryFrom<StoredConsent> for Consent {
    type Error = StorageError;

    fn try_from(row: StoredConsent) -> Result<Self> {
        let parts = row.parts.unwrap_or_default();
        let parts = parts
            .split(',')
            .filter(|part| !part.is_empty())
            .map(|part| decode::<Part>(part, "consent_part", "part"))
            .collect::<Result<BTreeSet<_>>>()?;
        Ok(Self {
            id: ConsentId::from_uuid(row.id),
            parts,
            from: instant(row.from_at, "consent", "from_at")?,
            until: instant(row.until_at, "consent", "until_at")?,
            withdrawn_at: maybe_instant(row.withdrawn_at, "consent", "withdrawn_at")?,
        })
    }
}

struct StoredConsentRow {
    id: Uuid,
    plan_id: Uuid,
    receiver_id: Uuid,
    sealed_name: Vec<u8>,
    purpose: String,
    legal_basis: String,
    text_version: String,
    from_at: i64,
    until_at: i64,
    withdrawn_at: Option<i64>,
    parts: Option<String>,
}

impl TryFrom<StoredConsentRow> for ConsentRow {
    type Error = StorageError;

    fn try_from(row: StoredConsentRow) -> Result<Self> {
        Ok(Self {
            plan: PlanId::from_uuid(row.plan_id),
            receiver: PersonId::from_uuid(row.receiver_id),
            name: Sealed(row.sealed_name),
            purpose: row.purpose,
            legal_basis: row.legal_basis,
            text_version: row.text_version,
            consent: StoredConsent {
                id: row.id,
                from_at: row.from_at,
                until_at: row.until_at,
                withdrawn_at: row.withdrawn_at,
                parts: row.parts,
            }
            .try_into()?,
        })
    }
}

#[async_trait]
impl ConsentRepository for PgUnit {
    async fn add_consent(&mut self, consent: &ConsentRow) -> Result<()> {
        let id = consent.consent.id.uuid();
        let plan = consent.plan.uuid();
        let receiver = consent.receiver.uuid();
        let name = consent.name.0.as_slice();
        let from = micros(consent.consent.from);
        let until = micros(consent.consent.until);
        let withdrawn = consent.consent.withdrawn_at.map(micros);
        sqlx::query!(
            "INSERT INTO consent
                 (id, plan_id, receiver_id, sealed_name, purpose, legal_basis, text_version, from_at,
                  until_at, withdrawn_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            id,
            plan,
            receiver,
            name,
            consent.purpose,
            consent.legal_basis,
            consent.text_version,
            from,
            until,
            withdrawn,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        for part in &consent.consent.parts {
            let part = part.code();
            sqlx::query!(
                "INSERT INTO consent_part (consent_id, part) VALUES ($1, $2)",
                id,
                part
            )
            .execute(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        }
        Ok(())
    }

    async fn withdraw_consent(&mut self, id: ConsentId, at: Timestamp) -> Result<()> {
        let id = id.uuid();
        let at = micros(at);
        let done = sqlx::query!(
            "UPDATE consent SET withdrawn_at = least(withdrawn_at, $1) WHERE id = $2",
            at,
            id,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())
    }

    async fn consents(&mut self, plan: PlanId) -> Result<Vec<ConsentRow>> {
        let plan = plan.uuid();
        sqlx::query_as!(
            StoredConsentRow,
            r#"SELECT id AS "id: Uuid", plan_id AS "plan_id: Uuid",
                   receiver_id AS "receiver_id: Uuid", sealed_name, purpose, legal_basis,
                   text_version, from_at, until_at, withdrawn_at,
                   (SELECT string_agg(part, ',') FROM consent_part WHERE consent_id = consent.id)
                       AS "parts?: String"
               FROM consent
               WHERE plan_id = $1
               ORDER BY from_at DESC, id DESC"#,
            plan,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(ConsentRow::try_from)
        .collect()
    }

    async fn shared_with(&mut self, receiver: PersonId, at: Timestamp) -> Result<Vec<PlanId>> {
        let receiver = receiver.uuid();
        let at = micros(at);
        let plans = sqlx::query_scalar!(
            r#"SELECT plan_id AS "plan_id!: Uuid"
               FROM consent
               WHERE receiver_id = $1 AND from_at <= $2 AND until_at > $2
                   AND (withdrawn_at IS NULL OR withdrawn_at > $2)
               GROUP BY plan_id
               ORDER BY min(from_at), plan_id"#,
            receiver,
            at,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(plans.into_iter().map(PlanId::from_uuid).collect())
    }
}

impl PgUnit {
    /// What one person was ever shown of a plan, in the order in which it was given.
    pub(crate) async fn consents_for(
        &mut self,
        plan: Uuid,
        receiver: Uuid,
    ) -> Result<Vec<Consent>> {
        sqlx::query_as!(
            StoredConsent,
            r#"SELECT id AS "id: Uuid", from_at, until_at, withdrawn_at,
                   (SELECT string_agg(part, ',') FROM consent_part WHERE consent_id = consent.id)
                       AS "parts?: String"
               FROM consent
               WHERE plan_id = $1 AND receiver_id = $2
               ORDER BY from_at, id"#,
            plan,
            receiver,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(Consent::try_from)
        .collect()
    }
}
