//! When a person is reminded of an appointment, and when not.
//!
//! | file | rule |
//! |---|---|
//! | [`moment()`] | how long before: a day is a day of the calendar, an hour is an hour |
//! | [`quiet`] | the hours in which no phone is woken |
//! | [`reckon()`] | every reminder of one occurrence, and the moment at which each is due |
//! | [`ask()`] | the question that is asked once more at that moment, before anything goes out |
//! | [`daily`] | nudges and cheers: at most three a day, the others together the next morning |
//!
//! An appointment is kept as a civil time in a zone, never as a moment: what a zone's clocks do is
//! data that changes. So every rule takes the [`Calendar`], and what was reckoned with older data is
//! put right when it is due ([`Verdict::Wait`]) or by reckoning again.

mod ask;
mod before;
pub mod daily;
mod of_plan;
pub mod quiet;
mod reckon;

use jiff::Timestamp;
use jiff::civil::DateTime;

pub use ask::{Asked, Verdict, ask};
pub use before::moment;
pub use quiet::QuietHours;
pub use reckon::{Due, Moved, reckon};

use crate::appointments::Before;
use crate::day::Day;
use crate::id::ChangeId;

/// What the clocks on the wall do in one zone.
pub trait Calendar {
    /// The moment of a civil time. One that the clocks skip is read with the offset before the gap; of
    /// one that comes twice it is the first (RFC 5545, section 3.3.5).
    fn instant(&self, civil: DateTime) -> Timestamp;
    /// What the clocks show at a moment.
    fn civil(&self, at: Timestamp) -> DateTime;
}

/// That somebody is expected: one occurrence of an appointment, as far as reminding goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// When it begins.
    pub start: DateTime,
    /// Its revision: the entry that brought this time. A reminder of another one is not for this.
    pub timed_by: ChangeId,
    /// Since when it stands like this. What would have been due before is not made up for: the person
    /// has just heard of it.
    pub since: Timestamp,
    /// Whether somebody is still expected: not over, not cancelled, not answered "lukt niet".
    pub stands: bool,
}

/// How one person wants to be reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How long before, each once.
    pub before: Vec<Before>,
    /// The hours without messages.
    pub quiet: Option<QuietHours>,
    /// The days of a pause, the last one included.
    pub pause: Option<(Day, Day)>,
}

impl Default for Settings {
    /// A day and two hours before, and quiet from nine in the evening to eight.
    fn default() -> Self {
        Self {
            before: Before::USUAL.to_vec(),
            quiet: Some(QuietHours::DEFAULT),
            pause: None,
        }
    }
}

impl Settings {
    /// Whether a civil time lies on a day of the pause.
    #[must_use]
    pub fn is_paused(&self, at: DateTime) -> bool {
        self.pause.is_some_and(|(first, last)| {
            Day::of(at.date()).is_some_and(|day| first <= day && day <= last)
        })
    }

    /// When the quiet hours end that hold at this civil time, if any do.
    #[must_use]
    pub fn quiet_until(&self, at: DateTime) -> Option<DateTime> {
        self.quiet?.until(at)
    }
}
