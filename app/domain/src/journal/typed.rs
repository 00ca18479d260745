//! The words in a change: found, or taken away.

use super::Change;
use crate::words::Prose;

impl Change {
    /// Every text in this change, in the order in which it was typed.
    #[must_use]
    pub fn texts(&self) -> Vec<&Prose> {
        match self {
            Self::HorizonSet { stip, why } => core::iter::once(stip).chain(why).collect(),
            Self::StrengthAdded { text, .. }
            | Self::GoalAdded { title: text, .. }
            | Self::StepAdded { title: text, .. }
            | Self::WinLogged { text, .. }
            | Self::CheerGiven { text, .. }
            | Self::NoteWritten { text, .. }
            | Self::NudgeSent { text, .. }
            | Self::TextEdited { text, .. }
            | Self::DirectionAdded { text, .. }
            | Self::SuccessDefined { text }
            | Self::WishAdded { text, .. } => vec![text],
            Self::CheckInGiven { text, .. } | Self::Archived { text, .. } => text.iter().collect(),
            Self::AppointmentChanged { how, .. } => how.texts(),
            Self::StepStateSet { .. }
            | Self::ProposalAnswered { .. }
            | Self::TextRemoved { .. }
            | Self::HorizonLeftOpen {}
            | Self::StepArranged { .. }
            | Self::GoalDomainSet { .. }
            | Self::BroughtBack { .. }
            | Self::RhythmSet { .. }
            | Self::PauseSet { .. }
            | Self::PauseEnded {}
            | Self::FileAdded { .. }
            | Self::FileRemoved { .. } => Vec::new(),
        }
    }

    /// The same change with its words taken away: the stub that stays in the journal.
    #[must_use]
    pub fn without_words(mut self) -> Self {
        for text in self.texts_mut() {
            *text = Prose::Removed;
        }
        self
    }

    fn texts_mut(&mut self) -> Vec<&mut Prose> {
        match self {
            Self::HorizonSet { stip, why } => core::iter::once(stip).chain(why).collect(),
            Self::StrengthAdded { text, .. }
            | Self::GoalAdded { title: text, .. }
            | Self::StepAdded { title: text, .. }
            | Self::WinLogged { text, .. }
            | Self::CheerGiven { text, .. }
            | Self::NoteWritten { text, .. }
            | Self::NudgeSent { text, .. }
            | Self::TextEdited { text, .. }
            | Self::DirectionAdded { text, .. }
            | Self::SuccessDefined { text }
            | Self::WishAdded { text, .. } => vec![text],
            Self::CheckInGiven { text, .. } | Self::Archived { text, .. } => {
                text.iter_mut().collect()
            }
            Self::AppointmentChanged { how, .. } => how.texts_mut(),
            Self::StepStateSet { .. }
            | Self::ProposalAnswered { .. }
            | Self::TextRemoved { .. }
            | Self::HorizonLeftOpen {}
            | Self::StepArranged { .. }
            | Self::GoalDomainSet { .. }
            | Self::BroughtBack { .. }
            | Self::RhythmSet { .. }
            | Self::PauseSet { .. }
            | Self::PauseEnded {}
            | Self::FileAdded { .. }
            | Self::FileRemoved { .. } => Vec::new(),
        }
    }
}
