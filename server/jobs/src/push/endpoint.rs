//! Where one browser's messages go: a URL that a browser gave us, so a stranger's input (P-01).

use core::fmt;

use http::Uri;
use url::{Host, Url};

use super::hosts::HostPolicy;

/// The longest endpoint, in bytes.
const MAX_BYTES: usize = 1_024;

/// The URL of one push subscription, checked against a [`HostPolicy`].
///
/// It is a capability: who knows it can bother the phone. `Debug` shows the host only.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    url: Url,
}

/// Why an endpoint was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Longer than 1,024 bytes.
    #[error("the endpoint is longer than {MAX_BYTES} bytes")]
    TooLong,
    /// A space, control character, backslash, `#`, or anything outside ASCII.
    #[error("the endpoint holds a character that a push service never uses")]
    Character,
    /// Not an absolute URL with a host.
    #[error("the endpoint is not an absolute URL")]
    NotAUrl,
    /// Neither `https` nor, for an exempted loopback host, `http`.
    #[error("the endpoint is not https")]
    Scheme,
    /// A user name or password.
    #[error("the endpoint holds a user name or password")]
    UserInfo,
    /// Scheme, host or port are not written as a browser writes them, or the path is missing.
    #[error("the endpoint is not written as a browser writes it")]
    NotNormal,
    /// A host, address or port that is not on the list.
    #[error("the endpoint's host is not a push service on the list")]
    Host,
}

impl Endpoint {
    /// Checks an endpoint, as `PushSubscription.endpoint` gives it.
    ///
    /// A browser hands over what its URL parser wrote, so scheme, host and port must already stand in
    /// normal form: whatever a parser would quietly mend (`HTTPS:`, `\`, tabs, `%2e`, `:443`, octal
    /// addresses, full-width letters) is a trick and refused.
    ///
    /// # Errors
    /// The first [`EndpointError`] that applies.
    pub fn parse(text: &str, policy: &HostPolicy) -> Result<Self, EndpointError> {
        if text.len() > MAX_BYTES {
            return Err(EndpointError::TooLong);
        }
        let strange = |b: u8| !b.is_ascii_graphic() || b == b'\\' || b == b'#';
        if text.bytes().any(strange) {
            return Err(EndpointError::Character);
        }
        let url = Url::parse(text).or(Err(EndpointError::NotAUrl))?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(EndpointError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EndpointError::UserInfo);
        }
        let origin = url.origin().ascii_serialization();
        let path = text
            .strip_prefix(&origin)
            .and_then(|rest| rest.strip_prefix('/'));
        if path.is_none_or(str::is_empty) {
            return Err(EndpointError::NotNormal);
        }
        Self::check_host(&url, policy)?;
        // The HTTP client reads the text with a parser of its own: both must see the same host.
        let uri = Uri::try_from(url.as_str()).or(Err(EndpointError::NotNormal))?;
        if uri.host() != url.host_str() || uri.port_u16() != url.port() {
            return Err(EndpointError::NotNormal);
        }
        Ok(Self { url })
    }

    fn check_host(url: &Url, policy: &HostPolicy) -> Result<(), EndpointError> {
        let host = url.host().ok_or(EndpointError::NotAUrl)?;
        let text = url.host_str().ok_or(EndpointError::NotAUrl)?;
        let port = url.port_or_known_default().ok_or(EndpointError::Host)?;
        // Before anything else: these three may be plain HTTP with a port, and only they.
        if policy.allows_loopback(text, port) {
            return Ok(());
        }
        if url.scheme() != "https" {
            return Err(EndpointError::Scheme);
        }
        match host {
            Host::Domain(name) if port == 443 && policy.allows(name) => Ok(()),
            Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_) => Err(EndpointError::Host),
        }
    }

    /// The whole URL, to be stored (sealed) and sent to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// What a VAPID token for it says as `aud`: the origin, with a port that is not the default one.
    #[must_use]
    pub fn audience(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// The host alone, for logs and for limits per push service.
    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({}, ..)", self.audience())
    }
}
