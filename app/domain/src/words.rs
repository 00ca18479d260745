//! Text that a person typed, in its three lengths, and what is left when it is taken away for good.

use serde::{Deserialize, Serialize};

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// More characters than fit.
    #[error("the text has {length} characters, at most {max} fit")]
    TooLong {
        /// Characters (Unicode scalar values) that were typed.
        length: usize,
        /// Characters that fit.
        max: usize,
    },
    /// A control character other than a line break or a tab.
    #[error("the text holds a character that cannot be shown")]
    Unprintable,
}

/// Text that a person typed: trimmed, not empty, at most [`Words::MAX`] characters; any script,
/// any direction, emoji too.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Words(String);

impl Words {
    /// The most characters that one text holds: a page and a half.
    pub const MAX: usize = 4_000;
    /// The most characters of a title: a goal, a step, a strength.
    pub const MAX_TITLE: usize = 200;

    /// Takes what was typed.
    ///
    /// # Errors
    ///
    /// When it is empty, too long, or holds control characters.
    pub fn parse(typed: &str) -> Result<Self, WordsError> {
        Self::parse_within(typed, Self::MAX)
    }

    /// Takes what was typed as a title.
    ///
    /// # Errors
    ///
    /// As [`Words::parse`], with the smaller bound.
    pub fn parse_title(typed: &str) -> Result<Self, WordsError> {
        Self::parse_within(typed, Self::MAX_TITLE)
    }

    fn parse_within(typed: &str, max: usize) -> Result<Self, WordsError> {
        // Forms send CRLF, a textarea's value LF: one spelling, or the same text differs by route.
        let text = typed.trim().replace("\r\n", "\n");
        if text.is_empty() {
            return Err(WordsError::Empty);
        }
        let length = text.chars().count();
        if length > max {
            return Err(WordsError::TooLong { length, max });
        }
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return Err(WordsError::Unprintable);
        }
        Ok(Self(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Words {
    type Error = WordsError;

    fn try_from(typed: String) -> Result<Self, Self::Error> {
        Self::parse(&typed)
    }
}

impl From<Words> for String {
    fn from(words: Words) -> Self {
        words.0
    }
}

impl core::fmt::Display for Words {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Shows the length only: a log line must never hold what somebody typed (security L-06).
impl core::fmt::Debug for Words {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Words({} characters)", self.0.chars().count())
    }
}

/// Text in the journal: still there, or taken away for good by who wrote it. JSON: a string or `null`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Option<Words>", into = "Option<Words>")]
pub enum Prose {
    /// As it was typed.
    Kept(Words),
    /// Taken away; only the fact that something stood here is left.
    Removed,
}

impl Prose {
    /// The text, if it is still there.
    #[must_use]
    pub fn kept(&self) -> Option<&Words> {
        match self {
            Self::Kept(words) => Some(words),
            Self::Removed => None,
        }
    }
}

impl From<Words> for Prose {
    fn from(words: Words) -> Self {
        Self::Kept(words)
    }
}

impl From<Option<Words>> for Prose {
    fn from(words: Option<Words>) -> Self {
        words.map_or(Self::Removed, Self::Kept)
    }
}

impl From<Prose> for Option<Words> {
    fn from(prose: Prose) -> Self {
        match prose {
            Prose::Kept(words) => Some(words),
            Prose::Removed => None,
        }
    }
}
