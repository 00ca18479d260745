//! One POST to a push service (RFC 8030), with every bound that a stranger's URL asks for (P-02).

use core::{fmt, time::Duration};
use std::{error::Error, time::Instant};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, StatusCode,
    header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER},
};
use jiff::{SignedDuration, Timestamp};
use reqwest::{Certificate, Client, Response, redirect::Policy};
use tracing::{debug, warn};

use super::{
    Random,
    encrypt::{EncryptError, encrypt},
    hosts::HostPolicy,
    message::Message,
    outcome::{Outcome, Reason, RetryCause},
    resolve::{Lookup, NoPublicAddress, PublicResolver, system_lookup},
    retry_after,
    vapid::{Vapid, VapidError},
};

/// The most that is read of an answer's body, in bytes.
const MOST_READ: usize = 16_384;

const TTL: HeaderName = HeaderName::from_static("ttl");
const URGENCY: HeaderName = HeaderName::from_static("urgency");
const TOPIC: HeaderName = HeaderName::from_static("topic");

/// Bounds and sources of a [`Sender`]. [`Settings::new`] gives those for real use.
#[derive(Clone)]
pub struct Settings {
    /// For name, connection and TLS together.
    pub connect_timeout: Duration,
    /// For everything, the answer's body included.
    pub total_timeout: Duration,
    /// Certificates, in DER, trusted beside the system's.
    pub extra_roots: Vec<Vec<u8>>,
    /// How names become addresses, before the check.
    pub lookup: Lookup,
    /// Where salts come from.
    pub random: Random,
}

impl Settings {
    /// 5 s to connect, 10 s in all, the system's certificates and resolver.
    #[must_use]
    pub fn new(random: Random) -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            total_timeout: Duration::from_secs(10),
            extra_roots: Vec::new(),
            lookup: system_lookup(),
            random,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("connect_timeout", &self.connect_timeout)
            .field("total_timeout", &self.total_timeout)
            .field("extra_roots", &self.extra_roots.len())
            .finish_non_exhaustive()
    }
}

/// Why a [`Sender`] could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SenderError {
    /// The HTTP client could not be built: most often no root certificates on this system.
    #[error(
        "the client for push services could not be built; are root certificates (ca-certificates) installed?"
    )]
    Client(#[source] reqwest::Error),
}

