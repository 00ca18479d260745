//! When: a time on the wall, how long, and in which zone.

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::civil;
use crate::day::Day;

/// A time as the clock on the wall says it, to the minute, in this century. JSON: one whole number,
/// `202611241430` for 24 November 2026, half past two; like a day it needs no parser on the phone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilTime(DateTime);

impl CivilTime {
    /// A time on a day; `None` when there is no such time. Seconds are left out.
    #[must_use]
    pub fn new(day: Day, hour: i8, minute: i8) -> Option<Self> {
        let time = Time::new(hour, minute, 0, 0).ok()?;
        Some(Self(day.date().to_datetime(time)))
    }

    /// What a calendar shows, to the minute; `None` outside of this century.
    #[must_use]
    pub fn of(at: DateTime) -> Option<Self> {
        Self::new(Day::of(at.date())?, at.hour(), at.minute())
    }

    /// Reads what a time field of a form holds beside its day: `14:30`, with seconds in some browsers.
    #[must_use]
    pub fn parse(day: Day, typed: &str) -> Option<Self> {
        let mut numbers = typed.split(':').map(str::parse::<i8>);
        let (hour, minute) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        let fits = numbers.all(|second| second.is_ok_and(|second| (0..60).contains(&second)));
        Self::new(day, hour, minute).filter(|_| fits && typed.len() <= 8)
    }

    /// As a calendar has it.
    #[must_use]
    pub fn datetime(self) -> DateTime {
        self.0
    }

    /// Its day.
    #[must_use]
    pub fn day(self) -> Day {
        Day::of(self.0.date()).unwrap_or(Day::FIRST)
    }

    /// The same time of another day.
    #[must_use]
    pub fn on(self, day: Day) -> Self {
        Self(day.date().to_datetime(self.0.time()))
    }

    /// So many minutes later on the wall; the same time when that is past the century.
    #[must_use]
    pub fn plus_minutes(self, minutes: u16) -> Self {
        let later = jiff::SignedDuration::from_mins(i64::from(minutes));
        let later = self.0.checked_add(later).ok();
        later.and_then(Self::of).unwrap_or(self)
    }

    /// Minutes on the wall from this time to a later one; `None` when it is not later, or more than
    /// [`Slot::MAX_MINUTES`].
    #[must_use]
    pub fn minutes_until(self, end: Self) -> Option<u16> {
        let minutes = self.0.duration_until(end.0).as_mins();
        let minutes = u16::try_from(minutes).ok()?;
        (1..=Slot::MAX_MINUTES)
            .contains(&minutes)
            .then_some(minutes)
    }

    fn number(self) -> u64 {
        let part = |number: i16| u64::from(number.unsigned_abs());
        [
            part(i16::from(self.0.month())),
            part(i16::from(self.0.day())),
            part(i16::from(self.0.hour())),
            part(i16::from(self.0.minute())),
        ]
        .into_iter()
        .fold(part(self.0.year()), |so_far, two_digits| {
            so_far.saturating_mul(100).saturating_add(two_digits)
        })
    }

    fn from_number(number: u64) -> Option<Self> {
        let two_digits = |at: u64| i8::try_from(number.checked_div(at)?.checked_rem(100)?).ok();
        let year = i16::try_from(number.checked_div(100_000_000)?).ok()?;
        let date = jiff::civil::Date::new(year, two_digits(1_000_000)?, two_digits(10_000)?);
        Self::new(Day::of(date.ok()?)?, two_digits(100)?, two_digits(1)?)
    }
}

/// As a time field of a form holds it: `14:30`.
impl core::fmt::Display for CivilTime {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl core::fmt::Debug for CivilTime {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "CivilTime({} {self})", self.day())
    }
}

impl Serialize for CivilTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.number())
    }
}

impl<'de> Deserialize<'de> for CivilTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u64::deserialize(deserializer)?;
        Self::from_number(number).ok_or_else(|| D::Error::custom("no such time"))
    }
}

/// A time zone that this build knows the rule of.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Zone {
    /// Where everybody here lives.
    #[default]
    #[serde(rename = "Europe/Amsterdam")]
    Amsterdam,
}

impl Zone {
    /// Its name in the time zone database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Amsterdam => "Europe/Amsterdam",
        }
    }

    /// The moment at which a clock on a wall in this zone shows this time; see
    /// [`civil::amsterdam_instant`] for a time that does not exist or exists twice.
    #[must_use]
    pub fn instant(self, at: CivilTime) -> Timestamp {
        match self {
            Self::Amsterdam => civil::amsterdam_instant(at.0),
        }
    }

    /// What a calendar in this zone shows at a moment.
    #[must_use]
    pub fn civil(self, at: Timestamp) -> DateTime {
        match self {
            Self::Amsterdam => civil::amsterdam(at),
        }
    }
}

/// Why a time is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// The end is not after the start.
    #[error("the end is before the start")]
    EndsBeforeItStarts,
    /// Longer than [`Slot::MAX_MINUTES`].
    #[error("it lasts too long")]
    TooLong,
}

/// When an appointment is: start, how long, zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Slot {
    /// When it starts, on the wall.
    pub start: CivilTime,
    /// How long it takes, in minutes on the wall; `None` when nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u16>,
    /// In which zone.
    pub zone: Zone,
}

impl Slot {
    /// The longest that one takes: a day and a night.
    pub const MAX_MINUTES: u16 = 24 * 60;
    /// How long one is thought to take when nobody said.
    pub const USUAL_MINUTES: u16 = 60;

    /// A start without an end, in Europe/Amsterdam.
    #[must_use]
    pub fn at(start: CivilTime) -> Self {
        Self {
            start,
            minutes: None,
            zone: Zone::default(),
        }
    }

    /// From start to end, in Europe/Amsterdam.
    ///
    /// # Errors
    ///
    /// When the end is not after the start, or too long after it.
    pub fn between(start: CivilTime, end: CivilTime) -> Result<Self, SlotError> {
        if end <= start {
            return Err(SlotError::EndsBeforeItStarts);
        }
        let minutes = start.minutes_until(end).ok_or(SlotError::TooLong)?;
        Ok(Self {
            minutes: Some(minutes),
            ..Self::at(start)
        })
    }

    /// How long it takes, in minutes on the wall, when somebody said.
    #[must_use]
    pub fn minutes(self) -> Option<u16> {
        self.minutes
    }

    /// When it ends, on the wall, when somebody said.
    #[must_use]
    pub fn end(self) -> Option<CivilTime> {
        Some(self.start.plus_minutes(self.minutes?))
    }

    /// The same time on another day.
    #[must_use]
    pub fn on(self, day: Day) -> Self {
        Self {
            start: self.start.on(day),
            ..self
        }
    }

    /// The moment at which it starts.
    #[must_use]
    pub fn starts(self) -> Timestamp {
        self.zone.instant(self.start)
    }

    /// The moment at which it is over: its end, or [`Slot::USUAL_MINUTES`] after its start.
    #[must_use]
    pub fn over(self) -> Timestamp {
        let minutes = self.minutes.unwrap_or(Self::USUAL_MINUTES);
        self.zone.instant(self.start.plus_minutes(minutes))
    }
}

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            start: CivilTime,
            #[serde(default)]
            minutes: Option<u16>,
            zone: Zone,
        }
        let Written {
            start,
            minutes,
            zone,
        } = Written::deserialize(deserializer)?;
        if minutes.is_some_and(|minutes| !(1..=Self::MAX_MINUTES).contains(&minutes)) {
            return Err(D::Error::custom("no such length"));
        }
        Ok(Self {
            start,
            minutes,
            zone,
        })
    }
}
