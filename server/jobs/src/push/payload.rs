//! The plaintext of a message: Stip's own fields and a valid Declarative Web Push message in one.
//!
//! ```json
//! {"web_push":8030,
//!  "notification":{"title":"Stip","body":"Je coach denkt aan je.","navigate":"https://…/","tag":"…","lang":"nl","dir":"ltr"},
//!  "app_badge":1,
//!  "stip":{"v":1,"receipt":"…","kind":"nudge"}}
//! ```
//!
//! Title and body come from the caller: a neutral sentence per kind, or the text itself only where
//! the youth chose that for the device (P-03).

use core::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;

use super::{encrypt::MAX_PLAINTEXT, origin::Origin, topic::Topic};

/// The number that marks a Declarative Web Push message.
const DECLARATIVE: u16 = 8030;
/// The version of the `stip` object. The service worker shows any version, and reports only ones it knows.
const VERSION: u8 = 1;

/// What a message is about, for the service worker's choice of icon and for the receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A coach sent a nudge by hand.
    Nudge,
    /// A coach sent a cheer.
    Cheer,
    /// A coach proposed a goal or a step.
    Proposal,
    /// A coach planned, moved or cancelled an appointment.
    Appointment,
    /// An appointment comes near.
    Reminder,
}

/// Which screen opens when the notification is tapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// *Vandaag*, the start.
    Today,
    /// *Mijn plan*.
    Plan,
    /// *Successen*.
    Wins,
    /// *Afspraken*.
    Appointments,
}

impl Place {
    /// The path under Stip's origin.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Today => "/",
            Self::Plan => "/plan",
            Self::Wins => "/successen",
            Self::Appointments => "/afspraken",
        }
    }
}

/// In which direction the sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dir {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
    /// As its first letter says: for words that a person typed.
    Auto,
}

/// A single-use token with which the service worker says *shown* and *opened* without a session.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Receipt(String);

impl Receipt {
    /// Writes 16 random bytes as 22 characters of base64url. Store only a hash of them.
    #[must_use]
    pub fn new(random: &[u8; 16]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(random))
    }

    /// The 22 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt(..)")
    }
}

/// One notification, in the reader's language.
#[derive(Clone)]
pub struct Notice<'a> {
    /// The first line.
    pub title: &'a str,
    /// The sentence under it.
    pub body: &'a str,
    /// The language of both, as in HTML's `lang` (`nl`, `en`).
    pub lang: &'a str,
    /// Their direction.
    pub dir: Dir,
    /// Where Stip is.
    pub origin: &'a Origin,
    /// What a tap opens.
    pub place: Place,
    /// A later notification with the same tag takes the place of an earlier one.
    pub tag: &'a Topic,
    /// The number on the app's icon, where the platform shows one.
    pub badge: Option<u32>,
    /// What it is about.
    pub kind: Kind,
    /// The token for the receipt.
    pub receipt: &'a Receipt,
}

/// Why a payload could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// Longer than a message may be; send the neutral sentence instead.
    #[error("a push payload of {length} bytes is too long, {MAX_PLAINTEXT} is the most")]
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// The JSON could not be written.
    #[error("a push payload could not be written as JSON")]
    Json,
}

#[derive(Serialize)]
struct Payload<'a> {
    web_push: u16,
    notification: Declared<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app_badge: Option<u32>,
    stip: Own<'a>,
}

#[derive(Serialize)]
struct Declared<'a> {
    title: &'a str,
    body: &'a str,
    navigate: String,
    tag: &'a Topic,
    lang: &'a str,
    dir: Dir,
}

#[derive(Serialize)]
struct Own<'a> {
    v: u8,
    receipt: &'a Receipt,
    kind: Kind,
}

impl Notice<'_> {
    /// The JSON, ready to be a [`Message`](super::Message)'s payload.
    ///
    /// # Errors
    /// [`PayloadError::TooLong`] when the words are too long for one message.
    pub fn to_json(&self) -> Result<Vec<u8>, PayloadError> {
        let payload = Payload {
            web_push: DECLARATIVE,
            notification: Declared {
                title: self.title,
                body: self.body,
                navigate: format!("{}{}", self.origin, self.place.path()),
                tag: self.tag,
                lang: self.lang,
                dir: self.dir,
            },
            app_badge: self.badge,
            stip: Own {
                v: VERSION,
                receipt: self.receipt,
                kind: self.kind,
            },
        };
        let json = serde_json::to_vec(&payload).or(Err(PayloadError::Json))?;
        if json.len() > MAX_PLAINTEXT {
            return Err(PayloadError::TooLong { length: json.len() });
        }
        Ok(json)
    }
}

impl fmt::Debug for Notice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notice")
            .field("kind", &self.kind)
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(body: &str, badge: Option<u32>) -> Result<Vec<u8>, PayloadError> {
        Notice {
            title: "Stip",
            body,
            lang: "nl",
            dir: Dir::Ltr,
            origin: &"https://stip.example.org".parse().unwrap(),
            place: Place::Plan,
            tag: &"8cb96462c3514ce34ff764ac53c423f2".parse().unwrap(),
            badge,
            kind: Kind::Nudge,
            receipt: &Receipt::new(&[0; 16]),
        }
        .to_json()
    }

    #[test]
    fn a_payload_is_a_declarative_message_with_our_fields_beside_it() {
        let json = written("Je coach denkt aan je.", Some(1)).unwrap();
        assert_eq!(
            String::from_utf8(json).unwrap(),
            r#"{"web_push":8030,"notification":{"title":"Stip","body":"Je coach denkt aan je.","navigate":"https://stip.example.org/plan","tag":"8cb96462c3514ce34ff764ac53c423f2","lang":"nl","dir":"ltr"},"app_badge":1,"stip":{"v":1,"receipt":"AAAAAAAAAAAAAAAAAAAAAA","kind":"nudge"}}"#
        );
        let without = String::from_utf8(written("x", None).unwrap()).unwrap();
        assert!(!without.contains("app_badge"));
    }

    #[test]
    fn a_neutral_sentence_fits_in_the_smallest_size_and_a_book_in_none() {
        let neutral = written(&"é".repeat(100), Some(12)).unwrap();
        assert!(
            neutral.len() + 103 <= crate::push::BODY_SIZES[0],
            "{}",
            neutral.len()
        );
        let book = written(&"é".repeat(2_000), None);
        assert!(matches!(book, Err(PayloadError::TooLong { length }) if length > 4_000));
    }
}
