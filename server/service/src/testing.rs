//! A clock that stands still, chance that repeats itself, and things that phones send, for tests.

mod samples;

use std::sync::{Mutex, MutexGuard, PoisonError};

use aws_lc_rs::digest::{SHA256, digest};
use jiff::{SignedDuration, Timestamp};

pub use samples::{mp4_note, webm_note};

use crate::{Clock, Entropy};

/// A clock that a test sets.
#[derive(Debug)]
pub struct TestClock(Mutex<Timestamp>);

impl TestClock {
    /// Stands still at this moment.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Goes on by so much; back, if it is negative.
    pub fn advance(&self, by: SignedDuration) {
        let mut now = lock(&self.0);
        *now = now.checked_add(by).unwrap_or(*now);
    }

    /// Stands still at another moment.
    pub fn set(&self, now: Timestamp) {
        *lock(&self.0) = now;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *lock(&self.0)
    }
}

/// Bytes that look random and are the same in every run: SHA-256 over a seed and a counter. For tests
/// only: whoever knows the seed knows every key.
#[derive(Debug)]
pub struct TestEntropy(Mutex<(u64, u64)>);

impl TestEntropy {
    /// Starts from this seed.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Mutex::new((seed, 0)))
    }
}

impl Entropy for TestEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = lock(&self.0);
        for chunk in bytes.chunks_mut(32) {
            let (seed, count) = *state;
            *state = (seed, count.wrapping_add(1));
            let mut block = [0; 16];
            for (to, from) in block
                .iter_mut()
                .zip(seed.to_be_bytes().into_iter().chain(count.to_be_bytes()))
            {
                *to = from;
            }
            for (to, from) in chunk.iter_mut().zip(digest(&SHA256, &block).as_ref()) {
                *to = *from;
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
