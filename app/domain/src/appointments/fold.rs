//! What the fold makes of a change of an appointment, and what it does not take.

use std::collections::BTreeMap;

use super::{
    Answered, Appointment, AppointmentChange, Attendance, Before, Cancelling, Happening, Planning,
    Timing,
};
use crate::day::Day;
use crate::id::{AppointmentId, ChangeId};
use crate::journal::{Author, Entry};
use crate::plan::{Origin, Plan, Text, Unfit};
use crate::words::Prose;

impl Plan {
    /// The appointment with this id.
    #[must_use]
    pub fn appointment(&self, id: AppointmentId) -> Option<&Appointment> {
        self.appointments.iter().find(|known| known.id == id)
    }

    pub(crate) fn appointment_fits(
        &self,
        author: Author,
        id: AppointmentId,
        how: &AppointmentChange,
    ) -> Result<(), Unfit> {
        let known = self.appointment(id);
        if let AppointmentChange::Planned(_) = how {
            return if known.is_some() {
                Err(Unfit::Taken)
            } else {
                Ok(())
            };
        }
        let known = known.ok_or(Unfit::Missing)?;
        let on = |day: &Day| {
            let occurrence = known.occurrence(*day).ok_or(Unfit::Missing)?;
            match occurrence.cancelled() {
                Some(_) => Err(Unfit::Final),
                None => Ok(()),
            }
        };
        match how {
            AppointmentChange::Planned(_) => Err(Unfit::Taken),
            AppointmentChange::Moved { occurrence, .. } => {
                same_side(author, known)?;
                on(occurrence)
            }
            // What two people call off is called off: the second word is no mistake.
            AppointmentChange::Cancelled { occurrence, .. } => {
                same_side(author, known)?;
                match occurrence {
                    Some(day) if known.occurrence(*day).is_none() => Err(Unfit::Missing),
                    Some(_) | None => Ok(()),
                }
            }
            // An answer that was on its way when it was cancelled may hold words: it is kept.
            AppointmentChange::Answered { occurrence, .. } => {
                youth_only(author)?;
                known.occurrence(*occurrence).ok_or(Unfit::Missing)?;
                Ok(())
            }
            AppointmentChange::Attended { occurrence, .. } => {
                if let Author::Coach(_) = author {
                    same_side(author, known)?;
                }
                on(occurrence)
            }
            AppointmentChange::RemindersSet { .. } => youth_only(author),
        }
    }

    pub(crate) fn appoint(&mut self, entry: &Entry, id: AppointmentId, how: &AppointmentChange) {
        if let AppointmentChange::Planned(planning) = how {
            self.appointments.push(planned(entry, id, planning));
        } else if let Some(known) = self.appointments.iter_mut().find(|known| known.id == id) {
            known.take(entry, how);
        }
    }
}

impl AppointmentChange {
    /// Whether it keeps within the bounds: what the door asks, and the fold does not.
    pub(crate) fn bounded(&self) -> Result<(), Unfit> {
        let most = |given: usize, most: usize| {
            if given > most {
                Err(Unfit::OutOfBounds)
            } else {
                Ok(())
            }
        };
        match self {
            Self::Planned(planning) => {
                most(
                    planning.reminders.as_ref().map_or(0, Vec::len),
                    Before::MOST,
                )?;
                let first = planning.slot.start.day();
                planning
                    .series
                    .map_or(Ok(()), |series| series.fits(first))
                    .or(Err(Unfit::OutOfBounds))
            }
            Self::Moved { replaces, .. } => most(replaces.len(), MOST_REPLACED),
            Self::Answered { times, .. } => most(times.len(), Planning::MOST_TIMES),
            Self::RemindersSet { before } => most(before.len(), Before::MOST),
            Self::Cancelled { .. } | Self::Attended { .. } => Ok(()),
        }
    }
}

/// More times than that never stood beside each other.
const MOST_REPLACED: usize = 64;

