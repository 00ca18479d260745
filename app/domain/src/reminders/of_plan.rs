//! What the rules need to know, read off a plan.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::{Calendar, Expected, Settings};
use crate::appointments::{Appointment, CivilTime, Occurrence, Reply, Zone};
use crate::day::Day;
use crate::plan::{Contact, Pause};

impl Calendar for Zone {
    fn instant(&self, civil: DateTime) -> Timestamp {
        // Outside of this century there are no appointments: the rule is asked about a neighbour.
        CivilTime::of(civil).map_or(Timestamp::MIN, |civil| Zone::instant(*self, civil))
    }

    fn civil(&self, at: Timestamp) -> DateTime {
        Zone::civil(*self, at)
    }
}

impl Expected {
    /// What stands of an occurrence. Who says "ik kom" hears of it from then on: what was due before is
    /// not made up for.
    #[must_use]
    pub fn of(occurrence: &Occurrence<'_>) -> Self {
        let moved = occurrence
            .moves()
            .iter()
            .find(|timing| timing.change == occurrence.timed_by);
        let timed = moved.map_or(occurrence.appointment.origin.at, |timing| timing.at);
        let agreed = occurrence
            .answer()
            .filter(|answer| answer.reply == Reply::Coming)
            .map(|answer| answer.origin.at);
        Self {
            start: occurrence.slot.start.datetime(),
            timed_by: occurrence.timed_by,
            since: agreed.map_or(timed, |agreed| agreed.max(timed)),
            stands: occurrence.is_on(),
        }
    }
}

impl Settings {
    /// How the youth wants to be reminded of this appointment.
    #[must_use]
    pub fn of(appointment: &Appointment, contact: &Contact) -> Self {
        let zone = appointment.slot.zone;
        // Who asked for it has a clock that may be wrong by decades.
        let days = |pause: &Pause| {
            let first = Day::of(zone.civil(pause.origin.at).date());
            (first.unwrap_or(Day::FIRST), pause.until)
        };
        Self {
            before: appointment.reminders().to_vec(),
            pause: contact.pause.as_ref().map(days),
            ..Self::default()
        }
    }
}
