//! Which part of the plan a change touches, and who may see it.

use serde::{Deserialize, Serialize};

use super::{ArchiveTarget, Change, LifeDomain, TextField};

/// A part of the plan: the unit of consent. A viewer's plan is the fold of the parts that the viewer
/// may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// *Mijn stip* and why.
    Horizon,
    /// What I can and like.
    Strengths,
    /// Goals and their steps, also as proposals.
    Goals,
    /// How it goes, per life domain.
    CheckIns,
    /// Small successes.
    Wins,
    /// Compliments of a coach.
    Cheers,
    /// Notes.
    Notes,
    /// Messages that a coach sent by hand.
    Nudges,
    /// What success means to the youth, and what the youth still wants to learn.
    Wishes,
    /// How often the youth wants to hear from the coach, and when not at all.
    Contact,
    /// Appointments: when, where, with whom, and whether they work out.
    Appointments,
    /// A change that this build does not know; shown to nobody but the youth and the coaches.
    Unknown,
}

impl Part {
    /// Every part, in the order in which screens show them.
    pub const ALL: [Self; 12] = [
        Self::Horizon,
        Self::Strengths,
        Self::Goals,
        Self::CheckIns,
        Self::Wins,
        Self::Cheers,
        Self::Notes,
        Self::Nudges,
        Self::Wishes,
        Self::Contact,
        Self::Appointments,
        Self::Unknown,
    ];
}

/// Who may see one entry, next to what the part allows. The wider sorts before the narrower.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everyone who has a right to the part.
    #[default]
    Everyone,
    /// The youth and the coaches of this plan.
    Coaches,
    /// Only who wrote it; only a youth may choose this.
    OnlyMe,
}

impl Audience {
    /// Every audience, widest first.
    pub const ALL: [Self; 3] = [Self::Everyone, Self::Coaches, Self::OnlyMe];
}

impl Change {
    /// The part of the plan that this change touches.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::HorizonSet { .. }
            | Self::HorizonLeftOpen {}
            | Self::DirectionAdded { .. }
            | Self::Archived {
                target: ArchiveTarget::Direction(_),
                ..
            }
            | Self::BroughtBack {
                target: ArchiveTarget::Direction(_),
            } => Part::Horizon,
            Self::StrengthAdded { .. } => Part::Strengths,
            Self::GoalAdded { .. }
            | Self::StepAdded { .. }
            | Self::StepStateSet { .. }
            | Self::ProposalAnswered { .. }
            | Self::StepArranged { .. }
            | Self::GoalDomainSet { .. }
            | Self::Archived {
                target: ArchiveTarget::Goal(_),
                ..
            }
            | Self::BroughtBack {
                target: ArchiveTarget::Goal(_),
            } => Part::Goals,
            Self::CheckInGiven { .. } => Part::CheckIns,
            Self::WinLogged { .. } | Self::FileAdded { .. } | Self::FileRemoved { .. } => {
                Part::Wins
            }
            Self::CheerGiven { .. } => Part::Cheers,
            Self::NoteWritten { .. } => Part::Notes,
            Self::NudgeSent { .. } => Part::Nudges,
            Self::SuccessDefined { .. } | Self::WishAdded { .. } => Part::Wishes,
            Self::RhythmSet { .. } | Self::PauseSet { .. } | Self::PauseEnded {} => Part::Contact,
            Self::AppointmentChanged { .. } => Part::Appointments,
            Self::TextEdited { field, .. } => field.part(),
            Self::TextRemoved { part, .. } => *part,
        }
    }

    /// The life domain that this change belongs to, if it names one.
    #[must_use]
    pub fn life_domain(&self) -> Option<LifeDomain> {
        match self {
            Self::GoalAdded { domain, .. } | Self::GoalDomainSet { domain, .. } => *domain,
            Self::CheckInGiven { domain, .. } => Some(*domain),
            Self::HorizonSet { .. }
            | Self::StrengthAdded { .. }
            | Self::StepAdded { .. }
            | Self::StepStateSet { .. }
            | Self::ProposalAnswered { .. }
            | Self::WinLogged { .. }
            | Self::CheerGiven { .. }
            | Self::NoteWritten { .. }
            | Self::NudgeSent { .. }
            | Self::TextEdited { .. }
            | Self::TextRemoved { .. }
            | Self::HorizonLeftOpen {}
            | Self::DirectionAdded { .. }
            | Self::StepArranged { .. }
            | Self::Archived { .. }
            | Self::BroughtBack { .. }
            | Self::SuccessDefined { .. }
            | Self::WishAdded { .. }
            | Self::RhythmSet { .. }
            | Self::PauseSet { .. }
            | Self::PauseEnded {}
            | Self::FileAdded { .. }
            | Self::FileRemoved { .. }
            | Self::AppointmentChanged { .. } => None,
        }
    }
}

impl TextField {
    /// The part of the plan that this text belongs to.
    #[must_use]
    pub fn part(self) -> Part {
        match self {
            Self::Stip | Self::Why | Self::Direction(_) => Part::Horizon,
            Self::Strength(_) => Part::Strengths,
            Self::Goal(_) | Self::Step(_) => Part::Goals,
            Self::Win(_) => Part::Wins,
            Self::Note(_) => Part::Notes,
            Self::Success | Self::Wish(_) => Part::Wishes,
        }
    }
}
