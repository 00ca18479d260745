//! The question that is asked once more when a reminder is due, before anything goes out.

use jiff::{SignedDuration, Timestamp};

use super::reckon::due;
use super::{Calendar, Expected, Settings};
use crate::appointments::Before;
use crate::id::ChangeId;

/// A late reminder that comes in the quiet hours waits for their end when that is so long before the
/// start: nobody gets up earlier for it.
const AWAKE: SignedDuration = SignedDuration::from_hours(1);

/// A reminder that waits, as it was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// How long before.
    pub before: Before,
    /// For which revision of its occurrence.
    pub timed_by: ChangeId,
    /// Whether it was to go out as soon as it was known ([`super::Moved::AtOnce`]).
    pub at_once: bool,
}

/// What to do with it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It goes out, until the occurrence begins.
    Send {
        /// After this it is worth nothing.
        until: Timestamp,
        /// Whether it may wake the phone.
        wakes: bool,
    },
    /// Not yet: the clock went back, or a zone's clocks are to do something else than was known, or it
    /// is late and people sleep.
    Wait(Timestamp),
    /// The occurrence has begun, or is over: to be marked, not sent.
    Late,
    /// Nobody has to be reminded any more: moved, cancelled, answered, not wanted, or a pause.
    Withdrawn,
}

/// Whether a reminder that waits goes out at `now`.
#[must_use]
pub fn ask(
    asked: Asked,
    expected: Option<&Expected>,
    settings: &Settings,
    calendar: &impl Calendar,
    now: Timestamp,
) -> Verdict {
    let Some(expected) = expected else {
        return Verdict::Withdrawn;
    };
    let wanted = settings.before.contains(&asked.before);
    if !expected.stands || !wanted || expected.timed_by != asked.timed_by {
        return Verdict::Withdrawn;
    }
    let start = calendar.instant(expected.start);
    if now >= start {
        return Verdict::Late;
    }
    let civil = calendar.civil(now);
    if settings.is_paused(civil) {
        return Verdict::Withdrawn;
    }
    let due = due(asked.before, expected, settings, calendar);
    if let Some(due) = due
        && now < due.at
    {
        return Verdict::Wait(due.at);
    }
    let morning = settings
        .quiet_until(civil)
        .map(|morning| calendar.instant(morning))
        .filter(|morning| now < *morning && start.duration_since(*morning) >= AWAKE);
    match morning {
        Some(morning) if !asked.at_once => Verdict::Wait(morning),
        _ => Verdict::Send {
            until: start,
            wakes: !asked.at_once,
        },
    }
}
