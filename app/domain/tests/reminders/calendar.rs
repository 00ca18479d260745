//! Calendars out of the time zone database, and one that is not in force yet.

use domain::reminders::Calendar;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A zone of the time zone database. Independent of the rule that Stip itself goes by.
pub(crate) struct Zone(pub(crate) TimeZone);

impl Zone {
    pub(crate) fn amsterdam() -> Self {
        Self(TimeZone::get("Europe/Amsterdam").unwrap())
    }

    /// As Amsterdam would be without summer time.
    pub(crate) fn without_summer() -> Self {
        Self(TimeZone::posix("CET-1").unwrap())
    }

    /// As Amsterdam would be with summer time all year.
    pub(crate) fn without_winter() -> Self {
        Self(TimeZone::posix("CEST-2").unwrap())
    }
}

impl Calendar for Zone {
    fn instant(&self, civil: DateTime) -> Timestamp {
        self.0.to_ambiguous_timestamp(civil).compatible().unwrap()
    }

    fn civil(&self, at: Timestamp) -> DateTime {
        self.0.to_datetime(at)
    }
}
