//! What the worker knows of each push service.

use core::time::Duration;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::gate::Gate;
use super::removal::{NotFound, Removal};
use crate::push::Outcome;

/// Messages on their way to one push service at once: none may take all that the worker has.
const AT_ONCE: usize = 32;
/// An answer that takes longer is a sign of trouble, whatever it says.
const SLOW: Duration = Duration::from_secs(5);
/// Suffixes on the host list let strangers invent hosts: beyond this many, those in peace are
/// forgotten.
const MOST_HOSTS: usize = 256;

/// Every push service that was written to lately, by scheme, host and port.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<HashMap<String, Arc<Host>>>);

/// One push service.
#[derive(Debug)]
pub(super) struct Host {
    slots: Semaphore,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    gate: Gate,
    removal: Removal,
}

impl Hosts {
    /// The one of this audience.
    pub(super) fn of(&self, audience: String, now: Timestamp) -> Arc<Host> {
        let mut hosts = lock(&self.0);
        if hosts.len() >= MOST_HOSTS && !hosts.contains_key(&audience) {
            hosts.retain(|_, host| {
                Arc::strong_count(host) > 1 || !lock(&host.state).gate.is_open(now)
            });
        }
        Arc::clone(
            hosts
                .entry(audience)
                .or_insert_with(|| Arc::new(Host::new())),
        )
    }
}

impl Host {
    fn new() -> Self {
        Self {
            slots: Semaphore::new(AT_ONCE),
            state: Mutex::default(),
        }
    }

    /// Waits until there is room. `None` never comes: nobody closes the slots.
    pub(super) async fn room(&self) -> Option<SemaphorePermit<'_>> {
        self.slots.acquire().await.ok()
    }

    /// Lets a message through, or says when to come back.
    pub(super) fn pass(&self, now: Timestamp) -> Result<(), Timestamp> {
        lock(&self.state).gate.pass(now)
    }

    /// Takes note of an answer; says what it means if it was a 404.
    pub(super) fn answered(
        &self,
        outcome: &Outcome,
        took: Duration,
        now: Timestamp,
    ) -> Option<NotFound> {
        let mut state = lock(&self.state);
        match outcome {
            Outcome::Unbuildable(_) => return None,
            Outcome::Retry { after, .. } => state.gate.busy(now, *after),
            _ if took > SLOW => state.gate.busy(now, None),
            Outcome::Accepted
            | Outcome::Gone { .. }
            | Outcome::TooLarge
            | Outcome::OurFault { .. } => state.gate.well(),
        }
        if *outcome == (Outcome::Gone { status: 404 }) {
            return Some(state.removal.not_found(now));
        }
        state.removal.found(now);
        None
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + seconds).unwrap()
    }

    #[test]
    fn trouble_of_one_host_is_no_trouble_of_another() {
        let hosts = Hosts::default();
        let (one, other) = (
            hosts.of("https://a".into(), at(0)),
            hosts.of("https://b".into(), at(0)),
        );
        for _ in 0..3 {
            one.answered(&Outcome::Accepted, SLOW * 2, at(0));
        }
        assert_eq!(one.pass(at(0)), Err(at(5)));
        assert_eq!(hosts.of("https://a".into(), at(0)).pass(at(0)), Err(at(5)));
        assert_eq!(other.pass(at(0)), Ok(()));
    }

    #[test]
    fn invented_hosts_do_not_pile_up_and_trouble_is_remembered() {
        let hosts = Hosts::default();
        let troubled = hosts.of("https://troubled".into(), at(0));
        for _ in 0..3 {
            troubled.answered(&Outcome::Accepted, SLOW * 2, at(0));
        }
        drop(troubled);
        for number in 0..5_000 {
            hosts.of(format!("https://{number}"), at(1));
        }
        assert!(lock(&hosts.0).len() <= MOST_HOSTS);
        assert_eq!(
            hosts.of("https://troubled".into(), at(2)).pass(at(2)),
            Err(at(5))
        );
    }
}
