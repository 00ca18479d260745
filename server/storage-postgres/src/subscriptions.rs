//! Browsers that want to be woken.

use async_trait::async_trait;
use domain::id::{PersonId, SessionId, SubscriptionId};
use jiff::Timestamp;
use sqlx::types::Uuid;
use storage::column::{hash, instant, micros};
use storage::{KeyedHash, Result, Sealed, StorageError, Subscription, SubscriptionRepository};

use crate::error::{Spoil, hit};
use crate::unit::PgUnit;

struct SubscriptionRow {
    id: Uuid,
    session_id: Uuid,
    person_id: Uuid,
    sealed: Vec<u8>,
    endpoint: Vec<u8>,
    created_at: i64,
}

impl TryFrom<SubscriptionRow> for Subscription {
    type Error = StorageError;

    fn try_from(row: SubscriptionRow) -> Result<Self> {
        Ok(Self {
            id: SubscriptionId::from_uuid(row.id),
            session: SessionId::from_uuid(row.session_id),
            person: PersonId::from_uuid(row.person_id),
            sealed: Sealed(row.sealed),
            endpoint: hash(&row.endpoint, "subscription", "endpoint")?,
            created_at: instant(row.created_at, "subscription", "created_at")?,
        })
    }
}

#[async_trait]
impl SubscriptionRepository for PgUnit {
    async fn put_subscription(&mut self, subscription: &Subscription) -> Result<()> {
        let id = subscription.id.uuid();
        let session = subscription.session.uuid();
        let person = subscription.person.uuid();
        let endpoint = subscription.endpoint.0.as_slice();
        let created_at = micros(subscription.created_at);
        sqlx::query!(
            "DELETE FROM subscription WHERE endpoint = $1 AND person_id <> $2",
            endpoint,
            person,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        // The same person's browser again: its waiting messages move to the new id with it. If at the
        // same moment somebody else takes the browser over, theirs stands.
        let done = sqlx::query!(
            "INSERT INTO subscription AS known (id, session_id, person_id, sealed, endpoint, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (endpoint) DO UPDATE SET
                 id = excluded.id,
                 session_id = excluded.session_id,
                 sealed = excluded.sealed,
                 created_at = excluded.created_at
             WHERE known.person_id = excluded.person_id",
            id,
            session,
            person,
            subscription.sealed.0,
            endpoint,
            created_at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())
    }

    async fn subscriptions_of(
        &mut self,
        person: PersonId,
        at: Timestamp,
    ) -> Result<Vec<Subscription>> {
        let person = person.uuid();
        let at = micros(at);
        sqlx::query_as!(
            SubscriptionRow,
            r#"SELECT subscription.id AS "id: Uuid", session_id AS "session_id: Uuid",
                   subscription.person_id AS "person_id: Uuid", sealed, endpoint,
                   subscription.created_at
               FROM subscription
               JOIN session ON session.id = subscription.session_id
               WHERE subscription.person_id = $1
                   AND session.revoked_at IS NULL AND session.expires_at > $2
               ORDER BY subscription.created_at, subscription.id"#,
            person,
            at,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(Subscription::try_from)
        .collect()
    }

    async fn subscription(&mut self, id: SubscriptionId) -> Result<Option<Subscription>> {
        let id = id.uuid();
        sqlx::query_as!(
            SubscriptionRow,
            r#"SELECT id AS "id: Uuid", session_id AS "session_id: Uuid",
                   person_id AS "person_id: Uuid", sealed, endpoint, created_at
               FROM subscription
               WHERE id = $1"#,
            id,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(Subscription::try_from)
        .transpose()
    }

    async fn remove_subscription(&mut self, id: SubscriptionId) -> Result<()> {
        let id = id.uuid();
        sqlx::query!("DELETE FROM subscription WHERE id = $1", id)
            .execute(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn remove_subscription_of(
        &mut self,
        session: SessionId,
        endpoint: KeyedHash,
    ) -> Result<()> {
        let session = session.uuid();
        let endpoint = endpoint.0.as_slice();
        sqlx::query!(
            "DELETE FROM subscription WHERE session_id = $1 AND endpoint = $2",
            session,
            endpoint,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }
}
