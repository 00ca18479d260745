//! What comes back: every so many weeks or every month, and always with an end.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::day::Day;

/// How often a series comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Every so many weeks, on the same day of the week; 1 to [`Series::MAX_WEEKS`].
    Weeks(u8),
    /// Every month, on the same day of the month; on its last day when the month is shorter.
    Month,
}

/// When a series stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeriesEnd {
    /// After so many times, the first one counted; 2 to [`Series::MAX`].
    Count(u8),
    /// The last day on which one may be.
    Until(Day),
}

/// Why a series is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// Not once every one to [`Series::MAX_WEEKS`] weeks.
    #[error("it comes back too often or too seldom")]
    Every,
    /// Ends before it comes back once.
    #[error("it ends before it comes back")]
    TooFew,
    /// More than [`Series::MAX`] times.
    #[error("it comes back too many times")]
    TooMany,
}

/// How an appointment comes back. It always ends: a series for ever would remind somebody for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Series {
    every: Every,
    end: SeriesEnd,
}

impl Series {
    /// The most times that one series has: every week of a year.
    pub const MAX: u8 = 53;
    /// The most weeks between two.
    pub const MAX_WEEKS: u8 = 12;

    /// A series.
    ///
    /// # Errors
    ///
    /// When it comes back too often, too seldom, too few or too many times. Whether a last day is far
    /// enough away is known with the first one only: see [`Series::fits`].
    pub fn new(every: Every, end: SeriesEnd) -> Result<Self, SeriesError> {
        if let Every::Weeks(weeks) = every
            && !(1..=Self::MAX_WEEKS).contains(&weeks)
        {
            return Err(SeriesError::Every);
        }
        match end {
            SeriesEnd::Count(..2) => Err(SeriesError::TooFew),
            SeriesEnd::Count(count) if count > Self::MAX => Err(SeriesError::TooMany),
            SeriesEnd::Count(_) | SeriesEnd::Until(_) => Ok(Self { every, end }),
        }
    }

    /// How often.
    #[must_use]
    pub fn every(self) -> Every {
        self.every
    }

    /// When it stops.
    #[must_use]
    pub fn end(self) -> SeriesEnd {
        self.end
    }

    /// Whether it has at least two and at most [`Series::MAX`] days, when it begins on this one.
    ///
    /// # Errors
    ///
    /// Says which of the two it is.
    pub fn fits(self, first: Day) -> Result<(), SeriesError> {
        match self.endless(first).nth(usize::from(Self::MAX)) {
            Some(next) if matches!(self.end, SeriesEnd::Until(last) if next <= last) => {
                Err(SeriesError::TooMany)
            }
            _ if self.days(first).nth(1).is_none() => Err(SeriesError::TooFew),
            _ => Ok(()),
        }
    }

    /// Its days, the first one among them, at most [`Series::MAX`].
    pub fn days(self, first: Day) -> impl Iterator<Item = Day> {
        let most = match self.end {
            SeriesEnd::Count(count) => count.min(Self::MAX),
            SeriesEnd::Until(_) => Self::MAX,
        };
        self.endless(first)
            .take(usize::from(most))
            .enumerate()
            .take_while(move |(at, day)| *at == 0 || self.goes_on(*day))
            .map(|(_, day)| day)
    }

    fn goes_on(self, day: Day) -> bool {
        match self.end {
            SeriesEnd::Count(_) => true,
            SeriesEnd::Until(last) => day <= last,
        }
    }

    /// Each counted from the first, so that the 31st does not become the 28th for ever. Stops at the
    /// end of the century.
    fn endless(self, first: Day) -> impl Iterator<Item = Day> {
        let mut before = None;
        (0_i64..)
            .map(move |times| match self.every {
                Every::Weeks(weeks) => first.plus(times.saturating_mul(i64::from(weeks) * 7)),
                Every::Month => first.plus_months(times),
            })
            .take_while(move |day| before.replace(*day) < Some(*day))
    }
}

impl<'de> Deserialize<'de> for Series {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            every: Every,
            end: SeriesEnd,
        }
        let Written { every, end } = Written::deserialize(deserializer)?;
        Self::new(every, end).or(Err(D::Error::custom("no such series")))
    }
}
