//! Invitations: to pair the youth's phone with a plan, or to read along.

use async_trait::async_trait;
use domain::id::{InvitationId, PersonId, PlanId};
use jiff::Timestamp;
use sqlx::types::Uuid;
use storage::column::{hash, instant, maybe_instant, micros, number};
use storage::{Invitation, InvitationRepository, KeyedHash, Result, Sealed, StorageError};

use crate::error::{Spoil, hit};
use crate::unit::SqliteUnit;

const TABLE: &str = "invitation";

struct InvitationRow {
    id: Uuid,
    plan_id: Uuid,
    maker_id: Uuid,
    secret: Vec<u8>,
    code: Vec<u8>,
    word_one: i64,
    word_two: i64,
    sealed_offer: Option<Vec<u8>>,
    created_at: i64,
    link_until: i64,
    code_until: i64,
    redeemed_at: Option<i64>,
    burned_at: Option<i64>,
}

impl TryFrom<InvitationRow> for Invitation {
    type Error = StorageError;

    fn try_from(row: InvitationRow) -> Result<Self> {
        Ok(Self {
            id: InvitationId::from_uuid(row.id),
            plan: PlanId::from_uuid(row.plan_id),
            maker: PersonId::from_uuid(row.maker_id),
            secret: hash(&row.secret, TABLE, "secret")?,
            code: hash(&row.code, TABLE, "code")?,
            words: (
                number(row.word_one, TABLE, "word_one")?,
                number(row.word_two, TABLE, "word_two")?,
            ),
            offer: row.sealed_offer.map(Sealed),
            created_at: instant(row.created_at, TABLE, "created_at")?,
            link_until: instant(row.link_until, TABLE, "link_until")?,
            code_until: instant(row.code_until, TABLE, "code_until")?,
            redeemed_at: maybe_instant(row.redeemed_at, TABLE, "redeemed_at")?,
            burned_at: maybe_instant(row.burned_at, TABLE, "burned_at")?,
        })
    }
}

#[async_trait]
impl InvitationRepository for SqliteUnit {
    async fn add_invitation(&mut self, invitation: &Invitation) -> Result<()> {
        let id = invitation.id.uuid();
        let plan = invitation.plan.uuid();
        let maker = invitation.maker.uuid();
        let secret = invitation.secret.0.as_slice();
        let code = invitation.code.0.as_slice();
        let word_one = i64::from(invitation.words.0);
        let word_two = i64::from(invitation.words.1);
        let offer = invitation.offer.as_ref().map(|offer| offer.0.as_slice());
        let created_at = micros(invitation.created_at);
        let link_until = micros(invitation.link_until);
        let code_until = micros(invitation.code_until);
        let redeemed_at = invitation.redeemed_at.map(micros);
        let burned_at = invitation.burned_at.map(micros);
        if offer.is_none() {
            sqlx::query!(
                "UPDATE invitation SET burned_at = $1
                 WHERE plan_id = $2 AND sealed_offer IS NULL
                     AND redeemed_at IS NULL AND burned_at IS NULL",
                created_at,
                plan,
            )
            .execute(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        }
        sqlx::query!(
            "INSERT INTO invitation
                 (id, plan_id, maker_id, secret, code, word_one, word_two, sealed_offer, created_at,
                  link_until, code_until, redeemed_at, burned_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            id,
            plan,
            maker,
            secret,
            code,
            word_one,
            word_two,
            offer,
            created_at,
            link_until,
            code_until,
            redeemed_at,
            burned_at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn invitation_by_hash(&mut self, hash: KeyedHash) -> Result<Option<Invitation>> {
        let hash = hash.0.as_slice();
        sqlx::query_as!(
            InvitationRow,
            r#"SELECT id AS "id: Uuid", plan_id AS "plan_id: Uuid", maker_id AS "maker_id: Uuid",
                   secret, code, word_one, word_two, sealed_offer, created_at, link_until,
                   code_until, redeemed_at, burned_at
               FROM invitation
               WHERE secret = $1 OR code = $1"#,
            hash,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(Invitation::try_from)
        .transpose()
    }

    async fn latest_invitation(&mut self, plan: PlanId) -> Result<Option<Invitation>> {
        let plan = plan.uuid();
        sqlx::query_as!(
            InvitationRow,
            r#"SELECT id AS "id: Uuid", plan_id AS "plan_id: Uuid", maker_id AS "maker_id: Uuid",
                   secret, code, word_one, word_two, sealed_offer, created_at, link_until,
                   code_until, redeemed_at, burned_at
               FROM invitation
               WHERE plan_id = $1 AND sealed_offer IS NULL
               ORDER BY created_at DESC, id DESC
               LIMIT 1"#,
            plan,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(Invitation::try_from)
        .transpose()
    }

    async fn open_offers(&mut self, plan: PlanId, at: Timestamp) -> Result<Vec<Invitation>> {
        let plan = plan.uuid();
        let at = micros(at);
        sqlx::query_as!(
            InvitationRow,
            r#"SELECT id AS "id: Uuid", plan_id AS "plan_id: Uuid", maker_id AS "maker_id: Uuid",
                   secret, code, word_one, word_two, sealed_offer, created_at, link_until,
                   code_until, redeemed_at, burned_at
               FROM invitation
               WHERE plan_id = $1 AND sealed_offer IS NOT NULL AND code_until > $2
                   AND redeemed_at IS NULL AND burned_at IS NULL
               ORDER BY created_at, id"#,
            plan,
            at,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(Invitation::try_from)
        .collect()
    }

    async fn redeem_invitation(&mut self, id: InvitationId, at: Timestamp) -> Result<()> {
        let id = id.uuid();
        let at = micros(at);
        let done = sqlx::query!(
            "UPDATE invitation SET redeemed_at = $1
             WHERE id = $2 AND redeemed_at IS NULL AND burned_at IS NULL",
            at,
            id,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())
    }

    async fn burn_invitation(&mut self, id: InvitationId, at: Timestamp) -> Result<()> {
        let id = id.uuid();
        let at = micros(at);
        sqlx::query!(
            "UPDATE invitation SET burned_at = $1 WHERE id = $2 AND burned_at IS NULL",
            at,
            id,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }
}
