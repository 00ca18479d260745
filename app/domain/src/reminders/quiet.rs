//! The hours in which no phone is woken.

use jiff::SignedDuration;
use jiff::civil::{DateTime, Time};

/// When a reminder goes out that would have come in the quiet hours after it.
const EVENING: Time = Time::constant(20, 0, 0, 0);
/// Where the evening is quiet already: so long before the quiet begins.
const AHEAD: SignedDuration = SignedDuration::from_hours(1);

/// Every day from one time on the clock to another, over midnight when the second is the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    from: Time,
    until: Time,
}

impl QuietHours {
    /// From nine in the evening to eight in the morning.
    pub const DEFAULT: Self = Self {
        from: Time::constant(21, 0, 0, 0),
        until: Time::constant(8, 0, 0, 0),
    };

    /// From, until. `None` when both are the same: that names no hours, or all.
    #[must_use]
    pub fn new(from: Time, until: Time) -> Option<Self> {
        (from != until).then_some(Self { from, until })
    }

    /// When the quiet hours began that hold at `at`; `None` when none do.
    fn began(self, at: DateTime) -> Option<DateTime> {
        let time = at.time();
        match (time >= self.from, time < self.until) {
            (true, true) => on(at, 0, self.from),
            (true, false) if self.from > self.until => on(at, 0, self.from),
            (false, true) if self.from > self.until => on(at, -1, self.from),
            _ => None,
        }
    }

    /// When the quiet hours end that hold at `at`; `None` when none do.
    #[must_use]
    pub fn until(self, at: DateTime) -> Option<DateTime> {
        self.began(at)?;
        let days = i64::from(at.time() >= self.until);
        on(at, days, self.until)
    }

    /// The evening before the quiet hours that hold at `at`: eight o'clock, or an hour before the
    /// quiet began where eight is quiet itself; `None` when `at` is not quiet.
    #[must_use]
    pub fn evening_before(self, at: DateTime) -> Option<DateTime> {
        let began = self.began(at)?;
        [0, -1]
            .into_iter()
            .filter_map(|days| on(began, days, EVENING))
            .find(|evening| *evening < began && self.began(*evening).is_none())
            .or_else(|| began.checked_sub(AHEAD).ok())
    }
}

/// A time on the day so many days from another; `None` outside of the calendar.
fn on(of: DateTime, days: i64, time: Time) -> Option<DateTime> {
    let days = SignedDuration::from_hours(days.saturating_mul(24));
    of.date().to_datetime(time).checked_add(days).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn at(day: i8, hour: i8, minute: i8) -> DateTime {
        date(2026, 11, day).at(hour, minute, 0, 0)
    }

    fn hours(from: i8, until: i8) -> QuietHours {
        QuietHours::new(time(from, 0, 0, 0), time(until, 0, 0, 0)).unwrap()
    }

    #[test]
    fn the_night_is_quiet_and_its_reminders_come_the_evening_before() {
        let night = QuietHours::DEFAULT;
        for (quiet, until, evening) in [
            (at(24, 21, 0), at(25, 8, 0), at(24, 20, 0)),
            (at(24, 23, 59), at(25, 8, 0), at(24, 20, 0)),
            (at(25, 0, 0), at(25, 8, 0), at(24, 20, 0)),
            (at(25, 7, 59), at(25, 8, 0), at(24, 20, 0)),
        ] {
            assert_eq!(night.until(quiet), Some(until), "{quiet}");
            assert_eq!(night.evening_before(quiet), Some(evening), "{quiet}");
        }
        for awake in [at(24, 20, 59), at(25, 8, 0), at(25, 13, 0)] {
            assert_eq!(night.until(awake), None, "{awake}");
            assert_eq!(night.evening_before(awake), None, "{awake}");
        }
    }

    #[test]
    fn other_hours_than_those_of_a_night_have_an_evening_before_them_too() {
        for (quiet, at_this, until, evening) in [
            (hours(22, 7), at(25, 6, 0), at(25, 7, 0), at(24, 20, 0)),
            (hours(19, 8), at(25, 6, 0), at(25, 8, 0), at(24, 18, 0)),
            (hours(0, 8), at(25, 6, 0), at(25, 8, 0), at(24, 20, 0)),
            (hours(9, 15), at(25, 9, 0), at(25, 15, 0), at(24, 20, 0)),
            (hours(12, 11), at(25, 10, 0), at(25, 11, 0), at(24, 11, 0)),
        ] {
            assert_eq!(quiet.until(at_this), Some(until), "{quiet:?}");
            assert_eq!(quiet.evening_before(at_this), Some(evening), "{quiet:?}");
        }
        assert_eq!(hours(9, 15).until(at(25, 15, 0)), None);
        assert_eq!(hours(9, 15).until(at(25, 8, 59)), None);
        assert_eq!(QuietHours::new(Time::midnight(), Time::midnight()), None);
    }
}
