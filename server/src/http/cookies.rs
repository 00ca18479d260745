//! The two cookies of a session. Both browsers that we test, Chromium 156 and Firefox 153, take
//! `__Host-` and `__Secure-` cookies on http://127.0.0.1 too, so they are the same everywhere.

use contract::{Reading, path};
use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;
use service::Tokens;

use super::language::LANGUAGE_COOKIE;

const ACCESS: &str = "__Host-stip";
const REFRESH: &str = "__Secure-stip-refresh";
/// Whose session this browser has: an id, no secret. Scripts read it, so that a phone without a network
/// never shows one person what it keeps of another.
const PERSON: &str = "person";
/// Whether this device has seen "dit ziet je coach"; no secret, nobody's name.
const SEEN: &str = "seen";
/// Which build's files this browser has; `boot.js` sets it.
const FILES: &str = "files";
/// How this person likes to read; `boot.js` and `reading.js` know this name too.
const READING: &str = "reading";

/// Whether this device has an app lock; `boot.js`, `lock.js`,
/// `vault.js` and `keep.js` know these names too.
pub(super) const LOCK: &str = "lock";
/// Whether that lock is open now; the browser lets this cookie go when Stip was not seen for a while.
const UNLOCKED: &str = "unlocked";
/// Whether this person wants a button that hides Stip.
pub(super) const HIDE: &str = "hide";

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
const YEAR: i64 = 365 * 24 * 3600;

/// The access token, if the browser sent one.
pub(crate) fn access(headers: &HeaderMap) -> Option<String> {
    named(headers, ACCESS)
}

/// The refresh token; browsers send it to the refresh path only.
pub(super) fn refresh(headers: &HeaderMap) -> Option<String> {
    named(headers, REFRESH)
}

/// Whether this device has seen "dit ziet je coach".
pub(crate) fn knows_who_sees(headers: &HeaderMap) -> bool {
    named(headers, SEEN).is_some()
}

/// Whether this browser has the stylesheet and the first script of this build, and need not be brought them.
pub(crate) fn has_files(headers: &HeaderMap, build: &str) -> bool {
    named(headers, FILES).is_some_and(|known| known == build)
}

/// Whether the app lock of this device is shut: then no page with anything of its youth is seen. To be
/// asked of a youth who is known: without a session there is nothing to lock, and the scripts, which see
/// no session, go by the cookie `person`.
pub(crate) fn is_shut(headers: &HeaderMap) -> bool {
    named(headers, LOCK).is_some() && named(headers, UNLOCKED).is_none()
}

/// A cookie's value. Two of the same name means that somebody else planted one: none counts.
pub(super) fn named(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut found = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(found, _)| *found == name)
        .map(|(_, value)| value);
    let first = found.next()?;
    if found.next().is_some() {
        None
    } else {
        Some(first.to_owned())
    }
}

/// Hands the tokens to the browser. The access cookie outlives its token, so that "expired" can be
/// told from "never logged in".
pub(super) fn give(headers: &mut HeaderMap, tokens: &Tokens, now: Timestamp) {
    let seconds = tokens.refresh_until.duration_since(now).as_secs().max(0);
    set(headers, access_cookie(tokens.access.clone(), seconds));
    set(headers, refresh_cookie(tokens.refresh.clone(), seconds));
    set(headers, plain(PERSON, tokens.person.to_string(), seconds));
}

/// Takes the tokens away.
pub(super) fn take(headers: &mut HeaderMap) {
    set(headers, access_cookie(String::new(), 0));
    set(headers, refresh_cookie(String::new(), 0));
    set(headers, plain(PERSON, String::new(), 0));
}

/// Takes everything away that this browser keeps of a person (W-13).
pub(super) fn wipe(headers: &mut HeaderMap) {
    take(headers);
    forget_person(headers);
    headers.insert(
        CLEAR_SITE_DATA,
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    forget(headers, FILES);
}

/// Remembers that this device has seen "dit ziet je coach".
pub(super) fn remember_seen(headers: &mut HeaderMap) {
    set(headers, plain(SEEN, "1".to_owned(), YEAR));
}

/// Another person may use this device now: what the one before had seen, locked or hidden is not theirs.
pub(super) fn forget_person(headers: &mut HeaderMap) {
    for name in [SEEN, LOCK, UNLOCKED, HIDE] {
        forget(headers, name);
    }
}

/// Remembers a choice of this device that is no more than a yes.
pub(super) fn remember(headers: &mut HeaderMap, name: &'static str) {
    set(headers, plain(name, "on".to_owned(), YEAR));
}

/// Forgets it.
pub(super) fn forget(headers: &mut HeaderMap, name: &'static str) {
    set(headers, plain(name, String::new(), 0));
}

/// Remembers the language.
pub(super) fn remember_language(headers: &mut HeaderMap, code: &str) {
    set(headers, plain(LANGUAGE_COOKIE, code.to_owned(), YEAR));
}

/// Remembers how this person likes to read.
pub(super) fn remember_reading(headers: &mut HeaderMap, reading: Reading) {
    set(headers, plain(READING, reading.cookie(), YEAR));
}

/// How this person likes to read.
pub(crate) fn reading(headers: &HeaderMap) -> Reading {
    named(headers, READING).map_or_else(Reading::default, |words| Reading::of_words(&words))
}

fn access_cookie(value: String, seconds: i64) -> Cookie {
    Cookie {
        name: ACCESS,
        value,
        seconds,
        path: "/",
        locked: Some("Lax"),
    }
}

fn refresh_cookie(value: String, seconds: i64) -> Cookie {
    Cookie {
        name: REFRESH,
        value,
        seconds,
        path: path::REFRESH,
        locked: Some("Strict"),
    }
}

fn plain(name: &'static str, value: String, seconds: i64) -> Cookie {
    Cookie {
        name,
        value,
        seconds,
        path: "/",
        locked: None,
    }
}

/// What stands in one `Set-Cookie`.
struct Cookie {
    name: &'static str,
    value: String,
    /// Zero takes it away.
    seconds: i64,
    path: &'static str,
    /// Its `SameSite`, when no script may read it.
    locked: Option<&'static str>,
}

fn set(headers: &mut HeaderMap, cookie: Cookie) {
    let Cookie {
        name,
        value,
        seconds,
        path,
        locked,
    } = cookie;
    let flags = match locked {
        Some(same_site) => format!("SameSite={same_site}; Secure; HttpOnly"),
        None => "SameSite=Lax".to_owned(),
    };
    let text = format!("{name}={value}; Path={path}; Max-Age={seconds}; {flags}");
    // Tokens are base64url, so this never fails; a cookie that cannot be sent is simply not given.
    if let Ok(value) = HeaderValue::from_str(&text) {
        headers.append(SET_COOKIE, value);
    }
}
