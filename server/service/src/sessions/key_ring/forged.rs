//! Tokens that nobody may get in with.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::*;

const ISSUER: &str = "https://stip.example";
const NOW: i64 = 1_795_000_000;

fn ring() -> KeyRing {
    KeyRing::of(2, &[2; 32], Some((1, &[1; 32]))).expect("keys")
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("a moment")
}

fn ids() -> (PersonId, SessionId) {
    let uuid = uuid::Uuid::from_u128;
    (PersonId::from_uuid(uuid(7)), SessionId::from_uuid(uuid(8)))
}

fn claims() -> Value {
    let (person, session) = ids();
    json!({"sub": person, "sid": session, "aud": AUDIENCE, "iss": ISSUER, "nbf": NOW, "exp": NOW + 300})
}

fn with(change: &[(&str, Value)]) -> Value {
    let mut claims = claims();
    for (name, value) in change {
        match value {
            Value::Null => drop(claims.as_object_mut().expect("object").remove(*name)),
            value => claims[*name] = value.clone(),
        }
    }
    claims
}

/// Signs whatever it is asked to, with a real key of the house.
fn signed(header: &Value, claims: &Value, seed: [u8; 32]) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", part(header), part(claims));
    let pair = Ed25519KeyPair::from_seed_unchecked(&seed).expect("key");
    let signature = pair.sign(message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
}

fn good_header() -> Value {
    json!({"typ": "JWT", "alg": "EdDSA", "kid": "2"})
}

fn code(token: &str, now: i64) -> Result<Pointer, ProblemCode> {
    ring()
        .verify(token, ISSUER, at(now))
        .map_err(|error| error.code())
}

#[test]
fn a_good_token_works_for_its_five_minutes() {
    let (person, session) = ids();
    let token = ring()
        .sign(person, session, ISSUER, at(NOW), at(NOW + 300))
        .expect("token");
    let pointer = Pointer { person, session };
    for now in [NOW - LEEWAY, NOW, NOW + 299, NOW + 300 + LEEWAY - 1] {
        assert_eq!(code(&token, now), Ok(pointer), "{now}");
    }
    assert_eq!(code(&token, NOW - LEEWAY - 1), Err(ProblemCode::LoggedOut));
    assert_eq!(
        code(&token, NOW + 300 + LEEWAY),
        Err(ProblemCode::TokenExpired)
    );
    let body = token.split('.').nth(1).expect("three parts");
    let body = URL_SAFE_NO_PAD.decode(body).expect("base64url");
    let body: Value = serde_json::from_slice(&body).expect("JSON");
    let names: Vec<_> = body.as_object().expect("object").keys().cloned().collect();
    assert_eq!(
        names,
        ["aud", "exp", "iss", "nbf", "sid", "sub"],
        "a pointer and nothing more"
    );
}

#[test]
fn the_key_before_still_verifies_and_one_that_was_taken_away_does_not() {
    let old = signed(&json!({"alg": "EdDSA", "kid": "1"}), &claims(), [1; 32]);
    assert!(code(&old, NOW).is_ok());
    let without = KeyRing::of(2, &[2; 32], None).expect("keys");
    let refused = without
        .verify(&old, ISSUER, at(NOW))
        .map_err(|error| error.code());
    assert_eq!(refused, Err(ProblemCode::LoggedOut));
}

