//! What can be chosen about a step, a goal that is put away, and keeping in touch.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::id::{DirectionId, GoalId};

/// Who does a step. People outside the plan have a role, never a name: a youth's plan is no place for
/// what others did not agree to.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Doer {
    /// The youth.
    #[default]
    Me,
    /// The youth's coach.
    Coach,
    /// Somebody at home.
    Family,
    /// Somebody at school.
    School,
    /// Somebody at work.
    Work,
    /// Somebody else.
    Other,
}

impl Doer {
    /// Everybody, in the order in which screens show them.
    pub const ALL: [Self; 6] = [
        Self::Me,
        Self::Coach,
        Self::Family,
        Self::School,
        Self::Work,
        Self::Other,
    ];
}

/// When a step is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Whenever it suits.
    Open,
    /// On this day.
    On(Day),
}

/// What can be put away and brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArchiveTarget {
    /// A goal, with its steps.
    Goal(GoalId),
    /// A direction beside the stip.
    Direction(DirectionId),
}

/// Why something was put away. None of them is a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArchiveReason {
    /// "Het is gelukt."
    Reached,
    /// "Ik wil nu iets anders."
    Changed,
    /// "Nu even niet."
    Later,
    /// "Het paste niet bij mij."
    NotMine,
}

impl ArchiveReason {
    /// Every reason, in the order in which screens show them.
    pub const ALL: [Self; 4] = [Self::Reached, Self::Changed, Self::Later, Self::NotMine];
}

/// How often a youth wants to hear from the coach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Every week.
    Weekly,
    /// Every two weeks.
    Fortnightly,
    /// Every month.
    Monthly,
    /// Only when the youth asks.
    WhenIAsk,
}

impl Rhythm {
    /// Every rhythm, most often first.
    pub const ALL: [Self; 4] = [
        Self::Weekly,
        Self::Fortnightly,
        Self::Monthly,
        Self::WhenIAsk,
    ];
}
