//! The keys of one browser's subscription: whom a message is encrypted for.

use core::fmt;

use aws_lc_rs::{
    agreement::{ECDH_P256, ParsedPublicKey, UnparsedPublicKey},
    error::KeyRejected,
};
use base64::{
    DecodeError, Engine as _,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

/// Length in bytes of an uncompressed P-256 point.
pub(super) const POINT_BYTES: usize = 65;
const AUTH_BYTES: usize = 16;
const UNCOMPRESSED: u8 = 4;

/// Some browsers pad, the standard does not.
const BASE64URL: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The public key and secret that `PushSubscription.toJSON()` gives as `keys` (RFC 8291, section 2).
#[derive(Clone)]
pub struct Recipient {
    key: ParsedPublicKey,
    auth: [u8; AUTH_BYTES],
}

/// Why the keys of a subscription were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipientError {
    /// `p256dh` or `auth` is not base64url.
    #[error("the subscription's keys are not base64url")]
    Encoding,
    /// `p256dh` is not an uncompressed point on the curve P-256.
    #[error("p256dh is not an uncompressed point on P-256")]
    Key,
    /// `auth` is not 16 bytes.
    #[error("auth is not 16 bytes long")]
    Auth,
}

impl From<DecodeError> for RecipientError {
    fn from(_: DecodeError) -> Self {
        Self::Encoding
    }
}

impl From<KeyRejected> for RecipientError {
    fn from(_: KeyRejected) -> Self {
        Self::Key
    }
}

impl Recipient {
    /// Reads both keys as the browser gives them, in base64url, and checks the point.
    ///
    /// # Errors
    /// One [`RecipientError`] per thing that can be wrong.
    pub fn parse(p256dh: &str, auth: &str) -> Result<Self, RecipientError> {
        let point = BASE64URL.decode(p256dh)?;
        if point.len() != POINT_BYTES || point.first() != Some(&UNCOMPRESSED) {
            return Err(RecipientError::Key);
        }
        let auth = BASE64URL.decode(auth)?;
        let auth = <[u8; AUTH_BYTES]>::try_from(auth).or(Err(RecipientError::Auth))?;
        let key = ParsedPublicKey::try_from(UnparsedPublicKey::new(&ECDH_P256, point))?;
        Ok(Self { key, auth })
    }

    pub(super) fn key(&self) -> &ParsedPublicKey {
        &self.key
    }

    pub(super) fn point(&self) -> &[u8] {
        self.key.as_ref()
    }

    pub(super) fn auth(&self) -> &[u8; AUTH_BYTES] {
        &self.auth
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recipient(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    #[test]
    fn keys_with_and_without_padding_are_taken() {
        assert!(Recipient::parse(KEY, AUTH).is_ok());
        assert!(Recipient::parse(&format!("{KEY}="), &format!("{AUTH}==")).is_ok());
    }

    #[test]
    fn bad_keys_are_refused_each_for_its_reason() {
        let off_curve = KEY.replace("iw4", "iw8");
        let compressed = format!("Ag{}", &KEY[2..]);
        for (key, auth, expected) in [
            ("", AUTH, RecipientError::Key),
            ("BCVx", AUTH, RecipientError::Key),
            (off_curve.as_str(), AUTH, RecipientError::Key),
            (compressed.as_str(), AUTH, RecipientError::Key),
            ("B+Vx", AUTH, RecipientError::Encoding),
            (KEY, "", RecipientError::Auth),
            (KEY, "BTBZMqHH6r4Tts7J_aSI", RecipientError::Auth),
            (KEY, "BTBZMqHH6r4Tts7J_aSIgg!", RecipientError::Encoding),
        ] {
            assert_eq!(
                Recipient::parse(key, auth).unwrap_err(),
                expected,
                "{key} {auth}"
            );
        }
    }
}
