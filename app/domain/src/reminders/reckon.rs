//! Every reminder of one expected.

use jiff::Timestamp;

use super::{Calendar, Expected, Settings, moment};
use crate::appointments::Before;

/// One reminder of an expected. With the occurrence, its revision and [`Due::before`] it is named
/// for good: whatever is reckoned again with the same name is the same reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// How long before it was wanted.
    pub before: Before,
    /// When it goes out.
    pub at: Timestamp,
    /// Whether that is another moment than was wanted.
    pub moved: Moved,
}

/// What the quiet hours did to a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// Nothing.
    No,
    /// It comes the evening before.
    Evening,
    /// The evening before has passed: it goes out at once, and wakes nobody.
    AtOnce,
}

/// Every reminder of an occurrence, soonest first. None after it is over, moved away, cancelled or
/// answered "lukt niet"; none on a day of the pause; none that was due before it stood like this. Two
/// that the quiet hours bring to the same moment are one.
#[must_use]
pub fn reckon(expected: &Expected, settings: &Settings, calendar: &impl Calendar) -> Vec<Due> {
    let mut wanted = settings.before.clone();
    wanted.sort_unstable();
    wanted.dedup();
    let mut all: Vec<Due> = wanted
        .into_iter()
        .filter_map(|before| due(before, expected, settings, calendar))
        .collect();
    // Of two at the same moment the nearer one stays: it was wanted later.
    let wanted_at = |due: &Due| moment(due.before, expected.start, calendar);
    all.sort_by_key(|due| (due.at, core::cmp::Reverse(wanted_at(due))));
    all.dedup_by_key(|due| due.at);
    all
}

/// When one reminder of an occurrence is due; `None` when there is none.
pub(super) fn due(
    before: Before,
    expected: &Expected,
    settings: &Settings,
    calendar: &impl Calendar,
) -> Option<Due> {
    let start = calendar.instant(expected.start);
    let wanted = moment(before, expected.start, calendar)?;
    if !expected.stands || wanted <= expected.since || wanted >= start {
        return None;
    }
    let civil = calendar.civil(wanted);
    let evening = settings
        .quiet
        .and_then(|quiet| quiet.evening_before(civil))
        .map(|evening| calendar.instant(evening));
    let (at, moved) = match evening {
        None => (wanted, Moved::No),
        Some(evening) if evening > expected.since => (evening, Moved::Evening),
        Some(_) => (expected.since, Moved::AtOnce),
    };
    let paused = settings.is_paused(calendar.civil(at));
    (!paused).then_some(Due { before, at, moved })
}
