//! One line of the journal: a change, with who wrote it and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Audience, Change, Part, Recorded};
use crate::id::{ChangeId, PersonId};

/// The place of an entry in its journal, given by the server: 1, 2, 3, ... per plan, without gaps.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// Before the first entry.
    pub const START: Self = Self(0);

    /// The place after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// Who wrote an entry, as the journal remembers it: also when the person later has another role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "role", content = "person", rename_all = "snake_case")]
pub enum Author {
    /// The youth whose plan it is.
    Youth(PersonId),
    /// A coach of this plan.
    Coach(PersonId),
}

impl Author {
    /// Whoever it is.
    #[must_use]
    pub fn person(self) -> PersonId {
        match self {
            Self::Youth(person) | Self::Coach(person) => person,
        }
    }
}

/// A change as a device offers it: the server adds author, moment and place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewEntry {
    /// Made where it was written. The same id twice is the same change, recorded once.
    pub id: ChangeId,
    /// When it was written, by the device's clock; may be days off and decides nothing.
    #[serde(with = "crate::moment")]
    pub authored_at: Timestamp,
    /// The last entry that the author had seen.
    pub base: Seq,
    /// Who may see it.
    #[serde(default)]
    pub audience: Audience,
    /// What happened.
    pub change: Change,
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place; [`Seq::START`] while it waits on the device for its turn.
    pub seq: Seq,
    /// Made where it was written.
    pub id: ChangeId,
    /// Who wrote it.
    pub author: Author,
    /// When it was written, by the device's clock.
    #[serde(with = "crate::moment")]
    pub authored_at: Timestamp,
    /// When the server wrote it down.
    #[serde(with = "crate::moment")]
    pub recorded_at: Timestamp,
    /// The last entry that the author had seen.
    pub base: Seq,
    /// Who may see it.
    #[serde(default)]
    pub audience: Audience,
    /// What happened, as far as this build knows.
    pub change: Recorded,
}

impl Entry {
    /// The part of the plan that it touches.
    #[must_use]
    pub fn part(&self) -> Part {
        match &self.change {
            Recorded::Known(change) => change.part(),
            Recorded::Unknown(_) => Part::Unknown,
        }
    }

    /// The same entry as a viewer with a numbering of their own gets it. What its author had seen goes:
    /// it is a number too, and would tell how many entries the viewer may not see.
    #[must_use]
    pub fn numbered(self, seq: Seq) -> Self {
        Self {
            seq,
            base: Seq::START,
            ..self
        }
    }

    /// The same entry with its words taken away for good.
    #[must_use]
    pub fn without_words(self) -> Self {
        let change = match self.change {
            Recorded::Known(change) => Recorded::Known(change.without_words()),
            Recorded::Unknown(unknown) => Recorded::Unknown(unknown.without_words()),
        };
        Self { change, ..self }
    }
}
