//! The fold: total, and a repeat changes nothing.

use super::{
    Archiving, CheckIn, Cheer, Direction, File, Goal, Misfit, Note, Nudge, Origin, Pause, Plan,
    Standing, Step, Strength, Text, Trace, Win, Wish,
};
use crate::appointments::Appointment;
use crate::id::{ChangeId, StepId};
use crate::journal::{
    ArchiveTarget, Change, Doer, Entry, ProposalTarget, Recorded, StepState, TextField, When,
};
use crate::words::Prose;

impl Plan {
    /// Folds one entry into the plan. Total: an entry that does not fit is kept as a [`Misfit`], one
    /// that this build does not know is counted in [`Plan::unknown`], one that was folded before
    /// changes nothing.
    pub fn apply(&mut self, entry: &Entry) {
        if self.knows(entry.id) {
            return;
        }
        match &entry.change {
            Recorded::Unknown(_) => self.unknown.push(entry.seq),
            Recorded::Known(change) => match self.fits(entry.author, change) {
                Ok(()) => self.write(entry, change),
                Err(why) => self.misfits.push(Misfit {
                    entry: entry.clone(),
                    why,
                }),
            },
        }
        self.through = self.through.max(entry.seq);
        let trace = Trace {
            author: entry.author,
            part: entry.part(),
            audience: entry.audience,
        };
        self.traces.insert(entry.id, trace);
    }

    fn write(&mut self, entry: &Entry, change: &Change) {
        let origin = Origin::of(entry);
        let first = |prose: &Prose| Text::first(entry, prose.clone());
        let standing = Standing::when_added_by(entry.author);
        match change {
            Change::HorizonSet { stip, why } => {
                self.horizon.open = false;
                // Replaces nothing: two phones that each set a first stip must show both.
                self.horizon.stip.write(entry, stip.clone(), &[]);
                if let Some(why) = why {
                    self.horizon.why.write(entry, why.clone(), &[]);
                }
            }
            Change::StrengthAdded { strength, text } => {
                self.strengths.push(Strength {
                    id: *strength,
                    text: first(text),
                    origin,
                });
            }
            Change::GoalAdded {
                goal,
                title,
                domain,
            } => self.goals.push(Goal {
                id: *goal,
                title: first(title),
                domain: *domain,
                standing,
                steps: Vec::new(),
                archivings: Vec::new(),
                origin,
            }),
            Change::StepAdded { step, goal, title } => {
                let step = Step {
                    id: *step,
                    title: first(title),
                    state: StepState::default(),
                    doer: Doer::default(),
                    day: None,
                    daring: false,
                    standing,
                    origin,
                };
                if let Some(goal) = self.goals.iter_mut().find(|known| known.id == *goal) {
                    goal.steps.push(step);
                }
            }
            Change::StepStateSet { step, state } => {
                if let Some(step) = self.step_mut(*step) {
                    step.state = *state;
                }
            }
            Change::ProposalAnswered { target, answer } => self.answer(*target, (*answer).into()),
            Change::CheckInGiven {
                check_in,
                domain,
                feeling,
                text,
            } => {
                self.check_ins.push(CheckIn {
                    id: *check_in,
                    domain: *domain,
                    feeling: *feeling,
                    text: text.as_ref().map(first),
                    origin,
                });
            }
            Change::WinLogged { win, text, feeling } => {
                self.wins.push(Win {
                    id: *win,
                    text: first(text),
                    feeling: *feeling,
                    files: Vec::new(),
                    origin,
                });
            }
            Change::CheerGiven { cheer, text, win } => {
                self.cheers.push(Cheer {
                    id: *cheer,
                    text: first(text),
                    win: *win,
                    origin,
                });
            }
            Change::NoteWritten { note, text } => {
                self.notes.push(Note {
                    id: *note,
                    text: first(text),
                    origin,
                });
            }
            Change::NudgeSent { nudge, text } => {
                self.nudges.push(Nudge {
                    id: *nudge,
                    text: first(text),
                    origin,
                });
            }
            Change::TextEdited {
                field,
                text,
                replaces,
            } => {
                self.horizon.open &= *field != TextField::Stip;
                if let Some(field) = self.text_mut(*field) {
                    field.write(entry, text.clone(), replaces);
                }
            }
            Change::TextRemoved { change, .. } => self.take_words(*change),
            Change::HorizonLeftOpen {} => self.horizon.open = true,
            Change::DirectionAdded { direction, text } => self.horizon.directions.push(Direction {
                id: *direction,
                text: first(text),
                archivings: Vec::new(),
                origin,
            }),
            Change::StepArranged {
                step,
                doer,
                when,
                daring,
            } => {
                if let Some(step) = self.step_mut(*step) {
                    step.doer = doer.unwrap_or(step.doer);
                    step.daring = daring.unwrap_or(step.daring);
                    step.day = match when {
                        None => step.day,
                        Some(When::Open) => None,
                        Some(When::On(day)) => Some(*day),
                    };
                }
            }
            Change::GoalDomainSet { goal, domain } => {
                if let Some(goal) = self.goals.iter_mut().find(|known| known.id == *goal) {
                    goal.domain = *domain;
                }
            }
            Change::Archived {
                target,
                reason,
                text,
            } => {
                let text = text.as_ref().map(first);
                if let Some(archivings) = self.archivings_mut(*target) {
                    archivings.push(Archiving::new(*reason, text, origin));
                }
            }
            Change::BroughtBack { target } => {
                for archiving in self.archivings_mut(*target).into_iter().flatten() {
                    archiving.over = true;
                }
            }
            Change::SuccessDefined { text } => self.success.write(entry, text.clone(), &[]),
            Change::WishAdded { wish, text } => self.wishes.push(Wish {
                id: *wish,
                text: first(text),
                origin,
            }),
            Change::RhythmSet { rhythm } => self.contact.rhythm = Some(*rhythm),
            Change::PauseSet { until } => {
                self.contact.pause = Some(Pause {
                    until: *until,
                    origin,
                });
            }
            Change::PauseEnded {} => self.contact.pause = None,
            Change::FileAdded {
                file,
                win,
                media,
                seconds,
            } => self.add_file(
                *win,
                File {
                    id: *file,
                    media: *media,
                    seconds: *seconds,
                    removed: false,
                    origin,
                },
            ),
            Change::FileRemoved { file, .. } => self.take_file(*file),
            Change::AppointmentChanged { appointment, how } => {
                self.appoint(entry, *appointment, how);
            }
        }
    }

