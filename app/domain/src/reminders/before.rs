//! How long before is when.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use super::Calendar;
use crate::appointments::Before;

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
