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

/// The moment at which a clock on a wall in Europe/Amsterdam shows this time.
///
/// A time that a clock change leaves out is read with the offset before it (RFC 5545, section 3.3.5): half
/// past two in the night of the last Sunday of March is half past three. Of a time that is there twice
/// the first is meant. The year after 9999 and the one before -9999 have no moments: the nearest one.
#[must_use]
pub fn amsterdam_instant(at: DateTime) -> Timestamp {
    let nearest = if at.year() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    let with = |hours| Offset::constant(hours).to_timestamp(at).unwrap_or(nearest);
    let summer = with(2);
    if is_summer(Offset::UTC.to_datetime(summer)) {
        summer
    } else {
        with(1)
    }
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

    /// By RFC 5545: the offset before a gap, the first of two.
    fn instant_by_database(at: DateTime) -> Timestamp {
        let zone = TimeZone::get("Europe/Amsterdam").expect("the zone");
        zone.to_ambiguous_timestamp(at)
            .compatible()
            .expect("a moment")
    }

    #[test]
    fn every_quarter_around_both_turns_of_every_year() {
        for year in 1996..=2100 {
            for (month, day) in [(3, 24), (10, 24)] {
                let start = DateTime::constant(year, month, day, 0, 0, 0, 0);
                for quarter in 0..4 * 24 * 9 {
                    let at = start + jiff::SignedDuration::from_mins(15 * quarter);
                    assert_eq!(amsterdam_instant(at), instant_by_database(at), "{at}");
                }
            }
        }
    }

    #[test]
    fn a_time_that_is_not_there_is_later_and_one_that_is_twice_is_the_first() {
        let shown = |at: DateTime| amsterdam(amsterdam_instant(at)).to_string();
        let gap = DateTime::constant(2027, 3, 28, 2, 30, 0, 0);
        assert_eq!(shown(gap), "2027-03-28T03:30:00");
        let twice = DateTime::constant(2026, 10, 25, 2, 30, 0, 0);
        assert_eq!(shown(twice), "2026-10-25T02:30:00");
        assert_eq!(amsterdam_instant(twice).to_string(), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn the_ends_of_time_are_moments_too() {
        assert_eq!(amsterdam_instant(DateTime::MIN), Timestamp::MIN);
        assert_eq!(amsterdam_instant(DateTime::MAX), Timestamp::MAX);
    }

    proptest! {
        #[test]
        fn instants_as_the_time_zone_database_says(seconds in 830_000_000_i64..4_133_000_000) {
            let at = Timestamp::from_second(seconds).expect("a moment");
            let civil = Offset::UTC.to_datetime(at);
            prop_assert_eq!(amsterdam_instant(civil), instant_by_database(civil));
        }

        #[test]
        fn as_the_time_zone_database_says(seconds in 830_000_000_i64..4_133_000_000) {
            let at = Timestamp::from_second(seconds).expect("a moment");
            prop_assert_eq!(amsterdam(at), by_database(at));
        }
    }
}