    fn archivings_mut(&mut self, target: ArchiveTarget) -> Option<&mut Vec<Archiving>> {
        match target {
            ArchiveTarget::Goal(id) => {
                let goal = self.goals.iter_mut().find(|known| known.id == id)?;
                Some(&mut goal.archivings)
            }
            ArchiveTarget::Direction(id) => {
                let mut directions = self.horizon.directions.iter_mut();
                let direction = directions.find(|known| known.id == id)?;
                Some(&mut direction.archivings)
            }
        }
    }

    fn answer(&mut self, target: ProposalTarget, standing: Standing) {
        match target {
            ProposalTarget::Goal(goal) => {
                if let Some(goal) = self.goals.iter_mut().find(|known| known.id == goal) {
                    goal.standing = standing;
                }
            }
            ProposalTarget::Step(step) => {
                if let Some(step) = self.step_mut(step) {
                    step.standing = standing;
                }
            }
        }
    }

    fn step_mut(&mut self, id: StepId) -> Option<&mut Step> {
        self.goals
            .iter_mut()
            .flat_map(|goal| &mut goal.steps)
            .find(|step| step.id == id)
    }

    fn text_mut(&mut self, field: TextField) -> Option<&mut Text> {
        match field {
            TextField::Stip => Some(&mut self.horizon.stip),
            TextField::Why => Some(&mut self.horizon.why),
            TextField::Strength(id) => self
                .strengths
                .iter_mut()
                .find(|known| known.id == id)
                .map(|known| &mut known.text),
            TextField::Goal(id) => self
                .goals
                .iter_mut()
                .find(|known| known.id == id)
                .map(|known| &mut known.title),
            TextField::Step(id) => self.step_mut(id).map(|known| &mut known.title),
            TextField::Win(id) => self
                .wins
                .iter_mut()
                .find(|known| known.id == id)
                .map(|known| &mut known.text),
            TextField::Note(id) => self
                .notes
                .iter_mut()
                .find(|known| known.id == id)
                .map(|known| &mut known.text),
            TextField::Direction(id) => self
                .horizon
                .directions
                .iter_mut()
                .find(|known| known.id == id)
                .map(|known| &mut known.text),
            TextField::Success => Some(&mut self.success),
            TextField::Wish(id) => self
                .wishes
                .iter_mut()
                .find(|known| known.id == id)
                .map(|known| &mut known.text),
        }
    }

    fn take_words(&mut self, change: ChangeId) {
        fn said(archiving: &mut Archiving) -> Option<&mut Text> {
            archiving.text.as_mut()
        }
        let goals = self.goals.iter_mut().flat_map(|goal| {
            core::iter::once(&mut goal.title)
                .chain(goal.steps.iter_mut().map(|step| &mut step.title))
                .chain(goal.archivings.iter_mut().filter_map(said))
        });
        let directions = self.horizon.directions.iter_mut().flat_map(|known| {
            core::iter::once(&mut known.text).chain(known.archivings.iter_mut().filter_map(said))
        });
        let texts = [
            &mut self.horizon.stip,
            &mut self.horizon.why,
            &mut self.success,
        ]
        .into_iter()
        .chain(directions)
        .chain(self.wishes.iter_mut().map(|known| &mut known.text))
        .chain(self.strengths.iter_mut().map(|known| &mut known.text))
        .chain(goals)
        .chain(
            self.check_ins
                .iter_mut()
                .filter_map(|known| known.text.as_mut()),
        )
        .chain(self.wins.iter_mut().map(|known| &mut known.text))
        .chain(self.cheers.iter_mut().map(|known| &mut known.text))
        .chain(self.notes.iter_mut().map(|known| &mut known.text))
        .chain(self.nudges.iter_mut().map(|known| &mut known.text))
        .chain(
            self.appointments
                .iter_mut()
                .flat_map(Appointment::texts_mut),
        );
        for text in texts {
            text.remove(change);
        }
        for appointment in &mut self.appointments {
            appointment.take_link(change);
        }
        for misfit in self
            .misfits
            .iter_mut()
            .filter(|misfit| misfit.entry.id == change)
        {
            misfit.entry = misfit.entry.clone().without_words();
        }
    }
}
