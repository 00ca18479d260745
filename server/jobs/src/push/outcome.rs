//! What became of a message: the answer of a push service, put in the worker's words.

use core::{fmt, time::Duration};

use super::send::BuildError;

/// What became of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 2xx: the service took it. Never "shown": only the phone's receipt says that.
    Accepted,
    /// 404 or 410: the subscription is over, delete it. (Many at once, and only 404, smells of a
    /// wrong VAPID key: the worker may hold back.)
    Gone {
        /// The status.
        status: u16,
    },
    /// Try again later, while the message is still of use. The subscription stays.
    Retry {
        /// What the service asked for; `None` leaves it to the worker's own backoff.
        after: Option<Duration>,
        /// What happened.
        cause: RetryCause,
    },
    /// 413: the message is too large for this service. Our fault; the same message never fits.
    TooLarge,
    /// Any other answer, redirects too: our fault or the service's. Do not repeat, keep the
    /// subscription, tell the operator.
    OurFault {
        /// The status.
        status: u16,
        /// The service's own word for it, when it gives one.
        reason: Option<Reason>,
    },
    /// Nothing was sent: the message could not be built.
    Unbuildable(BuildError),
}

/// Why to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryCause {
    /// 408, 425, 429 or 5xx.
    Status(u16),
    /// No whole answer in time.
    Timeout,
    /// No connection, no trust, or no HTTP.
    Unreachable,
    /// The host's name led to no public address; nothing was connected to.
    NoPublicAddress,
}

/// A push service's own word for an error (`BadJwtToken`, `errno 109`): safe to log.
#[derive(Clone, PartialEq, Eq)]
pub struct Reason(String);

/// The fields in which Apple, and Mozilla, name an error.
#[derive(serde::Deserialize)]
struct ErrorBody {
    reason: Option<String>,
    errno: Option<u32>,
}

impl Reason {
    /// Finds the word in an answer's body. Anything that is not a short plain word stays out of our
    /// logs: a body may repeat the endpoint.
    pub(super) fn find(body: &[u8]) -> Option<Self> {
        let body: ErrorBody = serde_json::from_slice(body).ok()?;
        let plain = |word: &String| {
            (1..=64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        let errno = || body.errno.map(|number| format!("errno {number}"));
        body.reason.clone().filter(plain).or_else(errno).map(Self)
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reason({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_word_is_taken_from_a_body() {
        for (body, expected) in [
            (r#"{"reason":"BadJwtToken"}"#, Some("BadJwtToken")),
            (
                r#"{"code":401,"errno":109,"error":"Unauthorized","message":"x"}"#,
                Some("errno 109"),
            ),
            (
                r#"{"reason":"see https://updates.example/wpush/v2/secret"}"#,
                None,
            ),
            (r#"{"reason":"a b","errno":3}"#, Some("errno 3")),
            (r#"{"reason":""}"#, None),
            ("<html>", None),
            ("", None),
        ] {
            let found = Reason::find(body.as_bytes());
            assert_eq!(found.as_ref().map(Reason::as_str), expected, "{body}");
        }
    }
}
