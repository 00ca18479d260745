//! One try: send, judge the answer, settle.

use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use domain::id::SubscriptionId;
use jiff::Timestamp;
use service::Message;
use storage::Settled;
use tokio::time::{Instant, sleep};

use super::patience::{MOST_TRIES, later, part, wait};
use super::removal::NotFound;
use super::{BEGIN_WITHIN, Worker};
use crate::push::Outcome;

/// Codes that are kept with a message that will not arrive.
mod failure {
    /// Its push service does not know the browser any more; neither do we.
    pub(super) const GONE: &str = "gone";
    /// Its push service does not know the browser, or us: the browser is kept.
    pub(super) const NOT_FOUND: &str = "not_found";
    /// Too late to be of use.
    pub(super) const EXPIRED: &str = "expired";
    /// Tried often enough.
    pub(super) const TRIES: &str = "tries";
    /// Too large for its push service.
    pub(super) const TOO_LARGE: &str = "too_large";
    /// Its push service refused it.
    pub(super) const REFUSED: &str = "refused";
    /// It could not be built.
    pub(super) const UNBUILDABLE: &str = "unbuildable";
}

/// What held up at a shut gate comes back within this time after it, not all in one moment.
const SPREAD: Duration = Duration::from_secs(2);
/// When the database does not take a result: until the next tries to tell it.
const SETTLE_AGAIN: [Duration; 3] = [
    Duration::from_millis(200),
    Duration::from_secs(1),
    Duration::from_secs(4),
];

/// What to write down about a try.
struct Verdict {
    settled: Settled,
    forget: Option<SubscriptionId>,
}

impl From<Settled> for Verdict {
    fn from(settled: Settled) -> Self {
        Self {
            settled,
            forget: None,
        }
    }
}

fn failed(code: &str) -> Verdict {
    Settled::Failed(code.to_owned()).into()
}

impl Worker {
    /// Does everything about one message that was taken at `taken`.
    pub(super) async fn deliver(self: Arc<Self>, message: Message, taken: Instant) {
        let verdict = self.attempt(&message, taken).await;
        self.settle(&message, &verdict).await;
    }

    async fn attempt(&self, message: &Message, taken: Instant) -> Verdict {
        let composed = match self.compose(message, self.now()) {
            Ok(composed) => composed,
            Err(code) => {
                tracing::warn!(effect = %message.effect, code, "a message cannot be sent");
                return failed(code);
            }
        };
        let host = self.hosts.of(composed.endpoint.audience(), self.now());
        let _room = host.room().await;
        let now = self.now();
        if message.expires_at <= now {
            return failed(failure::EXPIRED);
        }
        // Given back unused: whoever takes it next has a whole lease.
        if self.closing.load(Ordering::Relaxed) || taken.elapsed() > BEGIN_WITHIN {
            return Settled::Unsent(now).into();
        }
        if let Err(until) = host.pass(now) {
            let until = later(until, part(SPREAD, self.chance()));
            return unless_late(message, until, Settled::Unsent).into();
        }
        let begun = Instant::now();
        let outcome = self.sender.send(&composed, now).await;
        let now = self.now();
        let not_found = host.answered(&outcome, begun.elapsed(), now);
        if not_found == Some(NotFound::NewlyDoubtful) {
            tracing::error!(
                host = composed.endpoint.host(),
                "most phones are not found: is the push key another than theirs? None is forgotten"
            );
        }
        self.judge(message, &outcome, not_found, now)
    }

    fn judge(
        &self,
        message: &Message,
        outcome: &Outcome,
        not_found: Option<NotFound>,
        now: Timestamp,
    ) -> Verdict {
        match outcome {
            Outcome::Accepted => Settled::Sent.into(),
            Outcome::Gone { .. } if not_found.is_some_and(|found| found != NotFound::Gone) => {
                failed(failure::NOT_FOUND)
            }
            Outcome::Gone { .. } => Verdict {
                forget: Some(message.subscription),
                ..failed(failure::GONE)
            },
            Outcome::Retry { .. } if message.attempts >= MOST_TRIES => {
                tracing::error!(effect = %message.effect, "a message was given up");
                failed(failure::TRIES)
            }
            Outcome::Retry { after, .. } => {
                let wait = wait(message.attempts, *after, self.chance());
                unless_late(message, later(now, wait), Settled::Retry).into()
            }
            Outcome::TooLarge => failed(failure::TOO_LARGE),
            Outcome::OurFault { .. } => failed(failure::REFUSED),
            Outcome::Unbuildable(_) => failed(failure::UNBUILDABLE),
        }
    }

    async fn settle(&self, message: &Message, verdict: &Verdict) {
        let mut again = SETTLE_AGAIN.into_iter();
        loop {
            let settling = self.stip.settle(
                message.effect,
                message.lease,
                &verdict.settled,
                verdict.forget,
            );
            match (settling.await, again.next()) {
                (Ok(true), _) => return,
                (Ok(false), _) => {
                    tracing::debug!(effect = %message.effect, "another worker holds it by now");
                    return;
                }
                (Err(error), Some(pause)) => {
                    tracing::warn!(effect = %message.effect, %error, "a result was not written yet");
                    sleep(pause).await;
                }
                (Err(error), None) => {
                    tracing::error!(effect = %message.effect, %error, "a result was not written");
                    return;
                }
            }
        }
    }
}

/// The next try at this moment, or none when the message would be useless by then.
fn unless_late(message: &Message, at: Timestamp, next: fn(Timestamp) -> Settled) -> Settled {
    if at < message.expires_at {
        next(at)
    } else {
        Settled::Failed(failure::EXPIRED.to_owned())
    }
}
