//! The worker: takes messages out of the outbox, sends them, says what became of each.
//!
//! | file | what |
//! |---|---|
//! | `compose` | from a row of the outbox to a message that can be sent |
//! | `attempt` | one try: send, judge the answer, settle |
//! | `hosts`, `gate` | one push service in trouble slows its own messages only |
//! | `removal` | when a browser that is gone is really forgotten |
//! | `patience` | how long until the next try |
//! | `tidy` | what nothing holds any more is cleaned away |
//!
//! A message is leased, sent, settled. A worker that dies leaves its leases to run out, and the
//! message is sent once more: the push topic and the notification's tag make the second one take the
//! place of the first. Several workers may run on one database.

mod attempt;
mod compose;
mod gate;
mod hosts;
mod patience;
mod removal;
mod tidy;

use core::pin::pin;
use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::{SignedDuration, Timestamp};
use service::{ServiceError, Stip};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use self::hosts::Hosts;
use self::tidy::Tidy;
use crate::push::{
    HostPolicy, Origin, OriginError, Sender, SenderError, Settings, Subject, TopicKey, Vapid,
    VapidError, VapidKey,
};

/// How long a message belongs to the worker that took it.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How late in its lease a message may still be begun: sending takes at most 10 s, settling some more.
const BEGIN_WITHIN: Duration = Duration::from_secs(40);
/// Messages taken in one transaction.
const BATCH: usize = 100;
/// Messages held at once: those being sent, and those waiting until their push service has room.
const HELD: usize = 256;
/// How long a message can wait at most when nobody tells that there is one: a retry that is due, a
/// lease that ran out, a write by another process.
const TICK: Duration = Duration::from_secs(1);
/// How long what is being sent may take at the end.
const DRAIN: Duration = Duration::from_secs(20);

/// Why the worker cannot start.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The service's origin is none.
    #[error(transparent)]
    Origin(#[from] OriginError),
    /// The stored key cannot sign.
    #[error(transparent)]
    Key(#[from] VapidError),
    /// The client for push services could not be built.
    #[error(transparent)]
    Sender(#[from] SenderError),
}

/// Sends what waits in the outbox.
pub struct Worker {
    stip: Arc<Stip>,
    sender: Sender,
    policy: HostPolicy,
    origin: Origin,
    topics: TopicKey,
    hosts: Hosts,
    closing: AtomicBool,
}

impl Worker {
    /// The worker of a running house, with the house's own push key. `subject` is how push services
    /// reach the operator.
    ///
    /// # Errors
    ///
    /// [`WorkerError`]: each is for the operator at the start.
    pub fn new(stip: Arc<Stip>, policy: HostPolicy, subject: Subject) -> Result<Self, WorkerError> {
        let vapid = Vapid::new(VapidKey::from_pkcs8(stip.vapid_key_pkcs8())?, subject);
        let random = Arc::clone(&stip);
        let settings = Settings::new(Arc::new(move |bytes| random.entropy().fill(bytes)));
        let sender = Sender::new(vapid, &policy, settings)?;
        Self::with_sender(stip, policy, sender)
    }

    /// As [`Self::new`], with a sender that was made elsewhere, under the same `policy`.
    ///
    /// # Errors
    ///
    /// [`WorkerError::Origin`].
    pub fn with_sender(
        stip: Arc<Stip>,
        policy: HostPolicy,
        sender: Sender,
    ) -> Result<Self, WorkerError> {
        Ok(Self {
            origin: stip.settings().origin.parse()?,
            topics: TopicKey::new(&stip.topic_key()),
            stip,
            sender,
            policy,
            hosts: Hosts::default(),
            closing: AtomicBool::new(false),
        })
    }

    /// Works until `shutdown`; then takes no more, gives back what it had not begun, and finishes what
    /// it is sending, for at most 20 s. Dropped before, it stops at once, and its leases run out.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send) {
        let worker = Arc::new(self);
        let mut shutdown = pin!(shutdown);
        let mut news = Some(worker.stip.storage().subscribe());
        let mut sending = JoinSet::new();
        let mut tidy = Tidy::default();
        loop {
            tidy.now_and_then(&worker.stip).await;
            while sending.try_join_next().is_some() {}
            let more = worker.take(&mut sending).await;
            let full = sending.len() >= HELD;
            tokio::select! {
                biased;
                () = &mut shutdown => break,
                () = core::future::ready(()), if more && !full => {}
                _ = sending.join_next(), if full => {}
                () = heard(&mut news), if !full => {}
                () = sleep(TICK) => {}
            }
        }
        worker.closing.store(true, Ordering::Relaxed);
        let rest = async { while sending.join_next().await.is_some() {} };
        if timeout(DRAIN, rest).await.is_err() {
            tracing::warn!("some messages were being sent at the end; they will be sent again");
        }
    }

    /// Takes what is due and begins to send it. `true` when more may be due.
    async fn take(self: &Arc<Self>, sending: &mut JoinSet<()>) -> bool {
        let room = HELD.saturating_sub(sending.len()).min(BATCH);
        let taken = match self.lease(room).await {
            Ok(taken) => taken,
            Err(error) => {
                tracing::error!(%error, "the outbox could not be read");
                return false;
            }
        };
        let count = taken.len();
        let begun = Instant::now();
        for message in taken {
            sending.spawn(Arc::clone(self).deliver(message, begun));
        }
        count > 0 && count == room
    }

    async fn lease(&self, room: usize) -> Result<Vec<service::Message>, ServiceError> {
        let limit = u32::try_from(room).unwrap_or(u32::MAX);
        // Looking is cheap, leasing takes the one writer of an embedded database.
        let due = self.stip.next_due().await?;
        if limit == 0 || due.is_none_or(|due| due > self.now()) {
            return Ok(Vec::new());
        }
        self.stip.lease_messages(limit, LEASE).await
    }

    fn now(&self) -> Timestamp {
        self.stip.clock().now()
    }

    /// Chance, from nothing to almost everything, in parts of 2³².
    fn chance(&self) -> u32 {
        let mut bytes = [0; 4];
        self.stip.entropy().fill(&mut bytes);
        u32::from_be_bytes(bytes)
    }
}

impl core::fmt::Debug for Worker {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Worker")
            .field("sender", &self.sender)
            .finish_non_exhaustive()
    }
}

/// Waits for a commit. Those that were missed, or came at the same time, are one reason to look.
async fn heard<T: Clone>(news: &mut Option<Receiver<T>>) {
    let Some(listening) = news else {
        return core::future::pending().await;
    };
    if let Err(RecvError::Closed) = listening.recv().await {
        *news = None;
        return;
    }
    while listening.try_recv().is_ok() {}
}
