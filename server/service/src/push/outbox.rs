//! The outbox as the worker sees it: take what is due, send it, say what became of it.

#[cfg(test)]
mod unreadable;

use core::fmt;

use domain::id::{EffectId, SubscriptionId};
use domain::reminders::Verdict;
use jiff::{SignedDuration, Timestamp};
use storage::{EffectKind, LeasedEffect, Settled, StorageError, UnitOfWork};
use uuid::Uuid;

use super::announce::Waiting;
use crate::people::later;
use crate::reminders::Agendas;
use crate::vault::{Place, Purpose};
use crate::{Result, ServiceError, Stip};

/// Codes of failures that the outbox itself finds.
pub(super) const NO_PHONE: &str = "no_phone";
const GONE: &str = "gone";
/// Moved, cancelled or answered while it was tried again: nobody misses it.
pub(super) const WITHDRAWN: &str = "withdrawn";
pub(crate) const EXPIRED: &str = "expired";
pub(crate) const UNREADABLE: &str = "unreadable";

/// A message to send, opened. Its text is the neutral sentence of its kind, and is not kept.
#[derive(Clone)]
pub struct Message {
    /// The row.
    pub effect: EffectId,
    /// Proof that this worker holds it.
    pub lease: u64,
    /// Tries so far, this one included.
    pub attempts: u32,
    /// Useless after: the longest `TTL`.
    pub expires_at: Timestamp,
    /// Which sentence.
    pub kind: EffectKind,
    /// The thing that it is about; for the topic.
    pub subject: Uuid,
    /// The browser.
    pub subscription: SubscriptionId,
    /// Where its push service listens.
    pub endpoint: String,
    /// Its public key, as it gave it.
    pub p256dh: String,
    /// Its secret, as it gave it.
    pub auth: String,
    /// The single-use token for `shown` and `opened`.
    pub receipt: [u8; 16],
    /// Whether it may wake a phone that sleeps.
    pub wakes: bool,
}

/// Ids only: an endpoint is a capability.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Message({:?}, {:?}, try {})",
            self.effect, self.kind, self.attempts
        )
    }
}

/// Whether something is wrong with what one message says, not with the database.
pub(crate) fn is_of_this_row(error: &ServiceError) -> bool {
    matches!(
        error,
        ServiceError::Seal(_)
            | ServiceError::Shape(_)
            | ServiceError::Storage(StorageError::Inconsistent { .. })
    )
}

impl Stip {
    /// Takes up to `limit` messages that are due, for as long as `lease`; whoever does not settle in
    /// time loses them to another worker. What cannot be sent any more is settled here.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn lease_messages(&self, limit: u32, lease: SignedDuration) -> Result<Vec<Message>> {
        let now = self.clock.now();
        let mut unit = self.storage.begin().await?;
        let mut messages = Vec::new();
        let mut agendas = Agendas::default();
        self.address_reminders(unit.as_mut(), &mut agendas, limit, now)
            .await?;
        let leases = unit.lease_effects(now, later(now, lease), limit).await?;
        let mut settle = Vec::new();
        // One that cannot be read must not hold up all that come after it.
        for effect in leases.unreadable {
            tracing::error!(effect = %effect.id, error = %effect.why, "a message cannot be read");
            settle.push((
                effect.id,
                effect.lease,
                Settled::Failed(UNREADABLE.to_owned()),
            ));
        }
        for effect in leases.effects {
            let message = match self
                .message(unit.as_mut(), &mut agendas, &effect, now)
                .await
            {
                Err(error) if is_of_this_row(&error) => {
                    tracing::error!(effect = %effect.id, %error, "a message cannot be read");
                    Err(Settled::Failed(UNREADABLE.to_owned()))
                }
                message => message?,
            };
            match message {
                Ok(message) => messages.push(message),
                Err(settled) => settle.push((effect.id, effect.lease, settled)),
            }
        }
        for (effect, lease, settled) in settle {
            unit.settle_effect(effect, lease, &settled, now).await?;
        }
        unit.commit().await?;
        Ok(messages)
    }

    async fn message(
        &self,
        unit: &mut dyn UnitOfWork,
        agendas: &mut Agendas,
        effect: &LeasedEffect,
        now: Timestamp,
    ) -> Result<Result<Message, Settled>> {
        let failed = |code: &str| Ok(Err(Settled::Failed(code.to_owned())));
        let Some(subscription) = effect.subscription else {
            return failed(NO_PHONE);
        };
        if effect.expires_at <= now {
            return failed(EXPIRED);
        }
        let Some(browser) = self.browser(unit, subscription).await? else {
            return failed(GONE);
        };
        let cipher = self.vault.cipher(Purpose::Messages);
        let waiting: Waiting = cipher.open_json(&Place::Message(effect.id), &effect.payload)?;
        if let Some(reminder) = &waiting.reminder {
            // Between two tries people move and cancel.
            let whose = (effect.plan, effect.person);
            let asked = self.ask_reminder(agendas, whose, effect.subject, reminder, now);
            match asked.await? {
                Verdict::Send { .. } => {}
                Verdict::Wait(until) => return Ok(Err(Settled::Unsent(until))),
                Verdict::Late => return failed(EXPIRED),
                Verdict::Withdrawn => return failed(WITHDRAWN),
            }
        }
        Ok(Ok(Message {
            effect: effect.id,
            lease: effect.lease,
            attempts: effect.attempts,
            expires_at: effect.expires_at,
            kind: effect.kind,
            subject: effect.subject,
            subscription,
            endpoint: browser.endpoint,
            p256dh: browser.p256dh,
            auth: browser.auth,
            receipt: waiting.receipt,
            wakes: waiting.reminder.is_some_and(|reminder| reminder.wakes()),
        }))
    }

    /// Says what became of a try, and forgets a browser that its push service no longer knows. `false`
    /// when another worker holds the message by now: nothing was settled.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn settle(
        &self,
        effect: EffectId,
        lease: u64,
        settled: &Settled,
        remove_subscription: Option<SubscriptionId>,
    ) -> Result<bool> {
        let mut unit = self.storage.begin().await?;
        let held = unit
            .settle_effect(effect, lease, settled, self.clock.now())
            .await?;
        if let Some(subscription) = remove_subscription {
            unit.remove_subscription(subscription).await?;
        }
        unit.commit().await?;
        Ok(held)
    }

    /// When the worker has to look again; `None` while nothing waits.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn next_due(&self) -> Result<Option<Timestamp>> {
        Ok(self.storage.read().await?.next_due().await?)
    }
}
