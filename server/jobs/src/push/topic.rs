//! The name under which a later message replaces an earlier one.

use core::{fmt, str::FromStr};

use aws_lc_rs::hmac;
use domain::id::SubscriptionId;
use uuid::Uuid;

const LONGEST: usize = 32;
/// Half of the HMAC: 32 hexadecimal digits fill a topic.
const TAG_BYTES: usize = 16;
/// Keeps this use of the key apart from any other.
const PURPOSE: &[u8] = b"stip push topic v1\0";

/// A `Topic` header (RFC 8030, section 5.4) and, for what was shown already, the notification's `tag`.
///
/// 1 to 32 of `A-Z`, `a-z` and `0-9`: Mozilla's service takes no other characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Topic(String);

/// Why a topic was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a push topic is 1 to 32 letters and digits")]
pub struct TopicError;

impl Topic {
    /// The topic of everything that one subscription hears about one subject (an appointment, a
    /// nudge): 32 hexadecimal digits of an HMAC-SHA-256, so that the push service learns no id.
    #[must_use]
    pub fn for_effect(key: &TopicKey, subscription: SubscriptionId, subject: Uuid) -> Self {
        let mut context = hmac::Context::with_key(&key.0);
        context.update(PURPOSE);
        context.update(subscription.uuid().as_bytes());
        context.update(subject.as_bytes());
        let tag = context.sign();
        let hex = |byte: &u8| format!("{byte:02x}");
        Self(tag.as_ref().iter().take(TAG_BYTES).map(hex).collect())
    }

    /// Its letters and digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Topic {
    type Err = TopicError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=LONGEST).contains(&text.len());
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits && plain {
            Ok(Self(text.to_owned()))
        } else {
            Err(TopicError)
        }
    }
}

/// The secret that makes topics meaningless to push services.
#[derive(Clone)]
pub struct TopicKey(hmac::Key);

impl TopicKey {
    /// Takes 32 secret bytes. They must stay the same, else a moved reminder does not replace the old.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }
}

impl fmt::Debug for TopicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TopicKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_letters_and_digits_only() {
        assert!("aZ09".parse::<Topic>().is_ok());
        assert!("a".repeat(32).parse::<Topic>().is_ok());
        for bad in ["", "a-b", "a_b", "a b", "é", "a\r\nX: y", &"a".repeat(33)] {
            assert_eq!(bad.parse::<Topic>(), Err(TopicError), "{bad:?}");
        }
    }

    #[test]
    fn the_same_subject_has_one_topic_per_subscription_and_key() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (phone, tablet) = (
            SubscriptionId::from_uuid(one),
            SubscriptionId::from_uuid(two),
        );
        let key = TopicKey::new(&[7; 32]);
        let topic = Topic::for_effect(&key, phone, one);

        assert_eq!(topic.as_str(), "8cb96462c3514ce34ff764ac53c423f2");
        assert_eq!(topic, Topic::for_effect(&key, phone, one));
        assert_ne!(topic, Topic::for_effect(&key, tablet, one));
        assert_ne!(topic, Topic::for_effect(&key, phone, two));
        assert_ne!(
            topic,
            Topic::for_effect(&TopicKey::new(&[8; 32]), phone, one)
        );
        assert_eq!(topic.as_str().parse(), Ok(topic));
    }
}
