//! Access tokens: JWT (RFC 7519) signed with Ed25519 (RFC 8037), nothing in them but a pointer.

#[cfg(test)]
mod forged;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use contract::ProblemCode;
use domain::id::{PersonId, SessionId};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use storage::UnitOfWork;
use zeroize::Zeroizing;

use crate::entropy::array;
use crate::open::{OpenError, name, open_secret, secret};
use crate::vault::Vault;
use crate::{Entropy, Result, ServiceError};

const SECRET: &str = "jwt";
/// Tells access tokens from every other kind that may come.
const AUDIENCE: &str = "stip-access";
/// Seconds by which the clocks of two instances may differ.
const LEEWAY: i64 = 5;
/// Ours have some 400 bytes.
const LONGEST: usize = 1_024;
/// A signing key is told apart from the next by its number; more than this were never made.
const MOST_KEYS: u32 = 1_000;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    sub: PersonId,
    sid: SessionId,
    aud: String,
    iss: String,
    nbf: i64,
    exp: i64,
}

/// Whom a token points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pointer {
    pub(super) person: PersonId,
    pub(super) session: SessionId,
}

struct VerifyingKey {
    kid: String,
    key: DecodingKey,
}

impl VerifyingKey {
    fn new(number: u32, pair: &Ed25519KeyPair) -> Self {
        let key = DecodingKey::from_ed_der(pair.public_key().as_ref());
        Self {
            kid: number.to_string(),
            key,
        }
    }
}

/// The signing keys: the newest signs, the newest two verify, so that a new key logs nobody out
///
pub(crate) struct KeyRing {
    signing: EncodingKey,
    kid: String,
    verifying: Vec<VerifyingKey>,
    validation: Validation,
}

impl KeyRing {
    /// Loads the ring; makes the first key of an empty house.
    pub(crate) async fn load(
        unit: &mut dyn UnitOfWork,
        vault: &Vault,
        entropy: &dyn Entropy,
    ) -> Result<Self, OpenError> {
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(array(entropy));
        let first = secret(unit, vault, entropy, SECRET, 1, seed.as_slice()).await?;
        let mut newest = (1, first);
        let mut before = None;
        for number in 2..MOST_KEYS {
            let Some(sealed) = unit.secret(&name(SECRET, number)).await? else {
                break;
            };
            let opened = open_secret(vault, SECRET, number, &sealed)?;
            before = Some(core::mem::replace(&mut newest, (number, opened)));
        }
        Self::of(
            newest.0,
            &newest.1,
            before
                .as_ref()
                .map(|(number, seed)| (*number, seed.as_slice())),
        )
        .ok_or(OpenError::Secret("the signing key"))
    }

    fn of(number: u32, seed: &[u8], before: Option<(u32, &[u8])>) -> Option<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
        let der = pair.to_pkcs8().ok()?;
        let mut verifying = vec![VerifyingKey::new(number, &pair)];
        if let Some((number, seed)) = before {
            let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
            verifying.push(VerifyingKey::new(number, &pair));
        }
        Some(Self {
            signing: EncodingKey::from_ed_der(der.as_ref()),
            kid: number.to_string(),
            verifying,
            validation: validation(),
        })
    }

    pub(super) fn sign(
        &self,
        person: PersonId,
        session: SessionId,
        issuer: &str,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<String> {
        let header = Header {
            kid: Some(self.kid.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        let claims = Claims {
            sub: person,
            sid: session,
            aud: AUDIENCE.to_owned(),
            iss: issuer.to_owned(),
            nbf: from.as_second(),
            exp: until.as_second(),
        };
        let signed = jsonwebtoken::encode(&header, &claims, &self.signing);
        signed.ok().ok_or(ServiceError::Shape("an access token"))
    }

    /// Checks a token. Whatever is wrong with it, the answer is the same; only a good token whose time
    /// is over is told apart.
    pub(super) fn verify(&self, token: &str, issuer: &str, now: Timestamp) -> Result<Pointer> {
        let claims = self.claims(token).ok_or(ProblemCode::LoggedOut)?;
        let now = now.as_second();
        let ours = claims.aud == AUDIENCE && claims.iss == issuer;
        if !ours || claims.nbf > now.saturating_add(LEEWAY) || claims.nbf > claims.exp {
            return Err(ProblemCode::LoggedOut.into());
        }
        if now >= claims.exp.saturating_add(LEEWAY) {
            return Err(ProblemCode::TokenExpired.into());
        }
        Ok(Pointer {
            person: claims.sub,
            session: claims.sid,
        })
    }

    fn claims(&self, token: &str) -> Option<Claims> {
        if token.len() > LONGEST {
            return None;
        }
        let header = jsonwebtoken::decode_header(token).ok()?;
        let kid = header.kid?;
        let key = self.verifying.iter().find(|known| known.kid == kid)?;
        let token = jsonwebtoken::decode::<Claims>(token, &key.key, &self.validation).ok()?;
        Some(token.claims)
    }
}

/// One algorithm, fixed here. Audience, issuer and both moments are checked by us, exactly and against
/// the clock that we are given: the library would ask the system's.
fn validation() -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    validation
}
