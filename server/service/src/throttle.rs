//! Limits on tries (A-04, W-08). They stand in the database, so all instances share them, and each
//! runs out by itself: nobody is locked out for good.
//!
//! Windows are fixed pieces of time; around the edge of two windows up to twice the limit fits. That
//! costs nothing here: every limit is many orders of magnitude below what guessing would need.

use domain::id::PersonId;
use jiff::{SignedDuration, Timestamp};
use storage::{KeyedHash, UnitOfWork};

use crate::vault::Hashed;
use crate::{Result, ServiceError, Stip};

/// Where somebody comes from: an IPv4 address, or the first 64 bits of an IPv6 address, as text. Kept
/// as a keyed hash only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Network(pub String);

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bucket<'a> {
    /// Wrong codes from one network.
    CodeNetwork(&'a Network),
    /// Wrong codes that begin like one code: whoever saw half of it may not try the other half.
    CodeHalf(&'a str),
    /// Logins from one network.
    LoginNetwork(&'a Network),
    /// Logins with one address from one network.
    LoginHere(&'a KeyedHash, &'a Network),
    /// Logins with one address from anywhere.
    LoginAccount(&'a KeyedHash),
    /// Invitations by one coach.
    Invitations(PersonId),
}

impl Bucket<'_> {
    /// How many tries fit in how much time.
    const fn limit(self) -> (u32, SignedDuration) {
        match self {
            Self::CodeNetwork(_) => (10, SignedDuration::from_mins(10)),
            // As long as a typed code lives.
            Self::CodeHalf(_) => (10, SignedDuration::from_hours(24)),
            Self::LoginNetwork(_) => (50, SignedDuration::from_mins(15)),
            Self::LoginHere(..) => (10, SignedDuration::from_mins(15)),
            // Wide enough that a stranger elsewhere cannot easily keep a coach out.
            Self::LoginAccount(_) => (100, SignedDuration::from_mins(15)),
            Self::Invitations(_) => (60, SignedDuration::from_hours(1)),
        }
    }

    fn hash(self, stip: &Stip) -> KeyedHash {
        let parts: (&[u8], &[u8], &[u8]) = match &self {
            Self::CodeNetwork(network) => (b"code network", network.0.as_bytes(), &[]),
            Self::CodeHalf(half) => (b"code half", half.as_bytes(), &[]),
            Self::LoginNetwork(network) => (b"login network", network.0.as_bytes(), &[]),
            Self::LoginHere(email, network) => (b"login here", &email.0, network.0.as_bytes()),
            Self::LoginAccount(email) => (b"login account", &email.0, &[]),
            Self::Invitations(person) => {
                let uuid = person.uuid();
                return stip
                    .vault
                    .hash(Hashed::Tries, &[b"invitations", uuid.as_bytes()]);
            }
        };
        stip.vault.hash(Hashed::Tries, &[parts.0, parts.1, parts.2])
    }
}

/// Whether one more try is too many, and if so, for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tried {
    Fits,
    TooMany { retry_after: u32 },
}

impl Tried {
    /// The stricter of two.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fits, other) => other,
            (too_many, Self::Fits) => too_many,
            (Self::TooMany { retry_after: one }, Self::TooMany { retry_after: two }) => {
                Self::TooMany {
                    retry_after: one.max(two),
                }
            }
        }
    }

    pub(crate) fn check(self) -> Result<()> {
        match self {
            Self::Fits => Ok(()),
            Self::TooMany { retry_after } => Err(ServiceError::TooMany { retry_after }),
        }
    }
}

impl Stip {
    /// Counts one try. It stays counted when the unit is committed: commit also when refusing.
    pub(crate) async fn count_try(
        &self,
        unit: &mut dyn UnitOfWork,
        bucket: Bucket<'_>,
        now: Timestamp,
    ) -> Result<Tried> {
        let (most, length) = bucket.limit();
        let began = window(now, length);
        let count = unit.count_try(bucket.hash(self), began).await?;
        if count <= most {
            return Ok(Tried::Fits);
        }
        let ends = began.checked_add(length).unwrap_or(now);
        let left = ends.duration_since(now);
        // Whole seconds, rounded up: a second too early would be refused again.
        let seconds = left
            .as_secs()
            .saturating_add(i64::from(left.subsec_nanos() > 0))
            .max(1);
        Ok(Tried::TooMany {
            retry_after: u32::try_from(seconds).unwrap_or(u32::MAX),
        })
    }

    /// Forgets the tries in a bucket.
    pub(crate) async fn forget_tries(
        &self,
        unit: &mut dyn UnitOfWork,
        bucket: Bucket<'_>,
    ) -> Result<()> {
        Ok(unit.forget_tries(bucket.hash(self)).await?)
    }

    /// Clears away windows that are long over; for a job that runs now and then. Answers how many.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn purge_tries(&self) -> Result<u64> {
        let now = self.clock.now();
        let before = now
            .checked_sub(SignedDuration::from_hours(48))
            .unwrap_or(now);
        let mut unit = self.storage.begin().await?;
        let purged = unit.purge_tries(before).await?;
        unit.commit().await?;
        Ok(purged)
    }
}

/// When the window that holds this moment began.
fn window(now: Timestamp, length: SignedDuration) -> Timestamp {
    let length = length.as_secs().max(1);
    let second = now.as_second();
    let began = second.saturating_sub(second.rem_euclid(length));
    Timestamp::from_second(began).unwrap_or(now)
}