fn planned(entry: &Entry, id: AppointmentId, planning: &Planning) -> Appointment {
    let first = |prose: &Option<Prose>| Some(Text::first(entry, prose.clone()?));
    Appointment {
        id,
        what: planning.what,
        slot: planning.slot,
        series: planning.series,
        place: first(&planning.place),
        link: planning.link.clone(),
        with: first(&planning.with),
        bring: first(&planning.bring),
        reminders: planning.reminders.clone(),
        cancelled: Vec::new(),
        happenings: BTreeMap::new(),
        origin: Origin::of(entry),
    }
}

impl Appointment {
    fn take(&mut self, entry: &Entry, how: &AppointmentChange) {
        let origin = Origin::of(entry);
        let first = |prose: &Option<Prose>| Some(Text::first(entry, prose.clone()?));
        let planned_by = self.origin.change;
        match how {
            AppointmentChange::Planned(_) => {}
            AppointmentChange::Moved {
                occurrence,
                slot,
                place,
                replaces,
            } => {
                let happening = self.happening(*occurrence);
                happening.first_replaced |= replaces.contains(&planned_by);
                for timing in &mut happening.moves {
                    timing.replaced |= replaces.contains(&timing.change);
                }
                happening.moves.push(Timing {
                    change: entry.id,
                    author: entry.author,
                    at: origin.at,
                    slot: *slot,
                    place: first(place),
                    replaced: false,
                });
            }
            AppointmentChange::Cancelled { occurrence, text } => {
                let text = first(text);
                let cancelled = match occurrence {
                    Some(day) => &mut self.happening(*day).cancelled,
                    None => &mut self.cancelled,
                };
                cancelled.push(Cancelling { text, origin });
            }
            AppointmentChange::Answered {
                occurrence,
                about,
                reply,
                reason,
                text,
                times,
            } => self.happening(*occurrence).answers.push(Answered {
                about: *about,
                reply: *reply,
                reason: *reason,
                text: first(text),
                times: times.clone(),
                origin,
            }),
            AppointmentChange::Attended {
                occurrence,
                attendance,
            } => {
                let happening = self.happening(*occurrence);
                let side: &mut Option<Attendance> = match entry.author {
                    Author::Youth(_) => &mut happening.by_youth,
                    Author::Coach(_) => &mut happening.by_coach,
                };
                *side = Some(*attendance);
            }
            AppointmentChange::RemindersSet { before } => self.reminders = Some(before.clone()),
        }
    }

    fn happening(&mut self, day: Day) -> &mut Happening {
        self.happenings.entry(day).or_default()
    }

    /// Every text that hangs on it.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        fn said(cancelling: &mut Cancelling) -> Option<&mut Text> {
            cancelling.text.as_mut()
        }
        let happenings = self.happenings.values_mut().flat_map(|known| {
            let moves = known.moves.iter_mut().filter_map(|to| to.place.as_mut());
            let answers = known.answers.iter_mut().filter_map(|it| it.text.as_mut());
            let cancelled = known.cancelled.iter_mut().filter_map(said);
            moves.chain(answers).chain(cancelled)
        });
        [&mut self.place, &mut self.with, &mut self.bring]
            .into_iter()
            .filter_map(Option::as_mut)
            .chain(self.cancelled.iter_mut().filter_map(said))
            .chain(happenings)
    }

    /// The words of the entry that planned it are taken away: the address goes with them.
    pub(crate) fn take_link(&mut self, change: ChangeId) {
        if self.origin.change == change {
            self.link = None;
        }
    }
}

fn youth_only(author: Author) -> Result<(), Unfit> {
    match author {
        Author::Youth(_) => Ok(()),
        Author::Coach(_) => Err(Unfit::YouthOnly),
    }
}

/// The youth's own is the youth's, a coach's is any coach's of the plan.
fn same_side(author: Author, known: &Appointment) -> Result<(), Unfit> {
    match (author, known.origin.author) {
        (Author::Youth(_), Author::Youth(_)) | (Author::Coach(_), Author::Coach(_)) => Ok(()),
        (Author::Youth(_), Author::Coach(_)) => Err(Unfit::CoachOnly),
        (Author::Coach(_), Author::Youth(_)) => Err(Unfit::YouthOnly),
    }
}
