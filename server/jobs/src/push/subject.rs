//! Whom a push service may write to about our messages: VAPID's `sub` (RFC 8292, section 2.1; P-07).

use core::fmt;

use url::{Host, Url};

use super::origin::Origin;

/// A checked contact: `mailto:` or `https:`.
#[derive(Clone, PartialEq, Eq)]
pub struct Subject(String);

/// Why a contact was refused. Apple answers 403 to every message with such a contact, while others
/// take it: so it is refused at the start, in all places at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubjectError {
    /// Neither `mailto:name@host` nor `https://host`.
    #[error(
        "the push contact must look like mailto:help@your-organisation.nl or https://your-organisation.nl"
    )]
    NotAContact,
    /// A host that nobody can reach from outside (`localhost`, `.local`, `.invalid`, an example, ...).
    #[error(
        "the push contact must be a real address: push services refuse localhost, .local, .invalid \
         and example hosts"
    )]
    NotReal,
}

/// RFC 6761, RFC 6762, RFC 8375, RFC 9476, and ICANN's `.internal`.
const UNREAL_TOP: [&str; 9] = [
    "localhost",
    "local",
    "invalid",
    "test",
    "example",
    "internal",
    "localdomain",
    "alt",
    "arpa",
];
const UNREAL_NAMES: [&str; 3] = ["example.com", "example.net", "example.org"];

impl Subject {
    /// Checks the contact from the settings. When Stip itself runs on loopback (`own`), an unreal
    /// host is fine: no message leaves the machine then.
    ///
    /// # Errors
    /// [`SubjectError`], whose text is for the operator at the start.
    pub fn parse(text: &str, own: &Origin) -> Result<Self, SubjectError> {
        let plain = text.len() <= 320 && text.bytes().all(|b| b.is_ascii_graphic() && b != b'"');
        let url = Url::parse(text).or(Err(SubjectError::NotAContact))?;
        let host = match url.scheme() {
            "mailto" if url.query().is_none() => mail_host(url.path()),
            "https" => Url::host(&url).map(|host| host.to_owned()),
            _ => None,
        };
        match host.filter(|_| plain).ok_or(SubjectError::NotAContact)? {
            _ if own.is_loopback() => {}
            Host::Domain(name) if is_real(&name) => {}
            Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_) => return Err(SubjectError::NotReal),
        }
        Ok(Self(text.to_owned()))
    }

    /// The value of `sub`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subject(..)")
    }
}

fn mail_host(address: &str) -> Option<Host<String>> {
    let (name, host) = address.rsplit_once('@')?;
    let odd = |c: char| c == '@' || c == ',' || c == '%';
    if name.is_empty() || name.contains(odd) {
        None
    } else {
        Host::parse(host).ok()
    }
}

fn is_real(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let Some((_, top)) = name.rsplit_once('.') else {
        return false;
    };
    let under = |known: &&str| name == **known || name.ends_with(&format!(".{known}"));
    !UNREAL_TOP.contains(&top) && !UNREAL_NAMES.iter().any(under)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_must_be_real_unless_stip_is_on_loopback() {
        use SubjectError::{NotAContact, NotReal};
        let public = "https://stip.jeugdpunt.nl".parse().unwrap();
        let here = "http://127.0.0.1:3000".parse().unwrap();
        for (text, in_public, on_loopback) in [
            ("mailto:hulp@jeugdpunt.nl", Ok(()), Ok(())),
            ("https://jeugdpunt.nl/contact", Ok(()), Ok(())),
            ("mailto:stip@localhost", Err(NotReal), Ok(())),
            ("mailto:stip@host.local", Err(NotReal), Ok(())),
            ("mailto:stip@host.LOCAL", Err(NotReal), Ok(())),
            ("mailto:stip@host.invalid", Err(NotReal), Ok(())),
            ("mailto:stip@host.invalid.", Err(NotReal), Ok(())),
            ("mailto:example@example.com", Err(NotReal), Ok(())),
            ("mailto:a@mail.example.org", Err(NotReal), Ok(())),
            ("mailto:a@notexample.org", Ok(()), Ok(())),
            ("mailto:a@[127.0.0.1]", Err(NotAContact), Err(NotAContact)),
            ("mailto:a@127.0.0.1", Err(NotReal), Ok(())),
            ("https://localhost", Err(NotReal), Ok(())),
            ("https://10.0.0.1/", Err(NotReal), Ok(())),
            ("https://[::1]/", Err(NotReal), Ok(())),
            ("https://stip", Err(NotReal), Ok(())),
            ("http://jeugdpunt.nl", Err(NotAContact), Err(NotAContact)),
            ("mailto:", Err(NotAContact), Err(NotAContact)),
            ("mailto:@jeugdpunt.nl", Err(NotAContact), Err(NotAContact)),
            ("mailto:hulp", Err(NotAContact), Err(NotAContact)),
            (
                "mailto:a@b@jeugdpunt.nl",
                Err(NotAContact),
                Err(NotAContact),
            ),
            (
                "mailto:a@jeugdpunt.nl?cc=b@jeugdpunt.nl",
                Err(NotAContact),
                Err(NotAContact),
            ),
            ("hulp@jeugdpunt.nl", Err(NotAContact), Err(NotAContact)),
            (
                "mailto:hulp @jeugdpunt.nl",
                Err(NotAContact),
                Err(NotAContact),
            ),
            ("", Err(NotAContact), Err(NotAContact)),
        ] {
            assert_eq!(
                Subject::parse(text, &public).map(|_| ()),
                in_public,
                "{text}"
            );
            assert_eq!(
                Subject::parse(text, &here).map(|_| ()),
                on_loopback,
                "{text} on loopback"
            );
        }
    }
}
