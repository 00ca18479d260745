//! How a youth reaches a coach with one tap: only what the coach gave.

use domain::id::PersonId;
use serde::{Deserialize, Serialize};

use crate::Problem;

/// How somebody can be reached; what was not given is empty.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactCard {
    /// A telephone number in the international form (E.164): `+31612345678`.
    #[serde(default)]
    pub phone: String,
    /// That number has WhatsApp.
    #[serde(default)]
    pub whatsapp: bool,
    /// An e-mail address.
    #[serde(default)]
    pub email: String,
}

/// Names nothing: a log line must never hold how somebody can be reached.
impl core::fmt::Debug for ContactCard {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ContactCard")
    }
}

impl ContactCard {
    /// The most characters of an e-mail address (RFC 5321, section 4.5.3.1.3).
    const LONGEST_EMAIL: usize = 254;

    /// Takes what was typed. A number without a country is Dutch.
    ///
    /// # Errors
    ///
    /// [`crate::ProblemCode::Invalid`] with the field that cannot be taken.
    pub fn parse(phone: &str, whatsapp: bool, email: &str) -> Result<Self, Problem> {
        let phone = number(phone).ok_or_else(|| Problem::field("phone", "unknown"))?;
        let email = email.trim();
        if !(email.is_empty() || is_address(email)) {
            return Err(Problem::field("email", "unknown"));
        }
        Ok(Self {
            whatsapp: whatsapp && !phone.is_empty(),
            phone,
            email: email.to_owned(),
        })
    }

    /// Nothing was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phone.is_empty() && self.email.is_empty()
    }

    /// The link that calls (RFC 3966).
    #[must_use]
    pub fn call(&self) -> Option<String> {
        (!self.phone.is_empty()).then(|| ["tel:", &self.phone].concat())
    }

    /// The link that opens a chat.
    #[must_use]
    pub fn chat(&self) -> Option<String> {
        let digits = self.phone.trim_start_matches('+');
        (self.whatsapp && !digits.is_empty()).then(|| ["https://wa.me/", digits].concat())
    }

    /// The link that writes an e-mail (RFC 6068).
    #[must_use]
    pub fn mail(&self) -> Option<String> {
        (!self.email.is_empty()).then(|| ["mailto:", &self.email].concat())
    }
}

/// A number in the international form; empty for none.
fn number(typed: &str) -> Option<String> {
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !"-.()/".contains(*c))
        .collect();
    if plain.is_empty() {
        return Some(plain);
    }
    let digits = match (plain.strip_prefix('+'), plain.strip_prefix("00")) {
        (Some(digits), _) | (None, Some(digits)) => digits.to_owned(),
        (None, None) => ["31", plain.strip_prefix('0')?].concat(),
    };
    let fits = (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| ["+", &digits].concat())
}

/// Whether a link may be made of it: letters, digits and the few signs that addresses really have.
fn is_address(typed: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
    let (name, host) = typed.split_once('@').unwrap_or_default();
    typed.len() <= ContactCard::LONGEST_EMAIL
        && !name.is_empty()
        && name.chars().all(plain)
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host.chars().all(|c| c != '+' && c != '_' && plain(c))
}

/// A coach around a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoachTag {
    /// The person.
    pub person: PersonId,
    /// How they are called.
    pub name: String,
    /// The one coach who is responsible now.
    pub lead: bool,
    /// How the youth reaches them; nobody else learns it.
    #[serde(default)]
    pub contact: ContactCard,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(typed: &str) -> Option<String> {
        ContactCard::parse(typed, true, "")
            .ok()
            .map(|card| card.phone)
    }

    #[test]
    fn a_number_is_kept_as_the_world_dials_it() {
        for typed in [
            "06 12 34 56 78",
            "+31 6-12345678",
            "0031612345678",
            "(06) 123.456.78",
        ] {
            assert_eq!(phone(typed).as_deref(), Some("+31612345678"), "{typed}");
        }
        assert_eq!(phone("").as_deref(), Some(""));
        for typed in [
            "6",
            "bel mij",
            "+31<script>",
            "+1234567",
            "+1234567890123456",
            "61234567",
        ] {
            assert_eq!(phone(typed), None, "{typed}");
        }
    }

    #[test]
    fn links_are_made_of_what_was_given() {
        let card = ContactCard::parse("0612345678", true, " sanne@example.org ").unwrap();
        assert_eq!(card.call().as_deref(), Some("tel:+31612345678"));
        assert_eq!(card.chat().as_deref(), Some("https://wa.me/31612345678"));
        assert_eq!(card.mail().as_deref(), Some("mailto:sanne@example.org"));
        assert_eq!(format!("{card:?}"), "ContactCard");
        let none = ContactCard::parse(" ", true, "").unwrap();
        assert!(none.is_empty());
        assert_eq!((none.call(), none.chat(), none.mail()), (None, None, None));
    }

    #[test]
    fn an_address_that_is_more_than_one_is_refused() {
        let long = ["a".repeat(250).as_str(), "@example.org"].concat();
        for typed in [
            "sanne",
            "@example.org",
            "sanne@example",
            "a@b.nl?cc=c@d.nl",
            "a b@c.nl",
            "a@b.nl,c@d.nl",
            "a@b@c.nl",
            "a@.nl",
            "a@b.nl.",
            &long,
        ] {
            assert!(ContactCard::parse("", false, typed).is_err(), "{typed}");
        }
    }
}
