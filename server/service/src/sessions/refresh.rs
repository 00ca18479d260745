//! Refresh tokens: one use each, and a lost reply costs nobody their session.
//!
//! The successor of a token is an HMAC of it under a key of the house. So the same successor can be
//! given once more when the reply was lost, although the database holds only hashes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::ProblemCode;
use jiff::{SignedDuration, Timestamp};
use storage::{KeyedHash, RefreshToken, UnitOfWork};
use zeroize::Zeroizing;

use super::{Actor, Tokens, ends_at};
use crate::vault::{Hashed, Vault};
use crate::{Result, Stip};

/// How long a used token still answers with its successor.
const LOST_REPLY: SignedDuration = SignedDuration::from_secs(60);

/// A refresh token: 32 secret bytes, on the wire in base64url.
pub(super) struct RefreshSecret(Zeroizing<[u8; 32]>);

impl RefreshSecret {
    pub(super) fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        <[u8; 32]>::try_from(bytes.as_slice()).ok().map(Self::new)
    }

    pub(super) fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.as_slice())
    }

    pub(super) fn hash(&self, vault: &Vault) -> KeyedHash {
        vault.hash(Hashed::Refresh, &[self.0.as_slice()])
    }

    fn successor(&self, vault: &Vault) -> Self {
        Self(vault.successor(self.0.as_slice()))
    }
}

impl Stip {
    /// Takes a refresh token and gives the next one. A token that was used before gives the same next
    /// one again as long as that was never used and a minute has not passed: then the reply was lost.
    /// Otherwise somebody copied it, and the session ends.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::LoggedOut`] when the token is not known, or its session has ended or ends now.
    pub async fn refresh(&self, refresh: &str) -> Result<Tokens> {
        let secret = RefreshSecret::parse(refresh).ok_or(ProblemCode::LoggedOut)?;
        let now = self.clock.now();
        let old = secret.hash(&self.vault);
        let mut unit = self.storage.begin().await?;
        let link = unit
            .refresh_token(old)
            .await?
            .ok_or(ProblemCode::LoggedOut)?;
        let session = unit.session(link.session).await?;
        let expires = session.as_ref().map_or(now, |session| session.expires_at);
        let used = session.as_ref().map_or(now, |session| session.last_used_at);
        let actor = self.live(unit.as_mut(), session, now).await?;
        let next = secret.successor(&self.vault);
        let used = match link.consumed_at {
            None => {
                unit.rotate_refresh(old, next.hash(&self.vault), now)
                    .await?;
                now
            }
            Some(at) if self.was_lost(unit.as_mut(), &link, at, now).await? => used,
            Some(_) => {
                unit.revoke_session(link.session, now).await?;
                unit.commit().await?;
                tracing::warn!(
                    session = %link.session,
                    "a used refresh token came again: the session was ended"
                );
                return Err(ProblemCode::LoggedOut.into());
            }
        };
        unit.commit().await?;
        let Actor {
            person,
            session,
            kind,
            ..
        } = actor;
        self.tokens(
            person,
            session,
            kind,
            &next,
            now,
            ends_at(kind, used, expires),
        )
    }

    async fn was_lost(
        &self,
        unit: &mut dyn UnitOfWork,
        link: &RefreshToken,
        consumed_at: Timestamp,
        now: Timestamp,
    ) -> Result<bool> {
        let Some(successor) = link.successor else {
            return Ok(false);
        };
        let untouched = unit
            .refresh_token(successor)
            .await?
            .is_some_and(|next| next.consumed_at.is_none());
        Ok(untouched && now.duration_since(consumed_at) <= LOST_REPLY)
    }
}
