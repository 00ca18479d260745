//! Stip's own address, as `STIP_ORIGIN` gives it.

use core::{fmt, str::FromStr};

use url::{Host, Url};

/// Scheme, host and port under which Stip itself is reached: `https`, or `http` on loopback.
#[derive(Clone, PartialEq, Eq)]
pub struct Origin {
    text: String,
    loopback: bool,
}

/// Why an origin was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// Not an absolute URL with a host.
    #[error("STIP_ORIGIN must be an address such as https://stip.example.org")]
    NotAnAddress,
    /// A path, query, fragment, user name or password stands in it.
    #[error("STIP_ORIGIN must be scheme, host and port only, without a path")]
    MoreThanOrigin,
    /// Plain HTTP somewhere else than on this machine.
    #[error("STIP_ORIGIN must be https; only 127.0.0.1, [::1] and localhost may use http")]
    PlainHttp,
}

impl Origin {
    /// Whether it is on this machine: the one case in which loopback push hosts are allowed.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// As browsers write it: no default port, no slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).or(Err(OriginError::NotAnAddress))?;
        let loopback = match url.host().ok_or(OriginError::NotAnAddress)? {
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
            Host::Domain(name) => name == "localhost",
        };
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(OriginError::PlainHttp),
            _ => return Err(OriginError::NotAnAddress),
        }
        let own = url.origin().ascii_serialization();
        if url.as_str().strip_prefix(&own) != Some("/") {
            return Err(OriginError::MoreThanOrigin);
        }
        Ok(Self {
            text: own,
            loopback,
        })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Origin({})", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_https_or_on_this_machine() {
        for (text, expected) in [
            (
                "https://stip.example.org",
                Ok(("https://stip.example.org", false)),
            ),
            (
                "https://stip.example.org:443/",
                Ok(("https://stip.example.org", false)),
            ),
            (
                "https://stip.example.org:8443",
                Ok(("https://stip.example.org:8443", false)),
            ),
            ("http://127.0.0.1:3000", Ok(("http://127.0.0.1:3000", true))),
            ("http://[::1]:3000", Ok(("http://[::1]:3000", true))),
            ("http://localhost", Ok(("http://localhost", true))),
            ("http://stip.example.org", Err(OriginError::PlainHttp)),
            ("http://127.0.0.1.example.org", Err(OriginError::PlainHttp)),
            (
                "https://stip.example.org/app",
                Err(OriginError::MoreThanOrigin),
            ),
            (
                "https://stip.example.org?",
                Err(OriginError::MoreThanOrigin),
            ),
            (
                "https://me@stip.example.org",
                Err(OriginError::MoreThanOrigin),
            ),
            ("stip.example.org", Err(OriginError::NotAnAddress)),
            ("ftp://stip.example.org", Err(OriginError::NotAnAddress)),
            ("data:text/html,x", Err(OriginError::NotAnAddress)),
            ("", Err(OriginError::NotAnAddress)),
        ] {
            let found = text.parse::<Origin>();
            let found = found
                .as_ref()
                .map(|o| (o.as_str(), o.is_loopback()))
                .map_err(|e| *e);
            assert_eq!(found, expected, "{text}");
        }
    }
}
