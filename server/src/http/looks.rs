//! How a page looks to its reader, whoever that is: in which language, and with which letters.

use contract::Reading;
use http::HeaderMap;
use locale::Language;

use super::{cookies, language::language_of};

/// How the reader of a page likes it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looks {
    /// The language.
    pub(crate) language: Language,
    /// The letters.
    pub(crate) reading: Reading,
}

/// How the sender of these headers likes it.
pub(crate) fn looks_of(headers: &HeaderMap) -> Looks {
    Looks {
        language: language_of(headers),
        reading: cookies::reading(headers),
    }
}
