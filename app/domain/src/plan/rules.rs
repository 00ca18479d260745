//! What does not fit, and why. The fold keeps it; the door refuses it.

use serde::{Deserialize, Serialize};

use super::Plan;
use crate::journal::{Audience, Author, Change, Entry, ProposalTarget, TextField};

/// Why a change does not fit the plan as it stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, thiserror::Error,
)]
#[serde(rename_all = "snake_case")]
pub enum Unfit {
    /// It names a goal, step, win, note or entry that is not there.
    #[error("it is about something that is not in the plan")]
    Missing,
    /// It makes a thing whose id is taken.
    #[error("a thing with this id is there already")]
    Taken,
    /// Only the youth may do this.
    #[error("only the youth may do this")]
    YouthOnly,
    /// Only a coach may do this.
    #[error("only a coach may do this")]
    CoachOnly,
    /// Only the author may do this.
    #[error("only who wrote it may do this")]
    AuthorOnly,
    /// A new text has to have words; only [`Change::TextRemoved`] takes them away.
    #[error("the text is missing")]
    NoWords,
}

/// An entry that did not fit when it was folded: kept, and shown as such.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    /// The entry as it was written.
    pub entry: Entry,
    /// Why it does not fit.
    pub why: Unfit,
}

impl Plan {
    /// Whether a new change fits the plan as it stands; what the server asks before it writes.
    ///
    /// # Errors
    ///
    /// Says why it does not.
    pub fn admits(&self, author: Author, change: &Change) -> Result<(), Unfit> {
        if change.texts().iter().any(|prose| prose.kept().is_none()) {
            return Err(Unfit::NoWords);
        }
        self.fits(author, change)
    }

    /// Who may see a change about something that is in the plan already: whoever may see that thing.
    /// `None` for a change that makes something new, where the author chooses.
    #[must_use]
    pub fn inherited_audience(&self, change: &Change) -> Option<Audience> {
        let goal = |id| self.goal(id).map(|goal| goal.origin.audience);
        let step = |id| self.step(id).map(|(_, step)| step.origin.audience);
        match change {
            Change::StepAdded { goal: id, .. } => goal(*id),
            Change::StepStateSet { step: id, .. } => step(*id),
            Change::ProposalAnswered { target: ProposalTarget::Goal(id), .. } => goal(*id),
            Change::ProposalAnswered { target: ProposalTarget::Step(id), .. } => step(*id),
            Change::TextEdited { field, .. } => match field {
                TextField::Stip | TextField::Why => None,
                TextField::Goal(id) => goal(*id),
                TextField::Step(id) => step(*id),
                TextField::Strength(id) => {
                    self.strengths.iter().find(|k| k.id == *id).map(|k| k.origin.audience)
                }
                TextField::Win(id) => {
                    self.wins.iter().find(|k| k.id == *id).map(|k| k.origin.audience)
                }
                TextField::Note(id) => {
                    self.notes.iter().find(|k| k.id == *id).map(|k| k.origin.audience)
                }
            },
            Change::TextRemoved { change, .. } => self.trace(*change).map(|trace| trace.audience),
            Change::HorizonSet { .. }
            | Change::StrengthAdded { .. }
            | Change::GoalAdded { .. }
            | Change::CheckInGiven { .. }
            | Change::WinLogged { .. }
            | Change::CheerGiven { .. }
            | Change::NoteWritten { .. }
            | Change::NudgeSent { .. } => None,
        }
    }

    pub(super) fn fits(&self, author: Author, change: &Change) -> Result<(), Unfit> {
        match change {
            Change::HorizonSet { .. } => youth_only(author),
            Change::StrengthAdded { strength, .. } => {
                free(self.strengths.iter().any(|known| known.id == *strength))
            }
            Change::GoalAdded { goal, .. } => free(self.goal(*goal).is_some()),
            Change::StepAdded { step, goal, .. } => {
                there(self.goal(*goal).is_some())?;
                free(self.step(*step).is_some())
            }
            Change::StepStateSet { step, .. } => there(self.step(*step).is_some()),
            Change::ProposalAnswered { target, .. } => {
                youth_only(author)?;
                there(match target {
                    ProposalTarget::Goal(goal) => self.goal(*goal).is_some(),
                    ProposalTarget::Step(step) => self.step(*step).is_some(),
                })
            }
            Change::CheckInGiven { check_in, .. } => {
                youth_only(author)?;
                free(self.check_ins.iter().any(|known| known.id == *check_in))
            }
            Change::WinLogged { win, .. } => {
                youth_only(author)?;
                free(self.wins.iter().any(|known| known.id == *win))
            }
            Change::CheerGiven { cheer, .. } => {
                coach_only(author)?;
                free(self.cheers.iter().any(|known| known.id == *cheer))
            }
            Change::NoteWritten { note, .. } => {
                free(self.notes.iter().any(|known| known.id == *note))
            }
            Change::NudgeSent { nudge, .. } => {
                coach_only(author)?;
                free(self.nudges.iter().any(|known| known.id == *nudge))
            }
            Change::TextEdited { field, .. } => self.editable(author, *field),
            Change::TextRemoved { change, part } => match self.trace(*change) {
                Some(trace) if trace.part != *part => Err(Unfit::Missing),
                Some(trace) if trace.author.person() == author.person() => Ok(()),
                Some(_) => Err(Unfit::AuthorOnly),
                None => Err(Unfit::Missing),
            },
        }
    }

    fn editable(&self, author: Author, field: TextField) -> Result<(), Unfit> {
        match field {
            TextField::Stip | TextField::Why => youth_only(author),
            TextField::Strength(id) => there(self.strengths.iter().any(|known| known.id == id)),
            TextField::Goal(id) => there(self.goal(id).is_some()),
            TextField::Step(id) => there(self.step(id).is_some()),
            TextField::Win(id) => {
                youth_only(author)?;
                there(self.wins.iter().any(|known| known.id == id))
            }
            TextField::Note(id) => {
                let note = self.notes.iter().find(|known| known.id == id);
                match note.map(|note| note.origin.author.person()) {
                    None => Err(Unfit::Missing),
                    Some(writer) if writer == author.person() => Ok(()),
                    Some(_) => Err(Unfit::AuthorOnly),
                }
            }
        }
    }
}

fn there(found: bool) -> Result<(), Unfit> {
    if found { Ok(()) } else { Err(Unfit::Missing) }
}

fn free(taken: bool) -> Result<(), Unfit> {
    if taken { Err(Unfit::Taken) } else { Ok(()) }
}

fn youth_only(author: Author) -> Result<(), Unfit> {
    match author {
        Author::Youth(_) => Ok(()),
        Author::Coach(_) => Err(Unfit::YouthOnly),
    }
}

fn coach_only(author: Author) -> Result<(), Unfit> {
    match author {
        Author::Coach(_) => Ok(()),
        Author::Youth(_) => Err(Unfit::CoachOnly),
    }
}
