//! One time that an appointment happens: what of it holds now.

use jiff::Timestamp;

use super::{
    Answered, Appointment, Attendance, Before, Cancelling, Happening, Reply, Slot, Timing,
};
use crate::day::Day;
use crate::id::ChangeId;
use crate::journal::Author;
use crate::plan::{Plan, Text};

/// How far an occurrence is. Whether the youth was there is told apart, per side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// A coach planned it; the youth did not say yes to this time.
    Proposed,
    /// The youth's own, or the youth said yes.
    Planned,
    /// A coach moved it; the youth did not say yes to the new time.
    Moved,
    /// For good.
    Cancelled,
}

/// One occurrence as it holds now: a view, made by [`Appointment::occurrences`].
#[derive(Debug, Clone, Copy)]
pub struct Occurrence<'a> {
    /// The appointment that it belongs to.
    pub appointment: &'a Appointment,
    /// The day on which it was planned first: its name for ever.
    pub day: Day,
    /// When it is now.
    pub slot: Slot,
    /// The entry that brought this time: the planning, or a move. A reminder of an earlier one is void.
    pub timed_by: ChangeId,
    happening: Option<&'a Happening>,
}

impl Appointment {
    /// Its occurrences, in the order in which they were planned first.
    pub fn occurrences(&self) -> impl Iterator<Item = Occurrence<'_>> {
        self.days().map(|day| self.seen(day))
    }

    /// The occurrence that was planned first on this day.
    #[must_use]
    pub fn occurrence(&self, day: Day) -> Option<Occurrence<'_>> {
        self.days()
            .any(|known| known == day)
            .then(|| self.seen(day))
    }

    /// The days on which it was planned first.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        let first = self.slot.start.day();
        let series = self.series.map(|series| series.days(first));
        let once = self.series.is_none().then_some(first);
        once.into_iter().chain(series.into_iter().flatten())
    }

    /// How long before the start reminders come.
    #[must_use]
    pub fn reminders(&self) -> &[Before] {
        self.reminders.as_deref().unwrap_or(&Before::USUAL)
    }

    /// The youth planned it.
    #[must_use]
    pub fn is_own(&self) -> bool {
        matches!(self.origin.author, Author::Youth(_))
    }

    fn seen(&self, day: Day) -> Occurrence<'_> {
        let happening = self.happenings.get(&day);
        let moved = happening.and_then(|known| known.moves.iter().rfind(|timing| !timing.replaced));
        Occurrence {
            appointment: self,
            day,
            slot: moved.map_or(self.slot.on(day), |timing| timing.slot),
            timed_by: moved.map_or(self.origin.change, |timing| timing.change),
            happening,
        }
    }
}

impl<'a> Occurrence<'a> {
    /// The moment at which it starts.
    #[must_use]
    pub fn starts(&self) -> Timestamp {
        self.slot.starts()
    }

    /// How far it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let agreed = self
            .answer()
            .is_some_and(|answer| answer.reply == Reply::Coming);
        if self.cancelled().is_some() {
            Stage::Cancelled
        } else if self.appointment.is_own() || agreed {
            Stage::Planned
        } else if self.timed_by == self.appointment.origin.change {
            Stage::Proposed
        } else {
            Stage::Moved
        }
    }

    /// Still to be reminded of: neither cancelled, nor did the youth say that it does not work out, nor
    /// did anybody say who came.
    #[must_use]
    pub fn is_on(&self) -> bool {
        let coming = self
            .answer()
            .is_none_or(|answer| answer.reply == Reply::Coming);
        self.cancelled().is_none()
            && coming
            && self.by_youth().is_none()
            && self.by_coach().is_none()
    }

    /// The first word that it is cancelled, if there is one.
    #[must_use]
    pub fn cancelled(&self) -> Option<&'a Cancelling> {
        let one = self.happening.and_then(|known| known.cancelled.first());
        self.appointment.cancelled.first().or(one)
    }

    /// The youth's last answer about the time that holds now. What was answered about another time
    /// stays in [`Occurrence::answers`].
    #[must_use]
    pub fn answer(&self) -> Option<&'a Answered> {
        self.answers()
            .iter()
            .rfind(|answer| answer.about == self.timed_by)
    }

    /// Every answer, oldest first.
    #[must_use]
    pub fn answers(&self) -> &'a [Answered] {
        self.happening.map_or(&[], |known| &known.answers)
    }

    /// Every time that it was moved to, oldest first.
    #[must_use]
    pub fn moves(&self) -> &'a [Timing] {
        self.happening.map_or(&[], |known| &known.moves)
    }

    /// Whether the youth was there, by the youth's word.
    #[must_use]
    pub fn by_youth(&self) -> Option<Attendance> {
        self.happening.and_then(|known| known.by_youth)
    }

    /// Whether the youth was there, by the coach's word.
    #[must_use]
    pub fn by_coach(&self) -> Option<Attendance> {
        self.happening.and_then(|known| known.by_coach)
    }

    /// Where, as it holds now.
    #[must_use]
    pub fn place(&self) -> Option<&'a Text> {
        let moved = self.moves().iter().rfind(|timing| !timing.replaced);
        moved
            .and_then(|timing| timing.place.as_ref())
            .or(self.appointment.place.as_ref())
    }

    /// The times that stand: one; or more, when two people moved it without having seen the other's,
    /// until somebody chooses. The last one holds.
    #[must_use]
    pub fn standing(&self) -> Vec<Slot> {
        let first = !self.happening.is_some_and(|known| known.first_replaced);
        let first = first.then(|| self.appointment.slot.on(self.day));
        let moves = self.moves().iter().filter(|timing| !timing.replaced);
        let mut slots = Vec::new();
        for slot in first.into_iter().chain(moves.map(|timing| timing.slot)) {
            slots.retain(|known| *known != slot);
            slots.push(slot);
        }
        slots
    }

    /// What a move has to name as replaced: all that stand.
    #[must_use]
    pub fn replaceable(&self) -> Vec<ChangeId> {
        let first = !self.happening.is_some_and(|known| known.first_replaced);
        let first = first.then_some(self.appointment.origin.change);
        let moves = self.moves().iter().filter(|timing| !timing.replaced);
        first
            .into_iter()
            .chain(moves.map(|timing| timing.change))
            .collect()
    }
}

impl Plan {
    /// Every occurrence of every appointment, by when it starts now.
    #[must_use]
    pub fn occurrences(&self) -> Vec<Occurrence<'_>> {
        let mut all: Vec<_> = self
            .appointments
            .iter()
            .flat_map(Appointment::occurrences)
            .collect();
        all.sort_by_key(|known| (known.slot, known.appointment.id));
        all
    }

    /// The next occurrence that is not over and not cancelled.
    #[must_use]
    pub fn next_occurrence(&self, now: Timestamp) -> Option<Occurrence<'_>> {
        self.occurrences()
            .into_iter()
            .find(|known| known.slot.over() > now && known.cancelled().is_none())
    }
}
