//! Text that a person typed, in its three lengths, and what is left when it is taken away for good.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Nothing that shows: white space and characters without a shape only.
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
///
/// The journal reads its texts back through the same door: what is refused here may become less, never
/// more, or old entries stop to fold.
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
        let text = typed.trim().replace("\r\n", "\n").replace('\r', "\n");
        if text.chars().all(is_blank) {
            return Err(WordsError::Empty);
        }
        let length = text.chars().count();
        if length > max {
            return Err(WordsError::TooLong { length, max });
        }
        if !text.chars().all(is_text) {
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

/// Whether a character may stand in a text: any but the control characters (NUL, escape, C1 and the
/// like), of which only the line break and the tab are text. A page that shows again what was refused
/// leaves the others out.
#[must_use]
pub fn is_text(c: char) -> bool {
    !c.is_control() || c == '\n' || c == '\t'
}

/// White space, or a character that by itself puts nothing on the screen (joiners, direction marks,
/// variation selectors, fillers). A text of only these would be there and yet not be visible.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{00AD}'
                | '\u{034F}'
                | '\u{061C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{180B}'..='\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "Option<Words>")]
pub enum Prose {
    /// As it was typed.
    Kept(Words),
    /// Taken away; only the fact that something stood here is left.
    Removed,
}

impl Prose {
    /// Reads a field that may be absent: absent is `None`, `null` is a stub. Serde alone would read the
    /// stub of an optional text as "never written", and the plan would differ from who saw it before.
    pub(crate) fn if_present<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Self::deserialize(from).map(Some)
    }

    /// The text, if it is still there.
    #[must_use]
    pub fn kept(&self) -> Option<&Words> {
        match self {
            Self::Kept(words) => Some(words),
            Self::Removed => None,
        }
    }
}

/// By hand: by way of `Option<Words>` serde would take a field that is missing for a stub.
impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct TextOrNull;

        impl Visitor<'_> for TextOrNull {
            type Value = Prose;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("a text or null")
            }

            fn visit_str<E: Error>(self, typed: &str) -> Result<Prose, E> {
                Words::parse(typed).map(Prose::Kept).map_err(E::custom)
            }

            fn visit_unit<E: Error>(self) -> Result<Prose, E> {
                Ok(Prose::Removed)
            }
        }

        from.deserialize_any(TextOrNull)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn taken(typed: &str) -> String {
        Words::parse(typed).unwrap().into()
    }

    #[test]
    fn only_the_edges_are_trimmed() {
        assert_eq!(
            taken("  een\tbaan \n met  auto's \u{a0}"),
            "een\tbaan \n met  auto's"
        );
    }

    #[test]
    fn a_line_break_has_one_spelling() {
        assert_eq!(taken("een\r\ntwee\rdrie\nvier"), "een\ntwee\ndrie\nvier");
        assert_eq!(Words::parse("een\r\ntwee"), Words::parse("een\ntwee"));
    }

    #[test]
    fn any_script_and_emoji_stay_as_typed() {
        for typed in [
            "مرحبا بالعالم",
            "שלום (עולם) 12",
            "👩🏽‍🔧🏳️‍🌈",
            "e\u{301}e\u{301}n",
            "\u{202e}om\u{202c}",
        ] {
            assert_eq!(taken(typed), typed);
        }
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        let fits = "🔧".repeat(Words::MAX);
        assert_eq!(taken(&fits), fits);
        assert_eq!(
            Words::parse(&"é".repeat(Words::MAX + 1)),
            Err(WordsError::TooLong {
                length: Words::MAX + 1,
                max: Words::MAX
            })
        );
        assert!(Words::parse_title(&"é".repeat(Words::MAX_TITLE)).is_ok());
        assert_eq!(
            Words::parse_title(&"é".repeat(Words::MAX_TITLE + 1)),
            Err(WordsError::TooLong {
                length: Words::MAX_TITLE + 1,
                max: Words::MAX_TITLE
            })
        );
        // White space around it is not what was typed.
        assert!(Words::parse_title(&format!("  {}\r\n", "a".repeat(Words::MAX_TITLE))).is_ok());
    }

    #[test]
    fn a_megabyte_is_refused() {
        let length = 1024 * 1024;
        assert_eq!(
            Words::parse(&"a".repeat(length)),
            Err(WordsError::TooLong {
                length,
                max: Words::MAX
            })
        );
    }

    #[test]
    fn what_does_not_show_is_empty() {
        for typed in [
            "",
            " \t\r\n",
            "\u{200b}\u{feff}",
            "\u{202e} \u{2066}",
            "\u{3164}",
            "\u{fe0f}\u{200d}",
        ] {
            assert_eq!(Words::parse(typed), Err(WordsError::Empty), "{typed:?}");
        }
    }

    #[test]
    fn control_characters_are_refused() {
        for c in (0..=0x1f).chain(0x7f..=0x9f).filter_map(char::from_u32) {
            let got = Words::parse(&format!("een{c}twee"));
            match c {
                '\t' | '\n' | '\r' => assert!(got.is_ok(), "{c:?}"),
                _ => assert_eq!(got, Err(WordsError::Unprintable), "{c:?}"),
            }
        }
    }

    #[test]
    fn debug_tells_the_length_only() {
        let prose = Prose::from(Words::parse("geheim").unwrap());
        assert_eq!(format!("{prose:?}"), "Kept(Words(6 characters))");
    }

    #[test]
    fn json_is_the_text_or_null() {
        let prose = Prose::from(Words::parse("Fietsen").unwrap());
        assert_eq!(serde_json::to_string(&prose).unwrap(), "\"Fietsen\"");
        assert_eq!(serde_json::to_string(&Prose::Removed).unwrap(), "null");
        assert_eq!(
            serde_json::from_str::<Prose>("null").unwrap(),
            Prose::Removed
        );
        assert!(serde_json::from_str::<Words>("\" \"").is_err());
        assert!(serde_json::from_str::<Words>("null").is_err());
        for no_text in ["7", "[]", "\" \"", "\"a\\u0000\"", "true"] {
            assert!(serde_json::from_str::<Prose>(no_text).is_err(), "{no_text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_taken_is_taken_again_unchanged(typed in "\\PC{0,40}|[ -~\r\n\t]{0,40}|.{0,40}") {
            if let Ok(words) = Words::parse(&typed) {
                prop_assert_eq!(Words::parse(words.as_str()), Ok(words));
            }
        }
    }
}
