//! Sealing: XChaCha20-Poly1305 with a random nonce, bound to the place where the blob stands.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::id::{
    ChangeId, ConsentId, EffectId, FileId, InvitationId, PersonId, PlanId, SubscriptionId,
};
use domain::journal::Seq;
use serde::Serialize;
use serde::de::DeserializeOwned;
use storage::Sealed;
use zeroize::Zeroizing;

use super::Key;
use crate::Entropy;
use crate::entropy::array;

/// First byte of every blob: which way it was sealed.
const FORMAT: u8 = 1;
/// Random nonces of 24 bytes never meet (draft-irtf-cfrg-xchacha, section 3.1).
const NONCE: usize = 24;

/// Why something could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It does not open: another key, another place, or other bytes than were sealed.
    #[error("something sealed does not open with this key at this place")]
    Unreadable,
    /// It opened, but does not have its shape.
    #[error("something sealed does not have its shape")]
    Shape,
    /// It is too large to seal.
    #[error("something is too large to seal")]
    TooLarge,
}

/// Where a blob stands. Goes into the seal: the same blob at another place does not open. Part of the
/// file format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    PlanKey(PlanId),
    Entry(PlanId, ChangeId),
    Snapshot(PlanId, Seq),
    Card(PlanId, Seq),
    File(PlanId, FileId),
    YouthName(PlanId),
    Name(PersonId),
    Offer(PlanId, InvitationId),
    ReaderName(PlanId, ConsentId),
    Contact(PersonId),
    Secret(&'static str, u32),
    Message(EffectId),
    Browser(SubscriptionId),
}

impl Place {
    fn bytes(&self) -> Vec<u8> {
        let (label, id) = match self {
            Self::PlanKey(plan) => ("plan key", plan.uuid()),
            Self::Entry(plan, _) => ("entry", plan.uuid()),
            Self::Snapshot(plan, _) => ("snapshot", plan.uuid()),
            Self::Card(plan, _) => ("card", plan.uuid()),
            Self::File(plan, _) => ("file", plan.uuid()),
            Self::YouthName(plan) => ("youth name", plan.uuid()),
            Self::Name(person) => ("name", person.uuid()),
            Self::Offer(plan, _) => ("offer", plan.uuid()),
            Self::ReaderName(plan, _) => ("reader name", plan.uuid()),
            Self::Contact(person) => ("contact", person.uuid()),
            Self::Secret(name, _) => (*name, uuid::Uuid::nil()),
            Self::Message(effect) => ("message", effect.uuid()),
            Self::Browser(subscription) => ("browser", subscription.uuid()),
        };
        let within = match self {
            Self::Entry(_, change) => change.uuid().as_u128(),
            Self::Offer(_, invitation) => invitation.uuid().as_u128(),
            Self::ReaderName(_, consent) => consent.uuid().as_u128(),
            Self::File(_, file) => file.uuid().as_u128(),
            Self::Snapshot(_, seq) | Self::Card(_, seq) => u128::from(seq.0),
            Self::Secret(_, number) => u128::from(*number),
            _ => 0,
        };
        // Fixed lengths behind a label that ends with a zero byte: no two places read the same.
        let mut bytes = Vec::with_capacity(64);
        bytes.extend_from_slice(b"stip v1 ");
        bytes.extend_from_slice(label.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(id.as_bytes());
        bytes.extend_from_slice(&within.to_be_bytes());
        bytes
    }
}

/// Seals and opens with one key.
pub(crate) struct Cipher(XChaCha20Poly1305);

impl Cipher {
    pub(super) fn new(key: &Key) -> Self {
        let bytes: &[u8; 32] = key;
        Self(XChaCha20Poly1305::new(bytes.into()))
    }

    /// Seals bytes at a place.
    pub(crate) fn seal(
        &self,
        place: &Place,
        plain: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Sealed, SealError> {
        let nonce: [u8; NONCE] = array(entropy);
        let payload = Payload {
            msg: plain,
            aad: &place.bytes(),
        };
        let cipher = self
            .0
            .encrypt(&XNonce::from(nonce), payload)
            .ok()
            .ok_or(SealError::TooLarge)?;
        let mut blob = Vec::with_capacity(cipher.len().saturating_add(NONCE).saturating_add(1));
        blob.push(FORMAT);
        blob.extend_from_slice(&nonce);
        blob.extend_from_slice(&cipher);
        Ok(Sealed(blob))
    }

    /// Opens what was sealed at this place.
    pub(crate) fn open(
        &self,
        place: &Place,
        sealed: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (format, rest) = sealed.0.split_first().ok_or(SealError::Unreadable)?;
        let (nonce, cipher) = rest
            .split_first_chunk::<NONCE>()
            .ok_or(SealError::Unreadable)?;
        if *format != FORMAT {
            return Err(SealError::Unreadable);
        }
        let payload = Payload {
            msg: cipher,
            aad: &place.bytes(),
        };
        self.0
            .decrypt(&XNonce::from(*nonce), payload)
            .map(Zeroizing::new)
            .ok()
            .ok_or(SealError::Unreadable)
    }

    /// Seals a value as JSON.
    pub(crate) fn seal_json<T: Serialize>(
        &self,
        place: &Place,
        value: &T,
        entropy: &dyn Entropy,
    ) -> Result<Sealed, SealError> {
        let json = serde_json::to_vec(value)
            .map(Zeroizing::new)
            .ok()
            .ok_or(SealError::Shape)?;
        self.seal(place, &json, entropy)
    }

    /// Opens a value that was sealed as JSON.
    pub(crate) fn open_json<T: DeserializeOwned>(
        &self,
        place: &Place,
        sealed: &Sealed,
    ) -> Result<T, SealError> {
        let json = self.open(place, sealed)?;
        serde_json::from_slice(&json).ok().ok_or(SealError::Shape)
    }

    /// Opens a text.
    pub(crate) fn open_text(&self, place: &Place, sealed: &Sealed) -> Result<String, SealError> {
        let bytes = self.open(place, sealed)?;
        core::str::from_utf8(&bytes)
            .map(str::to_owned)
            .ok()
            .ok_or(SealError::Shape)
    }
}

impl core::fmt::Debug for Cipher {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Cipher(..)")
    }
}
