//! How long before.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use super::Calendar;

/// How long before the start a reminder comes, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Before(u16);

impl Before {
    /// When nobody chose: one day and two hours before.
    pub const USUAL: [Self; 2] = [Self(24 * 60), Self(2 * 60)];

    /// So many minutes before.
    #[must_use]
    pub fn minutes(minutes: u16) -> Option<Self> {
        (minutes > 4).then_some(Self(minutes))
    }

    /// In minutes.
    #[must_use]
    pub fn as_minutes(self) -> u16 {
        self.0
    }
}

const DAY: u16 = 24 * 60;

/// The moment so long before `start`. Whole days are days of the calendar, the same time on the clock
/// also when a day has 23 or 25 hours; everything else is minutes that really pass. `None` before the
/// beginning of time.
#[must_use]
pub fn moment(before: Before, start: DateTime, calendar: &impl Calendar) -> Option<Timestamp> {
    let minutes = before.as_minutes();
    let length = SignedDuration::from_mins(i64::from(minutes));
    if minutes.is_multiple_of(DAY) {
        let civil = start.checked_sub(length).ok()?;
        return Some(calendar.instant(civil));
    }
    calendar.instant(start).checked_sub(length).ok()
}