#[test]
fn no_forged_token_gets_in() {
    let key = [2; 32];
    let public = Ed25519KeyPair::from_seed_unchecked(&key).expect("key");
    let public = public.public_key().as_ref().to_vec();
    let header = |header: Value| signed(&header, &claims(), key);
    let body = |change: &[(&str, Value)]| signed(&good_header(), &with(change), key);
    let good = header(good_header());
    let hs = |secret: &[u8]| {
        let header = Header {
            kid: Some("2".to_owned()),
            ..Header::new(Algorithm::HS256)
        };
        jsonwebtoken::encode(&header, &claims(), &EncodingKey::from_secret(secret)).expect("token")
    };
    let unsigned = |alg: &str| {
        let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!(
            "{}.{}.",
            part(json!({"alg": alg, "kid": "2"})),
            part(claims())
        )
    };
    let (head, tail) = good.rsplit_once('.').expect("three parts");
    let other_body = URL_SAFE_NO_PAD.encode(with(&[("exp", json!(NOW + 9_999))]).to_string());
    let moved: Vec<&str> = good.split('.').collect();
    let forged: Vec<(&str, String)> = vec![
        ("empty", String::new()),
        ("dots", "..".to_owned()),
        ("two parts", head.to_owned()),
        ("four parts", format!("{good}.x")),
        ("not base64", format!("{head}.!!!")),
        ("no signature", format!("{head}.")),
        ("half a signature", format!("{head}.{}", &tail[..40])),
        (
            "signature of another",
            format!("{head}.{}", URL_SAFE_NO_PAD.encode([9; 64])),
        ),
        (
            "another body",
            format!("{}.{other_body}.{}", moved[0], moved[2]),
        ),
        ("another key", signed(&good_header(), &claims(), [3; 32])),
        (
            "the older key under the newer name",
            signed(&good_header(), &claims(), [1; 32]),
        ),
        ("alg none", unsigned("none")),
        ("alg None", unsigned("None")),
        ("alg empty", unsigned("")),
        ("HS256 with the public key", hs(&public)),
        ("HS256 with nothing", hs(b"")),
        (
            "alg ES256 in the header",
            header(json!({"alg": "ES256", "kid": "2"})),
        ),
        (
            "alg RS256 in the header",
            header(json!({"alg": "RS256", "kid": "2"})),
        ),
        ("no kid", header(json!({"alg": "EdDSA"}))),
        ("unknown kid", header(json!({"alg": "EdDSA", "kid": "3"}))),
        (
            "kid like a path",
            header(json!({"alg": "EdDSA", "kid": "../../dev/null"})),
        ),
        ("kid a number", header(json!({"alg": "EdDSA", "kid": 2}))),
        (
            "kid with a zero byte",
            header(json!({"alg": "EdDSA", "kid": "2\u{0}"})),
        ),
        (
            "own key in the header",
            header(
                json!({"alg": "EdDSA", "kid": "9", "jwk": {"kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(&public)}}),
            ),
        ),
        ("no exp", body(&[("exp", Value::Null)])),
        ("no nbf", body(&[("nbf", Value::Null)])),
        ("no aud", body(&[("aud", Value::Null)])),
        ("no iss", body(&[("iss", Value::Null)])),
        ("no sub", body(&[("sub", Value::Null)])),
        ("no sid", body(&[("sid", Value::Null)])),
        (
            "exp a text",
            body(&[("exp", json!((NOW + 300).to_string()))]),
        ),
        ("nbf a text", body(&[("nbf", json!(NOW.to_string()))])),
        ("exp a fraction", body(&[("exp", json!(1e300))])),
        (
            "exp negative",
            body(&[("exp", json!(-1)), ("nbf", json!(0))]),
        ),
        ("not yet", body(&[("nbf", json!(NOW + 60))])),
        (
            "ends before it begins",
            body(&[("nbf", json!(NOW)), ("exp", json!(NOW - 1))]),
        ),
        ("another kind", body(&[("aud", json!("stip-refresh"))])),
        ("many kinds", body(&[("aud", json!([AUDIENCE, "x"]))])),
        (
            "another house",
            body(&[("iss", json!("https://evil.example"))]),
        ),
        ("sub no id", body(&[("sub", json!("admin"))])),
        ("sid a path", body(&[("sid", json!("../1"))])),
        ("a role in it", body(&[("role", json!("coach"))])),
        (
            "body a list",
            signed(&good_header(), &json!([claims()]), key),
        ),
        ("body a text", signed(&good_header(), &json!("x"), key)),
        ("padded", format!("{good}=")),
        ("white space", format!(" {good}")),
        ("a megabyte", "a".repeat(1 << 20)),
        ("a megabyte with dots", "a.".repeat(1 << 19)),
    ];
    assert!(code(&good, NOW).is_ok());
    for (what, token) in &forged {
        let seen = code(token, NOW);
        assert!(
            matches!(
                seen,
                Err(ProblemCode::LoggedOut | ProblemCode::TokenExpired)
            ),
            "{what}: {seen:?}"
        );
    }
    let expired = code(
        &body(&[("nbf", json!(NOW - 900)), ("exp", json!(NOW - 600))]),
        NOW,
    );
    assert_eq!(expired, Err(ProblemCode::TokenExpired));
}
