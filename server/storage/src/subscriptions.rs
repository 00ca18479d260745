//! Browsers that want to be woken.

use async_trait::async_trait;
use domain::id::{PersonId, SessionId, SubscriptionId};
use jiff::Timestamp;

use crate::{KeyedHash, Result, Sealed};

/// One browser's push subscription (RFC 8030). It belongs to one session and dies with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// The session that it belongs to.
    pub session: SessionId,
    /// Whose browser it is.
    pub person: PersonId,
    /// Endpoint, `p256dh` and `auth`, sealed together.
    pub sealed: Sealed,
    /// Keyed hash of the endpoint; unique, so that one browser has one owner.
    pub endpoint: KeyedHash,
    /// When it was made or last confirmed.
    pub created_at: Timestamp,
}

/// Keeps push subscriptions.
#[async_trait]
pub trait SubscriptionRepository {
    /// Adds one; one with the same endpoint goes, whosever it was.
    async fn put_subscription(&mut self, subscription: &Subscription) -> Result<()>;
    /// Those of a person whose sessions still live.
    async fn subscriptions_of(
        &mut self,
        person: PersonId,
        at: Timestamp,
    ) -> Result<Vec<Subscription>>;
    /// Finds one.
    async fn subscription(&mut self, id: SubscriptionId) -> Result<Option<Subscription>>;
    /// Removes one; removing twice changes nothing.
    async fn remove_subscription(&mut self, id: SubscriptionId) -> Result<()>;
    /// Removes the one of a session with this endpoint.
    async fn remove_subscription_of(
        &mut self,
        session: SessionId,
        endpoint: KeyedHash,
    ) -> Result<()>;
}
