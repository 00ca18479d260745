//! Passwords: Argon2id (RFC 9106), off the async threads.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::entropy::array;
use crate::{Entropy, Result, ServiceError};

/// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Nobody types more; hashing a megabyte would be work for free.
pub(super) const LONGEST: usize = 1_024;

/// A hash with the same cost that no password has: what is checked for an address that is not known,
/// so that both take the same time.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c3RpcCBuYm9keSBzYWx0$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes a new password into PHC form.
pub(crate) async fn hash_password(password: String, entropy: &dyn Entropy) -> Result<String> {
    let salt: [u8; 16] = array(entropy);
    let password = Zeroizing::new(password);
    let hashed = tokio::task::spawn_blocking(move || {
        let argon2 = hasher()?;
        let hash = argon2
            .hash_password_with_salt(password.as_bytes(), &salt)
            .ok()?;
        Some(hash.to_string())
    });
    hashed
        .await
        .ok()
        .ok_or(ServiceError::Lost)?
        .ok_or(ServiceError::Shape("a password hash"))
}

/// Whether a password belongs to a hash; without a hash the same work is done for a no.
pub(super) async fn verify_password(password: String, hash: Option<String>) -> Result<bool> {
    let password = Zeroizing::new(password);
    let checked = tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let text = hash.as_deref().unwrap_or(NOBODY);
        let hash = PasswordHash::new(text).ok()?;
        let fits = hasher()?
            .verify_password(password.as_bytes(), &hash)
            .is_ok();
        Some(known && fits)
    });
    checked
        .await
        .ok()
        .ok_or(ServiceError::Lost)?
        .ok_or(ServiceError::Shape("a password hash"))
}

fn hasher() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_hash_costs_as_much_as_a_real_one() {
        let nobody = PasswordHash::new(NOBODY).expect("PHC form");
        let real = hasher()
            .expect("params")
            .hash_password_with_salt(b"x", &[7; 16])
            .expect("hash");
        assert_eq!(nobody.params, real.params);
        assert_eq!(nobody.hash.map(|h| h.len()), real.hash.map(|h| h.len()));
        assert_eq!(
            (nobody.algorithm, nobody.version),
            (real.algorithm, real.version)
        );
    }
}
