//! What the worker hands over for one browser.

use core::{fmt, time::Duration};

use super::{endpoint::Endpoint, recipient::Recipient, topic::Topic};

/// How long a push service keeps a message for a phone that is off (RFC 8030, section 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ttl(u32);

impl Ttl {
    /// The most that push services take: 30 days.
    pub const MAX: Self = Self(2_592_000);
    /// A nudge or a cheer is worth showing for a day.
    pub const DAY: Self = Self(86_400);

    /// Whole seconds until the message is useless, at most [`Ttl::MAX`].
    #[must_use]
    pub fn lasting(useful: Duration) -> Self {
        u32::try_from(useful.as_secs()).map_or(Self::MAX, |seconds| Self(seconds).min(Self::MAX))
    }

    /// The value in seconds.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.0
    }
}

/// Whether a message may wake a sleeping phone (RFC 8030, section 5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Can wait for power and Wi-Fi.
    VeryLow,
    /// Digests.
    Low,
    /// Nudges and cheers.
    Normal,
    /// Reminders of an appointment: wakes the phone.
    High,
}

impl Urgency {
    /// The value of the header.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VeryLow => "very-low",
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
        }
    }
}

/// One message for one browser, not yet encrypted.
#[derive(Clone)]
pub struct Message {
    /// Where it goes.
    pub endpoint: Endpoint,
    /// Whom it is encrypted for.
    pub recipient: Recipient,
    /// The plaintext, from [`Notice::to_json`](super::Notice::to_json).
    pub payload: Vec<u8>,
    /// How long it is worth keeping.
    pub ttl: Ttl,
    /// Whether it wakes the phone.
    pub urgency: Urgency,
    /// Under which name it replaces an earlier one that was not delivered yet.
    pub topic: Option<Topic>,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("endpoint", &self.endpoint)
            .field("ttl", &self.ttl)
            .field("urgency", &self.urgency)
            .field("topic", &self.topic)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ttl_is_capped_at_thirty_days() {
        assert_eq!(Ttl::lasting(Duration::from_millis(90_999)).seconds(), 90);
        assert_eq!(Ttl::lasting(Duration::ZERO).seconds(), 0);
        assert_eq!(Ttl::lasting(Duration::from_secs(2_592_001)), Ttl::MAX);
        assert_eq!(Ttl::lasting(Duration::MAX), Ttl::MAX);
    }
}
