//! How many, per kind: what an organisation that runs group sessions and talks has to tell.

use std::collections::BTreeMap;

use super::{AppointmentKind, Attendance};
use crate::day::Day;
use crate::plan::Plan;

/// How many occurrences of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Planned and not cancelled.
    pub planned: u32,
    /// Of these, where the youth was there. The coach's word goes first, as it is the coach's count.
    pub came: u32,
    /// Of these, where the youth was not.
    pub missed: u32,
}

impl Plan {
    /// How many appointments there are per kind, from one day to another, both counted.
    #[must_use]
    pub fn appointments_per_kind(&self, from: Day, to: Day) -> BTreeMap<AppointmentKind, Count> {
        let mut counts = BTreeMap::<AppointmentKind, Count>::new();
        for known in self.occurrences() {
            let on = (from..=to).contains(&known.slot.start.day());
            if !on || known.cancelled().is_some() {
                continue;
            }
            let count = counts.entry(known.appointment.what).or_default();
            count.planned = count.planned.saturating_add(1);
            match known.by_coach().or(known.by_youth()) {
                Some(Attendance::Came) => count.came = count.came.saturating_add(1),
                Some(Attendance::Missed) => count.missed = count.missed.saturating_add(1),
                None => {}
            }
        }
        counts
    }
}
