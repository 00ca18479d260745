//! Keyed hashes: HMAC-SHA-256 (RFC 2104), each use apart from every other.

use aws_lc_rs::hmac;

use super::Key;

/// What is hashed: a value of one kind never matches one of another. Part of the file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hashed {
    /// An e-mail address.
    Email,
    /// The secret of an invitation's link.
    InvitationLink,
    /// The typed code of an invitation.
    InvitationCode,
    /// A refresh token.
    Refresh,
    /// A bucket of counted tries.
    Tries,
    /// The address of a browser at its push service.
    Endpoint,
    /// The token of a receipt.
    Receipt,
    /// What makes a repeated effect the same.
    Effect,
    /// A viewer's rights.
    Epoch,
    /// A file as it was sent.
    File,
}

impl Hashed {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Email => b"email",
            Self::InvitationLink => b"invitation link",
            Self::InvitationCode => b"invitation code",
            Self::Refresh => b"refresh",
            Self::Tries => b"tries",
            Self::Endpoint => b"endpoint",
            Self::Receipt => b"receipt",
            Self::Effect => b"effect",
            Self::Epoch => b"epoch",
            Self::File => b"file",
        }
    }
}

/// Makes keyed hashes.
pub(crate) struct Digest(hmac::Key);

impl Digest {
    pub(crate) fn new(key: &Key) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key.as_slice()))
    }

    /// Hashes parts; each goes in with its length, so that no two lists of parts run together.
    pub(crate) fn of(&self, what: Hashed, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.0);
        for part in core::iter::once(what.label()).chain(parts.iter().copied()) {
            let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
            context.update(&length.to_be_bytes());
            context.update(part);
        }
        let mut hash = [0; 32];
        for (to, from) in hash.iter_mut().zip(context.sign().as_ref()) {
            *to = *from;
        }
        hash
    }
}
