//! Message encryption for Web Push: RFC 8291 on top of RFC 8188 (`aes128gcm`), one record.
//!
//! Why an own module and not Mozilla's `ece` 2.4.2: without its OpenSSL backend it asks for a
//! `Cryptographer` of seven methods in a process-wide slot, which is as long as this file, and its
//! public functions keep padding (always the next multiple of 128), record size and salt private, so
//! neither our sizes nor the vectors of RFC 8291 can be reached through them. `aws-lc-rs` is linked
//! anyway, by rustls. `web-push-native`, which shares no code with this, decrypts what we encrypt in
//! the tests.

use aws_lc_rs::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{self, ECDH_P256, PrivateKey},
    error::Unspecified,
    hkdf::{HKDF_SHA256, KeyType, Prk, Salt},
};

use super::recipient::{POINT_BYTES, Recipient};

/// The only sizes, in bytes, that an encrypted body ever has, smallest first.
///
/// A few sizes only, so that the length of a message does not tell its kind. Neutral sentences fit
/// in the first.
pub const BODY_SIZES: [usize; 3] = [768, 1_536, MAX_BODY];

/// The largest body, in bytes. Push services must take 4,096 (RFC 8291, section 4), but Mozilla
/// hands messages for Firefox on Android to a bridge that takes no more than this.
pub const MAX_BODY: usize = 2_744;

/// The longest plaintext, in bytes.
pub const MAX_PLAINTEXT: usize = MAX_BODY - HEADER_BYTES - DELIMITER_BYTES - TAG_BYTES;

const SALT_BYTES: usize = 16;
/// Salt, record size, length of the key id, and the key id: our public point (RFC 8188, section 2.1).
const HEADER_BYTES: usize = SALT_BYTES + 4 + 1 + POINT_BYTES;
const DELIMITER_BYTES: usize = 1;
const TAG_BYTES: usize = 16;

/// What `rs` says: greater than any record of ours, as RFC 8291, section 4 asks.
const RECORD_SIZE: u32 = 4_096;
/// Ends the plaintext of the last record (RFC 8188, section 2).
const LAST_RECORD: u8 = 2;
const POINT_LENGTH: u8 = 65;

/// Why a message could not be encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncryptError {
    /// The plaintext is longer than [`MAX_PLAINTEXT`].
    #[error("a push payload of {length} bytes is too long, {MAX_PLAINTEXT} is the most")]
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// The cryptographic library refused; with a [`Recipient`] that parsed, this is not expected.
    #[error("the cryptographic library could not encrypt a push message")]
    Crypto,
}

impl From<Unspecified> for EncryptError {
    fn from(Unspecified: Unspecified) -> Self {
        Self::Crypto
    }
}

/// Encrypts `plaintext` for one browser: the body of the POST, one of [`BODY_SIZES`] long.
///
/// The key pair is new for each message and comes from the library's own generator; `random` gives
/// the salt.
///
/// # Errors
/// [`EncryptError::TooLong`] when the plaintext does not fit; [`EncryptError::Crypto`] otherwise.
pub fn encrypt(
    plaintext: &[u8],
    recipient: &Recipient,
    random: &dyn Fn(&mut [u8]),
) -> Result<Vec<u8>, EncryptError> {
    let too_long = EncryptError::TooLong {
        length: plaintext.len(),
    };
    let needed = plaintext
        .len()
        .saturating_add(HEADER_BYTES + DELIMITER_BYTES + TAG_BYTES);
    let body_size = BODY_SIZES
        .into_iter()
        .find(|size| needed <= *size)
        .ok_or(too_long)?;
    let mut salt = [0; SALT_BYTES];
    random(&mut salt);
    seal(
        plaintext,
        body_size,
        recipient,
        &PrivateKey::generate(&ECDH_P256)?,
        salt,
    )
}

fn seal(
    plaintext: &[u8],
    body_size: usize,
    recipient: &Recipient,
    ephemeral: &PrivateKey,
    salt: [u8; SALT_BYTES],
) -> Result<Vec<u8>, EncryptError> {
    let public = ephemeral.compute_public_key()?;
    let (key, nonce) = agreement::agree(
        ephemeral,
        recipient.key().clone(),
        EncryptError::Crypto,
        |shared| Ok(derive(shared, recipient, public.as_ref(), &salt)?),
    )?;

    let mut body = Vec::with_capacity(body_size);
    body.extend_from_slice(&salt);
    body.extend_from_slice(&RECORD_SIZE.to_be_bytes());
    body.push(POINT_LENGTH);
    body.extend_from_slice(public.as_ref());
    body.extend_from_slice(plaintext);
    body.push(LAST_RECORD);
    body.resize(body_size.saturating_sub(TAG_BYTES), 0);

    let record = body.get_mut(HEADER_BYTES..).ok_or(EncryptError::Crypto)?;
    let tag = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key)?).seal_in_place_separate_tag(
        Nonce::assume_unique_for_key(nonce),
        Aad::empty(),
        record,
    )?;
    body.extend_from_slice(tag.as_ref());
    Ok(body)
}

/// Content key and nonce of the one record (RFC 8291, section 3.4; RFC 8188, sections 2.2 and 2.3).
fn derive(
    shared: &[u8],
    recipient: &Recipient,
    our_public: &[u8],
    salt: &[u8; SALT_BYTES],
) -> Result<([u8; 16], [u8; 12]), Unspecified> {
    let both = [b"WebPush: info\0".as_slice(), recipient.point(), our_public];
    let input = expand::<32>(
        &Salt::new(HKDF_SHA256, recipient.auth()).extract(shared),
        &both,
    )?;
    let prk = Salt::new(HKDF_SHA256, salt).extract(&input);
    let key = expand(&prk, &[b"Content-Encoding: aes128gcm\0"])?;
    let nonce = expand(&prk, &[b"Content-Encoding: nonce\0"])?;
    Ok((key, nonce))
}

struct Bytes(usize);

impl KeyType for Bytes {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand<const N: usize>(prk: &Prk, info: &[&[u8]]) -> Result<[u8; N], Unspecified> {
    let mut output = [0; N];
    prk.expand(info, Bytes(N))?.fill(&mut output)?;
    Ok(output)
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

    use super::*;

    fn decode(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    /// RFC 8291, appendix A, byte for byte.
    #[test]
    fn the_example_of_the_rfc_comes_out() {
        let recipient = Recipient::parse(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg",
        )
        .unwrap();
        let secret = decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        let ephemeral = PrivateKey::from_private_key(&ECDH_P256, &secret).unwrap();
        let salt = decode("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let plaintext = b"When I grow up, I want to be a watermelon";

        let unpadded = HEADER_BYTES + plaintext.len() + DELIMITER_BYTES + TAG_BYTES;
        let body = seal(plaintext, unpadded, &recipient, &ephemeral, salt).unwrap();

        assert_eq!(
            URL_SAFE_NO_PAD.encode(body),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6T\
             lzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4\
             a-fN"
        );
    }

    #[test]
    fn every_size_leaves_room_for_the_record_size_to_be_greater() {
        for size in BODY_SIZES {
            assert!(size - HEADER_BYTES < usize::try_from(RECORD_SIZE).unwrap());
        }
        assert_eq!(MAX_PLAINTEXT, 2_641);
    }
}
