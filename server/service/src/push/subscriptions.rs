//! Browsers that want to be woken.

use contract::{ProblemCode, SubscriptionRequest};
use domain::id::SubscriptionId;
use serde::{Deserialize, Serialize};
use storage::{Subscription, UnitOfWork};

use crate::entropy::randomness;
use crate::people::wrong;
use crate::sessions::Actor;
use crate::vault::{Hashed, Place, Purpose};
use crate::{Result, Stip};
use storage::KeyedHash;

/// Whether messages may be sent to a browser (P-01): an address on the list, keys that are keys.
pub trait EndpointRule: Send + Sync + 'static {
    /// Judges `endpoint`, `p256dh` and `auth` as the browser gave them.
    fn accepts(&self, endpoint: &str, p256dh: &str, auth: &str) -> bool;
}

/// Where and how one browser is reached; kept sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Browser {
    pub(super) endpoint: String,
    pub(super) p256dh: String,
    pub(super) auth: String,
}

impl Stip {
    /// Wakes this browser from now on. The same request again changes nothing; another address for the
    /// same session takes the place of the one before; an address that another session used is now
    /// this session's only.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::Invalid`] for `endpoint` when no message may be sent there.
    pub async fn subscribe(&self, actor: &Actor, request: &SubscriptionRequest) -> Result<()> {
        let browser = Browser {
            endpoint: request.endpoint.clone(),
            p256dh: request.keys.p256dh.clone(),
            auth: request.keys.auth.clone(),
        };
        if !self
            .endpoints
            .accepts(&browser.endpoint, &browser.p256dh, &browser.auth)
        {
            return Err(wrong("endpoint", "unknown"));
        }
        let now = self.clock.now();
        let endpoint = self.endpoint_hash(&browser.endpoint);
        let mut unit = self.storage.begin().await?;
        if unit
            .session(actor.session)
            .await?
            .is_none_or(|s| s.revoked_at.is_some())
        {
            return Err(ProblemCode::LoggedOut.into());
        }
        let of_session: Vec<Subscription> = unit
            .subscriptions_of(actor.person, now)
            .await?
            .into_iter()
            .filter(|known| known.session == actor.session)
            .collect();
        for known in &of_session {
            if known.endpoint == endpoint && self.open_browser(known)? == browser {
                // What waits in the outbox for it must not lose its address.
                return Ok(());
            }
        }
        for known in of_session {
            unit.remove_subscription(known.id).await?;
        }
        let id = SubscriptionId::mint(now, randomness(self.entropy()));
        let cipher = self.vault.cipher(Purpose::Messages);
        let sealed = cipher.seal_json(&Place::Browser(id), &browser, self.entropy())?;
        unit.put_subscription(&Subscription {
            id,
            session: actor.session,
            person: actor.person,
            sealed,
            endpoint,
            created_at: now,
        })
        .await?;
        Ok(unit.commit().await?)
    }

    /// Leaves this browser alone from now on.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn unsubscribe(&self, actor: &Actor, endpoint: &str) -> Result<()> {
        let endpoint = self.endpoint_hash(endpoint);
        let mut unit = self.storage.begin().await?;
        unit.remove_subscription_of(actor.session, endpoint).await?;
        Ok(unit.commit().await?)
    }

    fn endpoint_hash(&self, endpoint: &str) -> KeyedHash {
        self.vault.hash(Hashed::Endpoint, &[endpoint.as_bytes()])
    }

    pub(super) fn open_browser(&self, subscription: &Subscription) -> Result<Browser> {
        let cipher = self.vault.cipher(Purpose::Messages);
        Ok(cipher.open_json(&Place::Browser(subscription.id), &subscription.sealed)?)
    }

    /// Where a subscription goes; `None` when it is gone.
    pub(super) async fn browser(
        &self,
        unit: &mut dyn UnitOfWork,
        id: SubscriptionId,
    ) -> Result<Option<Browser>> {
        let subscription = unit.subscription(id).await?;
        subscription
            .map(|subscription| self.open_browser(&subscription))
            .transpose()
    }
}
