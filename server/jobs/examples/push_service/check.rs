//! What a message must look like: RFC 8030, 8188, 8291 and 8292, and the stricter habits of the
//! services in use. Shares no code with what it checks.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{StatusCode, request::Parts};
use serde_json::Value;

use super::MAX_BODY;

const DAY: u64 = 86_400;
const MAX_TTL: u64 = 2_592_000;
/// Salt, record size, key length, key.
const HEADER: usize = 86;
/// The delimiter and the authentication tag.
const LEAST_RECORD: usize = 17;

/// One thing wrong, and the status that says so.
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) what: String,
}

type Checked<T = ()> = Result<T, Problem>;

fn require(holds: bool, status: StatusCode, what: &str) -> Checked {
    if holds {
        Ok(())
    } else {
        Err(Problem {
            status,
            what: what.into(),
        })
    }
}

fn bad(what: &str) -> Problem {
    Problem {
        status: StatusCode::BAD_REQUEST,
        what: what.into(),
    }
}

fn unauthorized(what: &str) -> Problem {
    Problem {
        status: StatusCode::UNAUTHORIZED,
        what: what.into(),
    }
}

/// Everything that is wrong with a message; the first of each group.
pub(crate) fn message(head: &Parts, body: &[u8], scheme: &str, port: u16) -> Vec<Problem> {
    let checks = [
        size(body),
        vapid(head, scheme, port),
        ttl(head),
        urgency(head),
        topic(head),
        encoding(head),
        record(body),
    ];
    checks.into_iter().filter_map(Result::err).collect()
}

fn header<'a>(head: &'a Parts, name: &str) -> Checked<Option<&'a str>> {
    let mut values = head.headers.get_all(name).iter();
    let value = values.next();
    require(
        values.next().is_none(),
        StatusCode::BAD_REQUEST,
        &format!("{name} twice"),
    )?;
    value
        .map(|v| v.to_str().map_err(|e| bad(&format!("{name}: {e}"))))
        .transpose()
}

fn size(body: &[u8]) -> Checked {
    require(
        body.len() <= MAX_BODY,
        StatusCode::PAYLOAD_TOO_LARGE,
        "body over 4096 bytes",
    )
}

fn ttl(head: &Parts) -> Checked {
    let ttl = header(head, "ttl")?.ok_or_else(|| bad("no TTL"))?;
    let digits = ttl.bytes().all(|b| b.is_ascii_digit());
    let seconds: Option<u64> = ttl.parse().ok().filter(|_| digits);
    require(
        seconds.is_some_and(|s| s <= MAX_TTL),
        StatusCode::BAD_REQUEST,
        "TTL out of range",
    )
}

fn urgency(head: &Parts) -> Checked {
    let urgency = header(head, "urgency")?.ok_or_else(|| bad("no Urgency"))?;
    let known = ["very-low", "low", "normal", "high"].contains(&urgency);
    require(known, StatusCode::BAD_REQUEST, "unknown Urgency")
}

fn topic(head: &Parts) -> Checked {
    let Some(topic) = header(head, "topic")? else {
        return Ok(());
    };
    let plain = topic.bytes().all(|b| b.is_ascii_alphanumeric());
    let fits = (1..=32).contains(&topic.len());
    require(
        plain && fits,
        StatusCode::BAD_REQUEST,
        "Topic is not 1 to 32 letters and digits",
    )
}

fn encoding(head: &Parts) -> Checked {
    let aes128gcm = header(head, "content-encoding")? == Some("aes128gcm");
    require(
        aes128gcm,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "Content-Encoding is not aes128gcm",
    )
}

