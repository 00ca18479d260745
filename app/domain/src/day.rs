//! A day of the calendar, without time or zone: the day of a step, the last day of a pause.

use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of this century. JSON: one whole number, `20261124` for 24 November 2026; like a moment it
/// needs no parser on the phone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The years in which a plan can have days: what lies outside was typed by mistake.
    const YEARS: core::ops::RangeInclusive<i16> = 2000..=2099;

    /// The first day that there is; for who has no calendar.
    pub const FIRST: Self = Self(Date::constant(2000, 1, 1));
    /// The last day that there is.
    pub const LAST: Self = Self(Date::constant(2099, 12, 31));

    /// A day of the calendar; `None` outside of this century.
    #[must_use]
    pub fn of(date: Date) -> Option<Self> {
        Self::YEARS.contains(&date.year()).then_some(Self(date))
    }

    /// Reads what a date field of a form holds: `2026-11-24`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut numbers = typed.splitn(3, '-').map(str::parse::<i16>);
        let mut next = || numbers.next()?.ok();
        let (year, month, day) = (next()?, next()?, next()?);
        Self::from_numbers(year, month, day)
    }

    /// As the calendar has it.
    #[must_use]
    pub fn date(self) -> Date {
        self.0
    }

    /// The day after this many days; the last of the century when that is past it.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        self.0
            .checked_add(jiff::SignedDuration::from_hours(days.saturating_mul(24)))
            .ok()
            .and_then(Self::of)
            .unwrap_or(self)
    }

    /// The same day of the month after this many months, or the last one of a shorter month; the last
    /// day of the century when that is past it.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Self {
        let before = i64::from(self.0.year())
            .saturating_mul(12)
            .saturating_add(i64::from(self.0.month()) - 1);
        let after = before.saturating_add(months);
        let year = i16::try_from(after.div_euclid(12)).ok();
        let month = i8::try_from(after.rem_euclid(12).saturating_add(1)).ok();
        year.zip(month)
            .and_then(|(year, month)| Date::new(year, month, 1).ok())
            .and_then(|first| {
                let day = self.0.day().min(first.days_in_month());
                Date::new(first.year(), first.month(), day).ok()
            })
            .and_then(Self::of)
            .unwrap_or(Self::LAST)
    }

    fn from_numbers(year: i16, month: i16, day: i16) -> Option<Self> {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Self::of(Date::new(year, month, day).ok()?)
    }

    fn number(self) -> u32 {
        let part = |number: i16| u32::from(number.unsigned_abs());
        part(self.0.year())
            .saturating_mul(10_000)
            .saturating_add(part(i16::from(self.0.month())).saturating_mul(100))
            .saturating_add(part(i16::from(self.0.day())))
    }
}

/// As a date field of a form holds it: `2026-11-24`.
impl core::fmt::Display for Day {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let date = self.0;
        write!(
            f,
            "{:04}-{:02}-{:02}",
            date.year(),
            date.month(),
            date.day()
        )
    }
}

impl core::fmt::Debug for Day {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Day({self})")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.number())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u32::deserialize(deserializer)?;
        let part = |number: u32| i16::try_from(number).ok();
        let read = || {
            let month = part(number.checked_div(100)?.checked_rem(100)?)?;
            Self::from_numbers(
                part(number.checked_div(10_000)?)?,
                month,
                part(number.checked_rem(100)?)?,
            )
        };
        read().ok_or_else(|| D::Error::custom("no such day"))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_is_a_number() {
        let day = Day::parse("2026-11-24").unwrap();
        assert_eq!(day.date(), date(2026, 11, 24));
        assert_eq!(serde_json::to_string(&day).unwrap(), "20261124");
        assert_eq!(serde_json::from_str::<Day>("20261124").unwrap(), day);
        assert_eq!(format!("{day:?}"), "Day(2026-11-24)");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for typed in [
            "",
            "24-11-2026",
            "2026-02-30",
            "2026-13-01",
            "2026-11",
            "1999-12-31",
            "2100-01-01",
            "2026-11-24T10:00",
            "morgen",
            "2026--1",
        ] {
            assert_eq!(Day::parse(typed), None, "{typed}");
        }
        for json in [
            "0",
            "20260230",
            "99991231",
            "-20261124",
            "\"2026-11-24\"",
            "20261124.5",
            "null",
        ] {
            assert!(serde_json::from_str::<Day>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn later_is_greater_and_the_century_ends() {
        let day = Day::parse("2026-12-31").unwrap();
        assert_eq!(day.plus(1), Day::parse("2027-01-01").unwrap());
        assert!(day.plus(14) > day);
        let last = Day::parse("2099-12-31").unwrap();
        assert_eq!(last.plus(1), last);
    }

    #[test]
    fn a_month_on_is_the_same_day_or_the_last_one() {
        let day = |typed| Day::parse(typed).unwrap();
        for (months, expected) in [
            (0, "2026-10-31"),
            (1, "2026-11-30"),
            (2, "2026-12-31"),
            (4, "2027-02-28"),
            (16, "2028-02-29"),
            (-1, "2026-09-30"),
            (10_000, "2099-12-31"),
        ] {
            assert_eq!(day("2026-10-31").plus_months(months), day(expected));
        }
    }

    proptest! {
        #[test]
        fn months_are_as_the_calendar_library_has_them(
            year in 2000_i16..2090, month in 1_i8..13, of in 1_i8..32, months in 0_i64..100,
        ) {
            if let Ok(start) = Date::new(year, month, of) {
                let expected = start.checked_add(jiff::Span::new().months(months)).unwrap();
                let day = Day::of(start).unwrap().plus_months(months);
                prop_assert_eq!(Some(day), Day::of(expected));
            }
        }

        #[test]
        fn it_goes_there_and_back(year in 2000_i16..2100, month in 1_i8..13, day in 1_i8..29) {
            let day = Day::of(date(year, month, day)).unwrap();
            prop_assert_eq!(Day::parse(&day.to_string()), Some(day));
            let json = serde_json::to_string(&day).unwrap();
            prop_assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day);
        }
    }
}
