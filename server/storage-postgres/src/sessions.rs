//! Logged-in devices.

use async_trait::async_trait;
use domain::id::{PersonId, SessionId};
use jiff::Timestamp;
use sqlx::types::Uuid;
use storage::column::{hash, instant, maybe_instant, micros};
use storage::{
    KeyedHash, NewSession, RefreshToken, Result, Session, SessionRepository, StorageError,
};

use crate::error::Spoil;
use crate::unit::PgUnit;

struct SessionRow {
    id: Uuid,
    person_id: Uuid,
    created_at: i64,
    last_used_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
}

impl TryFrom<SessionRow> for Session {
    type Error = StorageError;

    fn try_from(row: SessionRow) -> Result<Self> {
        Ok(Self {
            id: SessionId::from_uuid(row.id),
            person: PersonId::from_uuid(row.person_id),
            created_at: instant(row.created_at, "session", "created_at")?,
            last_used_at: instant(row.last_used_at, "session", "last_used_at")?,
            expires_at: instant(row.expires_at, "session", "expires_at")?,
            revoked_at: maybe_instant(row.revoked_at, "session", "revoked_at")?,
        })
    }
}

struct RefreshTokenRow {
    hash: Vec<u8>,
    session_id: Uuid,
    issued_at: i64,
    consumed_at: Option<i64>,
    successor: Option<Vec<u8>>,
}

impl TryFrom<RefreshTokenRow> for RefreshToken {
    type Error = StorageError;

    fn try_from(row: RefreshTokenRow) -> Result<Self> {
        let successor = row.successor.as_deref();
        Ok(Self {
            hash: hash(&row.hash, "refresh_token", "hash")?,
            session: SessionId::from_uuid(row.session_id),
            issued_at: instant(row.issued_at, "refresh_token", "issued_at")?,
            consumed_at: maybe_instant(row.consumed_at, "refresh_token", "consumed_at")?,
            successor: successor
                .map(|next| hash(next, "refresh_token", "successor"))
                .transpose()?,
        })
    }
}

#[async_trait]
impl SessionRepository for PgUnit {
    async fn add_session(&mut self, session: &NewSession) -> Result<()> {
        let id = session.id.uuid();
        let person = session.person.uuid();
        let created_at = micros(session.created_at);
        let expires_at = micros(session.expires_at);
        sqlx::query!(
            "INSERT INTO session (id, person_id, created_at, last_used_at, expires_at)
             VALUES ($1, $2, $3, $3, $4)",
            id,
            person,
            created_at,
            expires_at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        self.add_link(session.refresh, session.id.uuid(), created_at)
            .await
    }

    async fn session(&mut self, id: SessionId) -> Result<Option<Session>> {
        let id = id.uuid();
        sqlx::query_as!(
            SessionRow,
            r#"SELECT id AS "id: Uuid", person_id AS "person_id: Uuid", created_at, last_used_at,
                   expires_at, revoked_at
               FROM session
               WHERE id = $1"#,
            id,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(Session::try_from)
        .transpose()
    }

    async fn sessions_of(&mut self, person: PersonId) -> Result<Vec<Session>> {
        let person = person.uuid();
        sqlx::query_as!(
            SessionRow,
            r#"SELECT id AS "id: Uuid", person_id AS "person_id: Uuid", created_at, last_used_at,
                   expires_at, revoked_at
               FROM session
               WHERE person_id = $1 AND revoked_at IS NULL
               ORDER BY created_at, id"#,
            person,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(Session::try_from)
        .collect()
    }

    async fn refresh_token(&mut self, hash: KeyedHash) -> Result<Option<RefreshToken>> {
        let hash = hash.0.as_slice();
        if self.writes {
            sqlx::query!(
                "SELECT hash FROM refresh_token WHERE hash = $1 FOR UPDATE",
                hash
            )
            .fetch_optional(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        }
        sqlx::query_as!(
            RefreshTokenRow,
            r#"SELECT hash, session_id AS "session_id: Uuid", issued_at, consumed_at, successor
               FROM refresh_token
               WHERE hash = $1"#,
            hash,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(RefreshToken::try_from)
        .transpose()
    }

    async fn rotate_refresh(
        &mut self,
        old: KeyedHash,
        new: KeyedHash,
        at: Timestamp,
    ) -> Result<()> {
        let at = micros(at);
        let old = old.0.as_slice();
        let successor = new.0.as_slice();
        let session = sqlx::query_scalar!(
            r#"UPDATE refresh_token
               SET consumed_at = coalesce(consumed_at, $1), successor = $2
               WHERE hash = $3
               RETURNING session_id AS "session_id: Uuid""#,
            at,
            successor,
            old,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .ok_or(StorageError::Gone)?;
        self.add_link(new, session, at).await?;
        sqlx::query!(
            "UPDATE session SET last_used_at = $1 WHERE id = $2",
            at,
            session
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn revoke_session(&mut self, id: SessionId, at: Timestamp) -> Result<()> {
        let id = id.uuid();
        let at = micros(at);
        sqlx::query!(
            "UPDATE session SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL",
            at,
            id,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        sqlx::query!("DELETE FROM subscription WHERE session_id = $1", id)
            .execute(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn revoke_sessions_of(&mut self, person: PersonId, at: Timestamp) -> Result<u64> {
        let person = person.uuid();
        let at = micros(at);
        let done = sqlx::query!(
            "UPDATE session SET revoked_at = $1 WHERE person_id = $2 AND revoked_at IS NULL",
            at,
            person,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        sqlx::query!("DELETE FROM subscription WHERE person_id = $1", person)
            .execute(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        Ok(done.rows_affected())
    }
}

impl PgUnit {
    async fn add_link(&mut self, token: KeyedHash, session: Uuid, at: i64) -> Result<()> {
        let token = token.0.as_slice();
        sqlx::query!(
            "INSERT INTO refresh_token (hash, session_id, issued_at)
             VALUES ($1, $2, $3)",
            token,
            session,
            at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }
}