/// Why a message could not be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// Not encrypted.
    #[error(transparent)]
    Encrypt(#[from] EncryptError),
    /// Not signed.
    #[error(transparent)]
    Vapid(#[from] VapidError),
    /// A header or the address did not pass the HTTP library.
    #[error("the push request could not be put together")]
    Request,
}

/// Sends messages. One for the whole process: it keeps one pool of connections per push service.
pub struct Sender {
    client: Client,
    vapid: Vapid,
    random: Random,
}

impl Sender {
    /// Builds the one client. Endpoints given to [`Sender::send`] must have been checked against the
    /// same `policy`.
    ///
    /// # Errors
    /// [`SenderError::Client`].
    pub fn new(vapid: Vapid, policy: &HostPolicy, settings: Settings) -> Result<Self, SenderError> {
        let roots = settings
            .extra_roots
            .iter()
            .map(|der| Certificate::from_der(der));
        let roots = roots
            .collect::<Result<Vec<_>, _>>()
            .map_err(SenderError::Client)?;
        let mut builder = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(settings.connect_timeout)
            .timeout(settings.total_timeout)
            .tcp_nodelay(true)
            .dns_resolver(PublicResolver::new(settings.lookup, policy));
        if !roots.is_empty() {
            builder = builder.tls_certs_merge(roots);
        }
        let client = builder.build().map_err(SenderError::Client)?;
        Ok(Self {
            client,
            vapid,
            random: settings.random,
        })
    }

    /// Who we are: for the public key that browsers subscribe with.
    #[must_use]
    pub fn vapid(&self) -> &Vapid {
        &self.vapid
    }

    /// Encrypts and signs: all that is sent, without sending.
    ///
    /// # Errors
    /// [`BuildError`] when it cannot be built; trying again would not help.
    pub fn build(
        &self,
        message: &Message,
        now: Timestamp,
    ) -> Result<http::Request<Bytes>, BuildError> {
        let body = encrypt(&message.payload, &message.recipient, &*self.random)?;
        let authorization = self
            .vapid
            .authorization(&message.endpoint.audience(), now)?;
        let mut request = http::Request::post(message.endpoint.as_str())
            .header(TTL, message.ttl.seconds())
            .header(URGENCY, message.urgency.as_str())
            .header(CONTENT_ENCODING, "aes128gcm")
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(AUTHORIZATION, authorization);
        if let Some(topic) = &message.topic {
            request = request.header(TOPIC, topic.as_str());
        }
        request.body(Bytes::from(body)).or(Err(BuildError::Request))
    }

    /// Sends one message and says what became of it. Never fails, never waits longer than the
    /// settings allow, and never follows anything.
    pub async fn send(&self, message: &Message, now: Timestamp) -> Outcome {
        let outcome = self.attempt(message, now).await;
        log(message.endpoint.host(), &outcome);
        outcome
    }

    async fn attempt(&self, message: &Message, now: Timestamp) -> Outcome {
        let built = self
            .build(message, now)
            .and_then(|request| reqwest::Request::try_from(request).or(Err(BuildError::Request)));
        let request = match built {
            Ok(request) => request,
            Err(error) => return Outcome::Unbuildable(error),
        };
        let started = Instant::now();
        match self.client.execute(request).await {
            Ok(response) => read(response, later(now, started.elapsed())).await,
            Err(error) => Outcome::Retry {
                after: None,
                cause: cause(&error),
            },
        }
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender")
            .field("vapid", &self.vapid)
            .finish_non_exhaustive()
    }
}

fn later(now: Timestamp, elapsed: Duration) -> Timestamp {
    let elapsed = SignedDuration::try_from(elapsed).unwrap_or_default();
    now.checked_add(elapsed).unwrap_or(now)
}

/// The status alone decides; a body is read only where it can say what we did wrong.
async fn read(response: Response, now: Timestamp) -> Outcome {
    let status = response.status();
    match status {
        _ if status.is_success() => Outcome::Accepted,
        StatusCode::NOT_FOUND | StatusCode::GONE => Outcome::Gone {
            status: status.as_u16(),
        },
        StatusCode::PAYLOAD_TOO_LARGE => Outcome::TooLarge,
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => {
            busy(status, response.headers(), now)
        }
        _ if status.is_server_error() => busy(status, response.headers(), now),
        _ => Outcome::OurFault {
            status: status.as_u16(),
            reason: reason(response).await,
        },
    }
}

fn busy(status: StatusCode, headers: &HeaderMap<HeaderValue>, now: Timestamp) -> Outcome {
    let after = headers
        .get(RETRY_AFTER)
        .and_then(|value| retry_after::parse(value, now));
    Outcome::Retry {
        after,
        cause: RetryCause::Status(status.as_u16()),
    }
}

async fn reason(mut response: Response) -> Option<Reason> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        body.extend_from_slice(&chunk);
        if body.len() > MOST_READ {
            return None;
        }
    }
    Reason::find(&body)
}

fn cause(error: &reqwest::Error) -> RetryCause {
    let mut inner: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(source) = inner {
        if source.is::<NoPublicAddress>() {
            return RetryCause::NoPublicAddress;
        }
        inner = source.source();
    }
    if error.is_timeout() {
        RetryCause::Timeout
    } else {
        RetryCause::Unreachable
    }
}

/// Says to the operator what is ours to mend. Host and status only: an endpoint is a capability.
fn log(host: &str, outcome: &Outcome) {
    match outcome {
        Outcome::Accepted | Outcome::Gone { .. } => debug!(host, ?outcome, "push"),
        Outcome::Retry {
            cause: RetryCause::NoPublicAddress,
            ..
        } => {
            warn!(host, "push host leads to no public address; not connected");
        }
        Outcome::Retry { .. } => debug!(host, ?outcome, "push to be tried again"),
        Outcome::TooLarge => warn!(host, "push service says our message is too large"),
        Outcome::OurFault { status, reason } => {
            warn!(
                host,
                status,
                reason = reason.as_ref().map(Reason::as_str),
                "push refused"
            );
        }
        Outcome::Unbuildable(error) => warn!(host, %error, "push message could not be built"),
    }
}
