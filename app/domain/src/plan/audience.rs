//! Who may see a change about something that is in the plan already.

use super::{Plan, Text};
use crate::id::ChangeId;
use crate::journal::{ArchiveTarget, Audience, Change, ProposalTarget, TextField};

impl Plan {
    /// Who may see a new change: what its author chose, but never wider than what it is about. The
    /// server asks this before it writes, and a device before it folds its own change.
    ///
    /// A change without words is seen by exactly who sees what it is about: else somebody would go on
    /// seeing a step as open, or words that were taken away.
    #[must_use]
    pub fn audience_for(&self, change: &Change, chosen: Audience) -> Audience {
        match self.inherited_audience(change) {
            None => chosen,
            Some(inherited) if change.texts().is_empty() => inherited,
            Some(inherited) => inherited.max(chosen),
        }
    }

    /// Who may see what a change is about. `None` when it makes something new, or names nothing that
    /// is there.
    pub(super) fn inherited_audience(&self, change: &Change) -> Option<Audience> {
        match change {
            Change::StepAdded { goal, .. } => Some(self.goal(*goal)?.origin.audience),
            Change::StepStateSet { step, .. } | Change::StepArranged { step, .. } => {
                Some(self.step(*step)?.1.origin.audience)
            }
            Change::GoalDomainSet { goal, .. } => Some(self.goal(*goal)?.origin.audience),
            Change::Archived { target, .. } | Change::BroughtBack { target } => match target {
                ArchiveTarget::Goal(id) => Some(self.goal(*id)?.origin.audience),
                ArchiveTarget::Direction(id) => Some(self.direction(*id)?.origin.audience),
            },
            Change::ProposalAnswered {
                target: ProposalTarget::Goal(id),
                ..
            } => Some(self.goal(*id)?.origin.audience),
            Change::ProposalAnswered {
                target: ProposalTarget::Step(id),
                ..
            } => Some(self.step(*id)?.1.origin.audience),
            Change::CheerGiven { win, .. } => {
                let win = self.wins.iter().find(|known| Some(known.id) == *win)?;
                Some(win.origin.audience)
            }
            Change::AppointmentChanged { appointment, .. } => {
                Some(self.appointment(*appointment)?.origin.audience)
            }
            Change::TextEdited {
                field, replaces, ..
            } => self.narrowest(self.text(*field)?, *field, replaces),
            Change::TextRemoved { change, .. } => Some(self.trace(*change)?.audience),
            Change::FileAdded { win, .. } | Change::FileRemoved { win, .. } => {
                let win = self.wins.iter().find(|known| known.id == *win)?;
                Some(win.origin.audience)
            }
            Change::HorizonSet { .. }
            | Change::StrengthAdded { .. }
            | Change::GoalAdded { .. }
            | Change::CheckInGiven { .. }
            | Change::WinLogged { .. }
            | Change::NoteWritten { .. }
            | Change::NudgeSent { .. }
            | Change::HorizonLeftOpen {}
            | Change::DirectionAdded { .. }
            | Change::SuccessDefined { .. }
            | Change::WishAdded { .. }
            | Change::RhythmSet { .. }
            | Change::PauseSet { .. }
            | Change::PauseEnded {} => None,
        }
    }

    /// The narrowest of what holds the text and the versions that are replaced: a text that grew out
    /// of words for a few is for those few.
    fn narrowest(&self, text: &Text, field: TextField, replaced: &[ChangeId]) -> Option<Audience> {
        let versions = || text.versions().iter().map(|version| version.change);
        let holder = match field {
            // Nothing holds these: every version chose for itself.
            TextField::Stip | TextField::Why | TextField::Success => None,
            TextField::Strength(_)
            | TextField::Goal(_)
            | TextField::Step(_)
            | TextField::Win(_)
            | TextField::Note(_)
            | TextField::Direction(_)
            | TextField::Wish(_) => versions().next(),
        };
        versions()
            .filter(|change| Some(*change) == holder || replaced.contains(change))
            .filter_map(|change| Some(self.trace(change)?.audience))
            .max()
    }

    fn text(&self, field: TextField) -> Option<&Text> {
        match field {
            TextField::Stip => Some(&self.horizon.stip),
            TextField::Why => Some(&self.horizon.why),
            TextField::Strength(id) => self
                .strengths
                .iter()
                .find(|known| known.id == id)
                .map(|known| &known.text),
            TextField::Goal(id) => self.goal(id).map(|goal| &goal.title),
            TextField::Step(id) => self.step(id).map(|(_, step)| &step.title),
            TextField::Win(id) => self
                .wins
                .iter()
                .find(|known| known.id == id)
                .map(|known| &known.text),
            TextField::Note(id) => self
                .notes
                .iter()
                .find(|known| known.id == id)
                .map(|known| &known.text),
            TextField::Direction(id) => self.direction(id).map(|known| &known.text),
            TextField::Success => Some(&self.success),
            TextField::Wish(id) => self.wish(id).map(|known| &known.text),
        }
    }
}
