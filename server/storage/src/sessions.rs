//! Logged-in devices. The cookie is a pointer; the truth is here, so that withdrawal works at once.

use async_trait::async_trait;
use domain::id::{PersonId, SessionId};
use jiff::Timestamp;

use crate::{KeyedHash, Result};

/// A session to add.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The new id.
    pub id: SessionId,
    /// Whose device it is.
    pub person: PersonId,
    /// When it began.
    pub created_at: Timestamp,
    /// Its last possible moment, however much it is used.
    pub expires_at: Timestamp,
    /// The first refresh token.
    pub refresh: KeyedHash,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The id.
    pub id: SessionId,
    /// Whose device it is.
    pub person: PersonId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last refreshed.
    pub last_used_at: Timestamp,
    /// Its last possible moment.
    pub expires_at: Timestamp,
    /// When it was ended before its time.
    pub revoked_at: Option<Timestamp>,
}

/// One link of a session's refresh chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshToken {
    /// Keyed hash of the token.
    pub hash: KeyedHash,
    /// The session that it belongs to.
    pub session: SessionId,
    /// When it was given.
    pub issued_at: Timestamp,
    /// When it was first used.
    pub consumed_at: Option<Timestamp>,
    /// Keyed hash of the token that took its place.
    pub successor: Option<KeyedHash>,
}

/// Keeps sessions.
#[async_trait]
pub trait SessionRepository {
    /// Adds a session with its first refresh token.
    async fn add_session(&mut self, session: &NewSession) -> Result<()>;
    /// Finds a session, also one that ended.
    async fn session(&mut self, id: SessionId) -> Result<Option<Session>>;
    /// Those of a person that nobody ended, the oldest first; the time of some may be over.
    async fn sessions_of(&mut self, person: PersonId) -> Result<Vec<Session>>;
    /// Finds a link of a chain. In a writing unit the row is locked until commit.
    async fn refresh_token(&mut self, hash: KeyedHash) -> Result<Option<RefreshToken>>;
    /// Uses a token: marks it consumed (first time only keeps its moment), sets its successor, adds the
    /// successor as a fresh link, and touches the session.
    async fn rotate_refresh(&mut self, old: KeyedHash, new: KeyedHash, at: Timestamp)
    -> Result<()>;
    /// Ends a session; its push subscriptions go with it (P-06). Ending twice changes nothing.
    async fn revoke_session(&mut self, id: SessionId, at: Timestamp) -> Result<()>;
    /// Ends every session of a person; answers how many.
    async fn revoke_sessions_of(&mut self, person: PersonId, at: Timestamp) -> Result<u64>;
}
