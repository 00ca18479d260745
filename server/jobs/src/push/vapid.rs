//! Who we are to a push service: a token signed with ES256, one per service, kept for hours (RFC 8292).

use core::fmt;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::HeaderValue;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};

use super::subject::Subject;

/// How long a token says it is good for. Services take at most 24 hours; half leaves room for clocks
/// that are wrong.
pub const LIFETIME: SignedDuration = SignedDuration::from_hours(12);
/// A token with no more than this left is replaced.
pub const RENEW_BEFORE: SignedDuration = SignedDuration::from_hours(1);
/// Suffixes on the host list let strangers invent audiences: beyond this many, the cache starts anew.
const MOST_TOKENS: usize = 256;

/// What can go wrong with a key or a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VapidError {
    /// The stored key is not a P-256 private key in PKCS#8.
    #[error("the stored push key is not a P-256 key in PKCS#8")]
    Key,
    /// The system gave no randomness for a new key.
    #[error("a push key could not be made")]
    Generate,
    /// The library refused to sign, or the token does not fit in a header.
    #[error("a push token could not be signed")]
    Sign,
}

/// The key pair under which browsers subscribe. Changing it ends every subscription.
pub struct VapidKey {
    signing: EncodingKey,
    public: String,
}

impl VapidKey {
    /// Makes a new key pair, in PKCS#8, to be sealed and stored by the caller.
    ///
    /// # Errors
    /// [`VapidError::Generate`] when the system gives no randomness.
    pub fn generate_pkcs8() -> Result<Vec<u8>, VapidError> {
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map(|document| document.as_ref().to_vec())
            .or(Err(VapidError::Generate))
    }

    /// Takes a key pair that was made before.
    ///
    /// # Errors
    /// [`VapidError::Key`] when the bytes are not a P-256 key in PKCS#8.
    pub fn from_pkcs8(bytes: &[u8]) -> Result<Self, VapidError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, bytes)
            .or(Err(VapidError::Key))?;
        Ok(Self {
            signing: EncodingKey::from_ec_der(bytes),
            public: URL_SAFE_NO_PAD.encode(pair.public_key().as_ref()),
        })
    }

    /// The public key for `pushManager.subscribe({applicationServerKey})`: the uncompressed point, in
    /// base64url without padding. It also names the key where subscriptions are stored.
    #[must_use]
    pub fn application_server_key(&self) -> &str {
        &self.public
    }
}

impl fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VapidKey({})", self.public)
    }
}

#[derive(serde::Serialize)]
struct Claims<'a> {
    aud: &'a str,
    exp: i64,
    sub: &'a str,
}

struct Token {
    expires: Timestamp,
    header: HeaderValue,
}

/// Signs tokens, and keeps one per push service until it is nearly over.
pub struct Vapid {
    key: VapidKey,
    subject: Subject,
    tokens: Mutex<HashMap<String, Token>>,
}

impl Vapid {
    /// One key pair and the contact that goes with it.
    #[must_use]
    pub fn new(key: VapidKey, subject: Subject) -> Self {
        Self {
            key,
            subject,
            tokens: Mutex::default(),
        }
    }

    /// The key pair.
    #[must_use]
    pub fn key(&self) -> &VapidKey {
        &self.key
    }

    /// The value of `Authorization` for `audience` (see
    /// [`Endpoint::audience`](super::Endpoint::audience)), kept or newly signed.
    ///
    /// # Errors
    /// [`VapidError::Sign`].
    pub fn authorization(&self, audience: &str, now: Timestamp) -> Result<HeaderValue, VapidError> {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(token) = tokens.get(audience).filter(|token| token.is_fresh(now)) {
            return Ok(token.header.clone());
        }
        let expires = now.checked_add(LIFETIME).or(Err(VapidError::Sign))?;
        let header = self.sign(audience, expires)?;
        tokens.retain(|_, token| token.is_fresh(now));
        if tokens.len() >= MOST_TOKENS {
            tokens.clear();
        }
        tokens.insert(
            audience.to_owned(),
            Token {
                expires,
                header: header.clone(),
            },
        );
        Ok(header)
    }

    fn sign(&self, audience: &str, expires: Timestamp) -> Result<HeaderValue, VapidError> {
        let claims = Claims {
            aud: audience,
            exp: expires.as_second(),
            sub: self.subject.as_str(),
        };
        let token =
            jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &self.key.signing)
                .or(Err(VapidError::Sign))?;
        let mut header = HeaderValue::try_from(format!("vapid t={token}, k={}", self.key.public))
            .or(Err(VapidError::Sign))?;
        header.set_sensitive(true);
        Ok(header)
    }
}

impl fmt::Debug for Vapid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vapid")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

impl Token {
    /// The second half guards against a clock that was set back: the token would then last too long.
    fn is_fresh(&self, now: Timestamp) -> bool {
        let left = self.expires.duration_since(now);
        left > RENEW_BEFORE && left <= LIFETIME
    }
}
