//! What stands on a link, and what a person types.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use storage::KeyedHash;
use zeroize::Zeroizing;

use crate::Entropy;
use crate::entropy::array;
use crate::vault::{Hashed, Vault};

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS: usize = 10;
const HALF: usize = 5;
/// 16 bytes in base64url.
const LINK: usize = 22;

/// The secret of a link: 128 bits.
pub(super) fn new_link(entropy: &dyn Entropy) -> String {
    let bytes: Zeroizing<[u8; 16]> = Zeroizing::new(array(entropy));
    URL_SAFE_NO_PAD.encode(bytes.as_slice())
}

/// Ten characters: 50 bits.
pub(super) fn new_code(entropy: &dyn Entropy) -> String {
    let bytes: Zeroizing<[u8; CHARACTERS]> = Zeroizing::new(array(entropy));
    // 256 is a whole number of times 32: every character is as likely.
    bytes
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
        .map(|c| char::from(*c))
        .collect()
}

/// A code in two groups of five, as people read it.
pub(super) fn grouped(code: &str) -> String {
    match code.split_at_checked(HALF) {
        Some((one, two)) => format!("{one}-{two}"),
        None => code.to_owned(),
    }
}

/// What came in from outside.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    /// The secret of a link.
    Link(String),
    /// Ten characters, in their one spelling.
    Code(String),
    /// Nothing that was ever given out.
    Nonsense,
}

impl Typed {
    /// Reads a link's secret, or what a person made of a code: any case, `O` for `0`, `I` or `L` for
    /// `1`, dashes and spaces anywhere.
    pub(crate) fn parse(text: &str) -> Self {
        let text = text.trim();
        let linkish = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if text.len() == LINK && text.chars().all(linkish) {
            return Self::Link(text.to_owned());
        }
        if text.len() > 64 {
            return Self::Nonsense;
        }
        let code: Option<String> = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '_' | '.'))
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .map(|c| {
                u8::try_from(c)
                    .ok()
                    .filter(|b| ALPHABET.contains(b))
                    .map(char::from)
            })
            .collect();
        match code {
            Some(code) if code.len() == CHARACTERS => Self::Code(code),
            _ => Self::Nonsense,
        }
    }

    /// The hash to look it up by.
    pub(super) fn hash(&self, vault: &Vault) -> Option<KeyedHash> {
        match self {
            Self::Link(secret) => Some(link_hash(vault, secret)),
            Self::Code(code) => Some(code_hash(vault, code)),
            Self::Nonsense => None,
        }
    }

    /// The first half of a typed code.
    pub(super) fn half(&self) -> Option<&str> {
        match self {
            Self::Code(code) => code.get(..HALF),
            Self::Link(_) | Self::Nonsense => None,
        }
    }
}

pub(super) fn link_hash(vault: &Vault, secret: &str) -> KeyedHash {
    vault.hash(Hashed::InvitationLink, &[secret.as_bytes()])
}

pub(super) fn code_hash(vault: &Vault, code: &str) -> KeyedHash {
    vault.hash(Hashed::InvitationCode, &[code.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        for typed in [
            "01ABC-DEFGH",
            "o1abc defgh",
            " OIABCDEFGH ",
            "ol-ab-cd-ef-gh",
            "0l abc — defgh",
        ] {
            assert!(
                Typed::parse(typed) == Typed::Code("01ABCDEFGH".to_owned()),
                "{typed}"
            );
        }
        for typed in [
            "",
            "01ABC",
            "01ABCDEFGHJ",
            "01ABCDEFGU",
            "01ABC/DEFGH",
            "é1ABCDEFGH",
            "\0\0\0\0\0\0\0\0\0\0",
        ] {
            assert!(Typed::parse(typed) == Typed::Nonsense, "{typed}");
        }
        assert!(Typed::parse(&"0".repeat(1_000_000)) == Typed::Nonsense);
    }

    #[test]
    fn a_link_is_told_from_a_code() {
        let link = "AAAAAAAAAAAAAAAAAAAA-_";
        assert!(Typed::parse(link) == Typed::Link(link.to_owned()));
        assert!(Typed::parse(&link[1..]) == Typed::Nonsense);
        assert_eq!(grouped("01ABCDEFGH"), "01ABC-DEFGH");
    }
}
