//! Nudges and cheers: how many phones hear of in a day.
//!
//! Reminders of appointments do not count, and nothing here holds them up.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::{Calendar, Settings};

/// Messages of coaches that a person hears of in one day of the calendar.
pub const MOST: usize = 3;

/// When a person hears of what a coach wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// At once, by itself.
    Now,
    /// Later, in one message with everything else that waits for that moment.
    Together(Timestamp),
}

/// When a person hears of something that is written `now`, after `told` others since the day began:
/// at once, or when the quiet hours end, today's or, when today was enough, tomorrow's.
#[must_use]
pub fn telling(
    now: Timestamp,
    told: usize,
    settings: &Settings,
    calendar: &impl Calendar,
) -> Telling {
    let civil = calendar.civil(now);
    let later = match settings.quiet_until(civil) {
        Some(morning) => Some(morning),
        None if told < MOST => None,
        None => tomorrow(civil).map(|midnight| settings.quiet_until(midnight).unwrap_or(midnight)),
    };
    later.map_or(Telling::Now, |later| {
        Telling::Together(calendar.instant(later))
    })
}

/// When the day began that `now` is part of: from here on messages count together.
#[must_use]
pub fn day_began(now: Timestamp, calendar: &impl Calendar) -> Timestamp {
    let midnight = calendar.civil(now).date().at(0, 0, 0, 0);
    calendar.instant(midnight)
}

fn tomorrow(civil: DateTime) -> Option<DateTime> {
    let tomorrow = civil.date().tomorrow().ok()?;
    Some(tomorrow.at(0, 0, 0, 0))
}
