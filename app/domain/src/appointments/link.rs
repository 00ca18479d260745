//! A way there: a map, or a meeting by video.

use serde::{Deserialize, Serialize};

/// Why an address was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Does not begin with `https://`.
    #[error("only addresses with https are taken")]
    NotHttps,
    /// No host, or something in the address that hides where it leads.
    #[error("this is no address")]
    NoAddress,
    /// Longer than [`Link::MAX`].
    #[error("the address is too long")]
    TooLong,
}

/// An address that may be opened: `https` only, with a plain host, without a name and password in
/// front of it (those hide where an address leads).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Link(String);

impl Link {
    /// The most characters of an address.
    pub const MAX: usize = 600;
    const SCHEME: &'static str = "https://";

    /// Takes what was typed.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, LinkError> {
        let typed = typed.trim();
        let (scheme, rest) = typed
            .split_at_checked(Self::SCHEME.len())
            .ok_or(LinkError::NotHttps)?;
        if !scheme.eq_ignore_ascii_case(Self::SCHEME) {
            return Err(LinkError::NotHttps);
        }
        if typed.len() > Self::MAX {
            return Err(LinkError::TooLong);
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if !rest.chars().all(is_address) || !is_host(authority) {
            return Err(LinkError::NoAddress);
        }
        Ok(Self(format!("{}{rest}", Self::SCHEME)))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it leads, to show beside the link.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.strip_prefix(Self::SCHEME).unwrap_or_default();
        rest.split([':', '/', '?', '#']).next().unwrap_or_default()
    }
}

/// What RFC 3986 lets stand in an address. What a browser would read as something else (`\`, a space,
/// letters that look like others) is not among it.
fn is_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// A name with a dot in it, and perhaps a port.
fn is_host(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    host.contains('.') && host.split('.').all(is_label) && port.parse::<u16>().is_ok()
}

impl TryFrom<String> for Link {
    type Error = LinkError;

    fn try_from(typed: String) -> Result<Self, Self::Error> {
        Self::parse(&typed)
    }
}

impl From<Link> for String {
    fn from(link: Link) -> Self {
        link.0
    }
}

/// Shows that there is one only: an address may hold a secret.
impl core::fmt::Debug for Link {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Link(..)")
    }
}
