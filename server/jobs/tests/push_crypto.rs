//! What we encrypt, an implementation that shares no code with ours can read.

#![cfg(test)]

use aws_lc_rs::rand;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jobs::push::{BODY_SIZES, EncryptError, MAX_BODY, MAX_PLAINTEXT, Recipient, encrypt::encrypt};
use proptest::prelude::*;
use web_push_native::{
    Auth,
    p256::{SecretKey, elliptic_curve::sec1::ToEncodedPoint as _},
};

struct Browser {
    secret: SecretKey,
    auth: [u8; 16],
}

impl Browser {
    fn new(secret: [u8; 32], auth: [u8; 16]) -> Option<Self> {
        Some(Self {
            secret: SecretKey::from_slice(&secret).ok()?,
            auth,
        })
    }

    fn recipient(&self) -> Recipient {
        let point = self.secret.public_key().to_encoded_point(false);
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        Recipient::parse(&encode(point.as_bytes()), &encode(&self.auth)).unwrap()
    }

    fn decrypt(&self, body: Vec<u8>) -> Result<Vec<u8>, web_push_native::Error> {
        web_push_native::decrypt(body, &self.secret, Auth::from_slice(&self.auth))
    }
}

fn random(bytes: &mut [u8]) {
    rand::fill(bytes).unwrap();
}

/// Zeros and twos at the end look like padding and delimiter.
fn payloads() -> impl Strategy<Value = Vec<u8>> {
    let any = proptest::collection::vec(any::<u8>(), 0..=MAX_PLAINTEXT);
    let tricky = proptest::collection::vec(prop_oneof![Just(0_u8), Just(2)], 0..=MAX_PLAINTEXT);
    prop_oneof![any, tricky]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_second_implementation_reads_every_message(
        payload in payloads(), secret: [u8; 32], auth: [u8; 16],
    ) {
        let browser = Browser::new(secret, auth);
        prop_assume!(browser.is_some());
        let browser = browser.unwrap();
        let body = encrypt(&payload, &browser.recipient(), &random).unwrap();
        prop_assert!(BODY_SIZES.contains(&body.len()), "{}", body.len());
        let mut changed = body.clone();
        prop_assert_eq!(browser.decrypt(body).unwrap(), payload);

        *changed.last_mut().unwrap() ^= 1;
        prop_assert!(browser.decrypt(changed).is_err());
    }
}

#[test]
fn the_size_steps_up_exactly_where_the_payload_no_longer_fits() {
    let browser = Browser::new([7; 32], [9; 16]).unwrap();
    let recipient = browser.recipient();
    let size = |length: usize| encrypt(&vec![b'x'; length], &recipient, &random).map(|b| b.len());
    for bucket in BODY_SIZES {
        assert_eq!(size(bucket - 103), Ok(bucket));
        let next = BODY_SIZES.into_iter().find(|size| *size > bucket);
        let expected = next.ok_or(EncryptError::TooLong {
            length: bucket - 102,
        });
        assert_eq!(size(bucket - 102), expected);
    }
    assert_eq!(size(0), Ok(BODY_SIZES[0]));
    assert_eq!(size(MAX_PLAINTEXT), Ok(MAX_BODY));
    assert_eq!(
        size(1_000_000),
        Err(EncryptError::TooLong { length: 1_000_000 })
    );
}

#[test]
fn no_two_messages_share_a_key_or_a_salt() {
    let recipient = Browser::new([7; 32], [9; 16]).unwrap().recipient();
    let salt_is_fixed = |bytes: &mut [u8]| bytes.fill(5);
    let one = encrypt(b"x", &recipient, &salt_is_fixed).unwrap();
    let two = encrypt(b"x", &recipient, &salt_is_fixed).unwrap();
    assert_eq!(one[..16], [5; 16]);
    assert_eq!(one[..21], two[..21]);
    assert_ne!(one[21..86], two[21..86], "the ephemeral key must be new");
    let three = encrypt(b"x", &recipient, &random).unwrap();
    let four = encrypt(b"x", &recipient, &random).unwrap();
    assert_ne!(three[..16], four[..16], "the salt must be new");
}
