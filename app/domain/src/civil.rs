//! The calendar of Europe/Amsterdam, where everybody here lives.
//!
//! By rule, not by a time zone database: server and phone must say the same, a phone's own data may be years
//! old, and asking a browser for it costs more time than all the rest of a page. The rule: Directive
//! 2000/84/EC. Should it ever be ended, this is the one place to change.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// A moment in the calendar of Europe/Amsterdam, as it is since 1996.
#[must_use]
pub fn amsterdam(at: Timestamp) -> DateTime {
    let hours = if is_summer(Offset::UTC.to_datetime(at)) {
        2
    } else {
        1
    };
    Offset::constant(hours).to_datetime(at)
}

/// Summer time is from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October.
fn is_summer(utc: DateTime) -> bool {
    let turns = || (last_sunday(utc), 1);
    let now = || (utc.day(), utc.hour());
    match utc.month() {
        4..=9 => true,
        3 => now() >= turns(),
        10 => now() < turns(),
        _ => false,
    }
}

/// The day of the last Sunday in a month of 31 days.
fn last_sunday(at: DateTime) -> i8 {
    let weekday = at.date().weekday().to_sunday_zero_offset();
    31 - (weekday + 31 - at.day()) % 7
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::*;

    fn by_database(at: Timestamp) -> DateTime {
        let zone = TimeZone::get("Europe/Amsterdam").expect("the zone");
        at.to_zoned(zone).datetime()
    }

    #[test]
    fn the_hours_around_both_turns_of_every_year() {
        for year in 1996..=2100 {
            for (month, day) in [(3, 24), (10, 24)] {
                let start = DateTime::constant(year, month, day, 0, 30, 0, 0);
                let start = Offset::UTC.to_timestamp(start).expect("a moment");
                for hour in 0..24 * 9 {
                    let at = start + jiff::SignedDuration::from_hours(hour);
                    assert_eq!(amsterdam(at), by_database(at), "{at}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn as_the_time_zone_database_says(seconds in 830_000_000_i64..4_133_000_000) {
            let at = Timestamp::from_second(seconds).expect("a moment");
            prop_assert_eq!(amsterdam(at), by_database(at));
        }
    }
}
