//! The key with which push services know us (VAPID, RFC 8292): ECDSA over P-256.

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::PushKey;
use storage::UnitOfWork;
use zeroize::Zeroizing;

use crate::entropy::array;
use crate::open::{OpenError, secret};
use crate::vault::{Purpose, Vault};
use crate::{Entropy, Stip};

const SECRET: &str = "vapid";
/// A random number of 256 bits is no private key once in 2³² times.
const TRIES: u32 = 8;

/// The key pair, in the shapes that are asked for.
pub(crate) struct VapidSecret {
    pkcs8: Zeroizing<Vec<u8>>,
    public: Vec<u8>,
}

impl VapidSecret {
    /// Loads it; makes it in an empty house.
    pub(crate) async fn load(
        unit: &mut dyn UnitOfWork,
        vault: &Vault,
        entropy: &dyn Entropy,
    ) -> Result<Self, OpenError> {
        let bad = || OpenError::Secret("the push key");
        let fresh = (0..TRIES)
            .map(|_| Zeroizing::new(array::<32>(entropy)))
            .find(|bytes| PrivateKey::from_private_key(&ECDH_P256, bytes.as_slice()).is_ok())
            .ok_or_else(bad)?;
        let scalar = secret(unit, vault, entropy, SECRET, 1, fresh.as_slice()).await?;
        let private = PrivateKey::from_private_key(&ECDH_P256, &scalar)
            .ok()
            .ok_or_else(bad)?;
        let public = private
            .compute_public_key()
            .ok()
            .ok_or_else(bad)?
            .as_ref()
            .to_vec();
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &scalar,
            &public,
        );
        let pkcs8 = pair
            .ok()
            .ok_or_else(bad)?
            .to_pkcs8v1()
            .ok()
            .ok_or_else(bad)?;
        Ok(Self {
            pkcs8: Zeroizing::new(pkcs8.as_ref().to_vec()),
            public,
        })
    }
}

impl Stip {
    /// The public key that a browser subscribes with.
    #[must_use]
    pub fn push_key(&self) -> PushKey {
        PushKey {
            key: URL_SAFE_NO_PAD.encode(&self.vapid.public),
        }
    }

    /// The private key, PKCS#8 (RFC 5958), for signing VAPID tokens.
    #[must_use]
    pub fn vapid_key_pkcs8(&self) -> &[u8] {
        &self.vapid.pkcs8
    }

    /// The secret that makes push topics meaningless to push services.
    #[must_use]
    pub fn topic_key(&self) -> Zeroizing<[u8; 32]> {
        self.vault.key(Purpose::Topics)
    }
}
