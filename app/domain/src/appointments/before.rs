//! How long before it somebody wants to be reminded.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// How long before the start a reminder comes, in minutes. JSON: the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Before(u16);

impl Before {
    /// When nobody chose: one day and two hours before.
    pub const USUAL: [Self; 2] = [Self(24 * 60), Self(2 * 60)];
    /// What can be chosen, longest first: three days, one day, two hours, half an hour.
    pub const CHOICES: [Self; 4] = [Self(3 * 24 * 60), Self(24 * 60), Self(2 * 60), Self(30)];
    /// The most reminders of one appointment.
    pub const MOST: usize = 4;
    /// The longest before: two weeks.
    const LONGEST: u16 = 14 * 24 * 60;

    /// So many minutes before; `None` for less than five minutes and more than two weeks.
    #[must_use]
    pub fn minutes(minutes: u16) -> Option<Self> {
        (5..=Self::LONGEST)
            .contains(&minutes)
            .then_some(Self(minutes))
    }

    /// In minutes.
    #[must_use]
    pub fn as_minutes(self) -> u16 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Before {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::minutes(u16::deserialize(deserializer)?)
            .ok_or_else(|| D::Error::custom("no such reminder"))
    }
}
