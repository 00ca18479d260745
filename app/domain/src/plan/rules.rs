//! What does not fit, and why. The fold keeps it; the door refuses it.

use serde::{Deserialize, Serialize};

use super::{Origin, Plan, Standing};
use crate::journal::{ArchiveTarget, Author, Change, Entry, Part, ProposalTarget, TextField};
use crate::words::{Prose, Words};

/// Why a change does not fit the plan as it stands.
///
/// What fits may only ever become more: an entry that fitted once must fit for ever.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    thiserror::Error,
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
    /// A title of more than [`Words::MAX_TITLE`] characters.
    #[error("the title is too long")]
    TooLong,
    /// A series, or a list of times, that is too short or too long.
    #[error("a series or a list is too short or too long")]
    OutOfBounds,
    /// The appointment was cancelled, for good.
    #[error("it was cancelled, and that is final")]
    Final,
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
        let length = |title: &Words| title.as_str().chars().count();
        if titles(change)
            .into_iter()
            .filter_map(Prose::kept)
            .any(|title| length(title) > Words::MAX_TITLE)
        {
            return Err(Unfit::TooLong);
        }
        if let Change::AppointmentChanged { how, .. } = change {
            how.bounded()?;
        }
        self.fits(author, change)?;
        self.cheered(change)
    }

    /// The fold keeps a cheer whose win it does not know. The door does not take one: on the plan as a
    /// coach sees it, a win that is the youth's alone and one that never was must look alike.
    fn cheered(&self, change: &Change) -> Result<(), Unfit> {
        match change {
            Change::CheerGiven { win: Some(win), .. } => {
                there(self.wins.iter().any(|known| known.id == *win))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn fits(&self, author: Author, change: &Change) -> Result<(), Unfit> {
        match change {
            Change::HorizonSet { .. }
            | Change::HorizonLeftOpen {}
            | Change::SuccessDefined { .. }
            | Change::RhythmSet { .. }
            | Change::PauseSet { .. }
            | Change::PauseEnded {} => youth_only(author),
            Change::DirectionAdded { direction, .. } => {
                youth_only(author)?;
                free(self.direction(*direction).is_some())
            }
            Change::WishAdded { wish, .. } => {
                youth_only(author)?;
                free(self.wish(*wish).is_some())
            }
            Change::StepArranged { step, .. } => self.editable(author, TextField::Step(*step)),
            Change::GoalDomainSet { goal, .. } => self.editable(author, TextField::Goal(*goal)),
            Change::Archived { target, .. } | Change::BroughtBack { target } => {
                youth_only(author)?;
                there(match target {
                    ArchiveTarget::Goal(goal) => self.goal(*goal).is_some(),
                    ArchiveTarget::Direction(direction) => self.direction(*direction).is_some(),
                })
            }
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
                let origin = match target {
                    ProposalTarget::Goal(goal) => self.goal(*goal).map(|goal| &goal.origin),
                    ProposalTarget::Step(step) => self.step(*step).map(|(_, step)| &step.origin),
                };
                there(origin.is_some_and(|origin| matches!(origin.author, Author::Coach(_))))
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
            Change::TextRemoved { change, part } => {
                let trace = self.trace(*change).ok_or(Unfit::Missing)?;
                // What this build does not know, a newer one that took its words away did know.
                there(trace.part == *part || trace.part == Part::Unknown)?;
                writer_only(author, trace.author)
            }
            Change::FileAdded { file, win, .. } => {
                youth_only(author)?;
                there(self.wins.iter().any(|known| known.id == *win))?;
                free(self.file(*file).is_some())
            }
            Change::FileRemoved { file, win } => {
                youth_only(author)?;
                let win = self.wins.iter().find(|known| known.id == *win);
                let files = &win.ok_or(Unfit::Missing)?.files;
                there(files.iter().any(|known| known.id == *file))
            }
            Change::AppointmentChanged { appointment, how } => {
                self.appointment_fits(author, *appointment, how)
            }
        }
    }

    fn editable(&self, author: Author, field: TextField) -> Result<(), Unfit> {
        match field {
            TextField::Stip | TextField::Why | TextField::Success => youth_only(author),
            TextField::Direction(id) => {
                youth_only(author)?;
                there(self.direction(id).is_some())
            }
            TextField::Wish(id) => {
                youth_only(author)?;
                there(self.wish(id).is_some())
            }
            TextField::Strength(id) => {
                let known = self.strengths.iter().find(|known| known.id == id);
                writer_or_youth(author, &known.ok_or(Unfit::Missing)?.origin)
            }
            TextField::Goal(id) => {
                let goal = self.goal(id).ok_or(Unfit::Missing)?;
                writer_or_youth(author, &goal.origin)?;
                still_proposed(author, goal.standing)
            }
            TextField::Step(id) => {
                let (_, step) = self.step(id).ok_or(Unfit::Missing)?;
                writer_or_youth(author, &step.origin)?;
                still_proposed(author, step.standing)
            }
            TextField::Win(id) => {
                youth_only(author)?;
                there(self.wins.iter().any(|known| known.id == id))
            }
            TextField::Note(id) => {
                let known = self.notes.iter().find(|known| known.id == id);
                writer_only(author, known.ok_or(Unfit::Missing)?.origin.author)
            }
        }
    }
}

/// The texts that are titles.
fn titles(change: &Change) -> Vec<&Prose> {
    match change {
        Change::AppointmentChanged { how, .. } => how.titles(),
        Change::StrengthAdded { text: title, .. }
        | Change::GoalAdded { title, .. }
        | Change::StepAdded { title, .. }
        | Change::DirectionAdded { text: title, .. }
        | Change::WishAdded { text: title, .. }
        | Change::TextEdited {
            field:
                TextField::Strength(_)
                | TextField::Goal(_)
                | TextField::Step(_)
                | TextField::Direction(_)
                | TextField::Wish(_),
            text: title,
            ..
        } => vec![title],
        Change::TextEdited {
            field:
                TextField::Stip
                | TextField::Why
                | TextField::Win(_)
                | TextField::Note(_)
                | TextField::Success,
            ..
        }
        | Change::HorizonSet { .. }
        | Change::StepStateSet { .. }
        | Change::ProposalAnswered { .. }
        | Change::CheckInGiven { .. }
        | Change::WinLogged { .. }
        | Change::CheerGiven { .. }
        | Change::NoteWritten { .. }
        | Change::NudgeSent { .. }
        | Change::TextRemoved { .. }
        | Change::HorizonLeftOpen {}
        | Change::StepArranged { .. }
        | Change::GoalDomainSet { .. }
        | Change::Archived { .. }
        | Change::BroughtBack { .. }
        | Change::SuccessDefined { .. }
        | Change::RhythmSet { .. }
        | Change::PauseSet { .. }
        | Change::PauseEnded {}
        | Change::FileAdded { .. }
        | Change::FileRemoved { .. } => Vec::new(),
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

fn writer_only(author: Author, writer: Author) -> Result<(), Unfit> {
    if author.person() == writer.person() {
        Ok(())
    } else {
        Err(Unfit::AuthorOnly)
    }
}

/// The youth may change every word of the plan; a coach only the coach's own.
fn writer_or_youth(author: Author, origin: &Origin) -> Result<(), Unfit> {
    match author {
        Author::Youth(_) => Ok(()),
        Author::Coach(_) => writer_only(author, origin.author),
    }
}

/// What the youth said yes to must not become something else afterwards.
fn still_proposed(author: Author, standing: Standing) -> Result<(), Unfit> {
    match (author, standing) {
        (Author::Youth(_), _) | (Author::Coach(_), Standing::Proposed) => Ok(()),
        (Author::Coach(_), Standing::Real | Standing::Declined) => Err(Unfit::YouthOnly),
    }
}