/// One record, with `rs` greater than it (RFC 8291, section 4).
fn record(body: &[u8]) -> Checked {
    let (head, record) = body
        .split_at_checked(HEADER)
        .ok_or_else(|| bad("no aes128gcm header"))?;
    let (rs, id_length) = match head.get(16..21) {
        Some([a, b, c, d, id_length]) => (u32::from_be_bytes([*a, *b, *c, *d]), *id_length),
        _ => return Err(bad("no aes128gcm header")),
    };
    let uncompressed = id_length == 65 && head.get(21) == Some(&4);
    require(
        uncompressed,
        StatusCode::BAD_REQUEST,
        "key id is not an uncompressed point",
    )?;
    require(
        record.len() >= LEAST_RECORD,
        StatusCode::BAD_REQUEST,
        "record too short",
    )?;
    let greater = usize::try_from(rs).is_ok_and(|rs| rs > record.len());
    require(
        greater,
        StatusCode::BAD_REQUEST,
        "rs is not greater than the record",
    )
}

/// `Authorization: vapid t=…, k=…` (RFC 8292).
fn vapid(head: &Parts, scheme: &str, port: u16) -> Checked {
    let value = header(head, "authorization")?.ok_or_else(|| unauthorized("no Authorization"))?;
    let parameters = value
        .strip_prefix("vapid ")
        .ok_or_else(|| unauthorized("not vapid"))?;
    let parameter = |name: &str| {
        let mut all = parameters.split(',').map(str::trim);
        all.find_map(|p| p.strip_prefix(name)?.strip_prefix('='))
    };
    let token = parameter("t").ok_or_else(|| unauthorized("no t"))?;
    let key = parameter("k").ok_or_else(|| unauthorized("no k"))?;
    let claims = verified(token, key)?;

    let authority = head.uri.authority().map(http::uri::Authority::as_str);
    let host = authority
        .or(header(head, "host")?)
        .ok_or_else(|| bad("no Host"))?;
    let own = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    require(
        own.contains(&host.to_owned()),
        StatusCode::BAD_REQUEST,
        "Host is not this service",
    )?;
    let audience = claims.get("aud").and_then(Value::as_str);
    let expected = format!("{scheme}://{host}");
    let what = format!("aud is {audience:?}, not {expected}");
    require(audience == Some(&expected), StatusCode::UNAUTHORIZED, &what)?;

    let now = now();
    let expires = claims
        .get("exp")
        .and_then(Value::as_u64)
        .ok_or_else(|| unauthorized("no exp"))?;
    require(expires > now, StatusCode::UNAUTHORIZED, "token expired")?;
    require(
        expires <= now + DAY,
        StatusCode::UNAUTHORIZED,
        "exp more than 24 hours ahead",
    )?;

    let contact = claims
        .get("sub")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let mail = contact
        .strip_prefix("mailto:")
        .is_some_and(|mail| mail.contains('@'));
    let real = mail || contact.starts_with("https://");
    require(
        real,
        StatusCode::UNAUTHORIZED,
        "sub is neither mailto: nor https:",
    )
}

fn verified(token: &str, key: &str) -> Checked<Value> {
    let decode = |part: &str| {
        URL_SAFE_NO_PAD
            .decode(part)
            .map_err(|e| unauthorized(&format!("not base64url: {e}")))
    };
    let json = |part: &str| -> Checked<Value> {
        serde_json::from_slice(&decode(part)?).map_err(|e| unauthorized(&format!("not JSON: {e}")))
    };
    let (signed, signature) = token
        .rsplit_once('.')
        .ok_or_else(|| unauthorized("not a JWT"))?;
    let (header, claims) = signed
        .split_once('.')
        .ok_or_else(|| unauthorized("not a JWT"))?;
    let es256 = json(header)?.get("alg").and_then(Value::as_str) == Some("ES256");
    require(es256, StatusCode::UNAUTHORIZED, "alg is not ES256")?;
    let key = decode(key)?;
    let point = key.len() == 65 && key.first() == Some(&4);
    require(
        point,
        StatusCode::UNAUTHORIZED,
        "k is not an uncompressed point",
    )?;
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)
        .verify(signed.as_bytes(), &decode(signature)?)
        .map_err(|_unspecified| unauthorized("signature does not fit k"))?;
    json(claims)
}

#[expect(
    clippy::disallowed_methods,
    reason = "a stand-in for somebody else's service: its clock is its own, not Stip's"
)]
fn now() -> u64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}
