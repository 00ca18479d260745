//! Tokens: what stands in them, and how long they are kept.

#![cfg(test)]

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use jobs::push::{Subject, Vapid, VapidError, VapidKey};
use serde_json::Value;

const AUDIENCE: &str = "http://127.0.0.1:9999";

fn vapid() -> Vapid {
    let here = "http://127.0.0.1:3000".parse().unwrap();
    let key = VapidKey::from_pkcs8(&VapidKey::generate_pkcs8().unwrap()).unwrap();
    Vapid::new(key, Subject::parse("mailto:stip@localhost", &here).unwrap())
}

fn header(vapid: &Vapid, audience: &str, now: Timestamp) -> String {
    let value = vapid.authorization(audience, now).unwrap();
    assert!(value.is_sensitive());
    value.to_str().unwrap().to_owned()
}

fn claims(header: &str) -> Value {
    let token = header
        .strip_prefix("vapid t=")
        .unwrap()
        .split(',')
        .next()
        .unwrap();
    let claims = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap()
}

fn noon() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn after(hours: i64, minutes: i64) -> Timestamp {
    noon() + SignedDuration::from_mins(hours * 60 + minutes)
}

#[test]
fn a_token_says_where_whom_and_until_when() {
    let vapid = vapid();
    let header = header(&vapid, AUDIENCE, noon());
    assert_eq!(
        claims(&header),
        serde_json::json!({
            "aud": AUDIENCE, "exp": after(12, 0).as_second(), "sub": "mailto:stip@localhost",
        })
    );
    let key = vapid.key().application_server_key();
    assert!(header.ends_with(&format!(", k={key}")));
    let point = URL_SAFE_NO_PAD.decode(key).unwrap();
    assert_eq!((point.len(), point[0]), (65, 4));
}

#[test]
fn a_token_is_kept_until_one_hour_is_left() {
    let vapid = vapid();
    let first = header(&vapid, AUDIENCE, noon());
    assert_eq!(header(&vapid, AUDIENCE, after(10, 59)), first);
    let renewed = header(&vapid, AUDIENCE, after(11, 0));
    assert_ne!(renewed, first);
    assert_eq!(claims(&renewed)["exp"], after(23, 0).as_second());
    assert_eq!(header(&vapid, AUDIENCE, after(11, 1)), renewed);
}

#[test]
fn each_service_has_its_own_token() {
    let vapid = vapid();
    let here = header(&vapid, AUDIENCE, noon());
    let there = header(&vapid, "http://127.0.0.1:9998", noon());
    assert_eq!(claims(&there)["aud"], "http://127.0.0.1:9998");
    assert_eq!(header(&vapid, AUDIENCE, noon()), here);
}

#[test]
fn a_clock_set_back_does_not_leave_a_token_that_lasts_too_long() {
    let vapid = vapid();
    let ahead = header(&vapid, AUDIENCE, after(72, 0));
    let now = header(&vapid, AUDIENCE, noon());
    assert_ne!(now, ahead);
    assert_eq!(claims(&now)["exp"], after(12, 0).as_second());
}

#[test]
fn invented_audiences_do_not_fill_the_memory() {
    let vapid = vapid();
    for n in 0..600 {
        header(&vapid, &format!("https://a{n}.push.apple.com"), noon());
    }
    let kept = header(&vapid, "https://a599.push.apple.com", noon());
    assert_eq!(
        header(&vapid, "https://a599.push.apple.com", after(1, 0)),
        kept
    );
}

#[test]
fn a_key_that_is_not_one_is_said_to_be_so() {
    assert_eq!(VapidKey::from_pkcs8(b"").unwrap_err(), VapidError::Key);
    assert_eq!(
        VapidKey::from_pkcs8(&[0x30; 138]).unwrap_err(),
        VapidError::Key
    );
    let vapid = vapid();
    let shown = format!("{vapid:?} {:?}", vapid.key());
    assert!(!shown.contains("stip@localhost"), "{shown}");
}
