//! Keys, and everything that is sealed with them.
//!
//! One master key of 32 bytes stands in a file of its own. From it come, by HKDF-SHA-256 (RFC 5869)
//! with one label per [`Purpose`], the keys that seal names, plan keys, secrets and messages, and the
//! keys of the keyed hashes. Every plan has a data key of its own, random, wrapped by the master key:
//! destroying the wrapped key erases the plan.
//!
//! What is sealed is bound to its place ([`Place`]): a blob that is moved to another row, plan or
//! column does not open. Opening is cheap (some microseconds), so nothing is cached.

mod hash;
mod master;
mod seal;

use aws_lc_rs::hkdf;
use domain::id::PlanId;
use storage::{KeyedHash, Sealed};
use zeroize::Zeroizing;

pub(crate) use hash::{Digest, Hashed};
pub use master::{KeyError, MasterKey};
pub use seal::SealError;
pub(crate) use seal::{Cipher, Place};

use crate::Entropy;
use crate::entropy::array;

/// What a key made from the master key is for. The labels are part of the file format: never change
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Wraps the data keys of plans.
    PlanKeys,
    /// Seals the names of staff and parents.
    Names,
    /// Seals the house's own secrets.
    Secrets,
    /// Seals messages in the outbox and addresses of browsers.
    Messages,
    /// The key of keyed hashes.
    Hashes,
    /// Makes the next refresh token out of the one before.
    Succession,
    /// Makes push topics.
    Topics,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::PlanKeys => b"stip v1 plan keys",
            Self::Names => b"stip v1 names",
            Self::Secrets => b"stip v1 secrets",
            Self::Messages => b"stip v1 messages",
            Self::Hashes => b"stip v1 hashes",
            Self::Succession => b"stip v1 succession",
            Self::Topics => b"stip v1 topics",
        }
    }
}

/// Thirty-two secret bytes that are wiped when they are let go.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// Holds the master key and makes every other key from it.
pub(crate) struct Vault {
    root: hkdf::Prk,
}

impl Vault {
    pub(crate) fn new(master: &MasterKey) -> Self {
        // The master key is uniformly random already, so a salt would add nothing (RFC 5869, 3.1).
        Self {
            root: hkdf::Salt::new(hkdf::HKDF_SHA256, &[]).extract(master.bytes()),
        }
    }

    /// The key for one purpose.
    pub(crate) fn key(&self, purpose: Purpose) -> Key {
        let mut key = Zeroizing::new([0; 32]);
        // 32 bytes are one block of HKDF-SHA-256: neither call can refuse that length. Should one do
        // so nevertheless, the sealed key check at start refuses the all-zero key.
        let filled = self
            .root
            .expand(&[purpose.label()], hkdf::HKDF_SHA256)
            .and_then(|output| output.fill(key.as_mut_slice()));
        debug_assert!(filled.is_ok(), "HKDF gives 32 bytes");
        key
    }

    /// What seals with the key for one purpose.
    pub(crate) fn cipher(&self, purpose: Purpose) -> Cipher {
        Cipher::new(&self.key(purpose))
    }

    /// A data key for a new plan, and the same wrapped.
    pub(crate) fn new_plan_key(
        &self,
        plan: PlanId,
        entropy: &dyn Entropy,
    ) -> Result<(Cipher, Sealed), SealError> {
        let key: Key = Zeroizing::new(array(entropy));
        let place = Place::PlanKey(plan);
        let wrapped = self
            .cipher(Purpose::PlanKeys)
            .seal(&place, key.as_slice(), entropy)?;
        Ok((Cipher::new(&key), wrapped))
    }

    /// Unwraps a plan's data key.
    pub(crate) fn plan_key(&self, plan: PlanId, wrapped: &Sealed) -> Result<Cipher, SealError> {
        let place = Place::PlanKey(plan);
        let bytes = self.cipher(Purpose::PlanKeys).open(&place, wrapped)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice())
            .ok()
            .ok_or(SealError::Unreadable)?;
        Ok(Cipher::new(&Zeroizing::new(key)))
    }

    /// A keyed hash: good for a look-up, useless to a thief of the database.
    pub(crate) fn hash(&self, what: Hashed, parts: &[&[u8]]) -> KeyedHash {
        KeyedHash(Digest::new(&self.key(Purpose::Hashes)).of(what, parts))
    }

    /// The refresh token that follows this one, always the same: a lost reply can be given again,
    /// though the database holds only hashes.
    pub(crate) fn successor(&self, token: &[u8]) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(Digest::new(&self.key(Purpose::Succession)).of(Hashed::Refresh, &[token]))
    }
}

impl core::fmt::Debug for Vault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Vault(..)")
    }
}
