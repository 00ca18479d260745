//! The reader's language: the cookie that the language form sets, else what the browser asks for.

use http::{HeaderMap, header};
use locale::Language;

use super::cookies;

/// The cookie of the language form.
pub(crate) const LANGUAGE_COOKIE: &str = "lang";

/// In which language to answer.
pub(crate) fn language_of(headers: &HeaderMap) -> Language {
    let chosen =
        cookies::named(headers, LANGUAGE_COOKIE).and_then(|code| Language::from_code(&code));
    chosen.unwrap_or_else(|| {
        headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .map_or_else(Language::default, Language::from_accept)
    })
}
