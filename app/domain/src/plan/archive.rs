//! What was put away: it is not lost, and it can come back.

use serde::{Deserialize, Serialize};

use super::{Direction, Goal, Origin, Plan, Text};
use crate::id::DirectionId;
use crate::journal::ArchiveReason;

/// One time that something was put away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archiving {
    /// Why.
    pub reason: ArchiveReason,
    /// In own words.
    pub text: Option<Text>,
    /// Who put it away, when.
    pub origin: Origin,
    /// It was brought back since.
    pub over: bool,
}

impl Archiving {
    pub(super) fn new(reason: ArchiveReason, text: Option<Text>, origin: Origin) -> Self {
        Self {
            reason,
            text,
            origin,
            over: false,
        }
    }
}

fn now(archivings: &[Archiving]) -> Option<&Archiving> {
    archivings.iter().rev().find(|archiving| !archiving.over)
}

impl Goal {
    /// Why it is put away now; `None` while it is on the road.
    #[must_use]
    pub fn archived(&self) -> Option<&Archiving> {
        now(&self.archivings)
    }
}

impl Direction {
    /// Why it is put away now; `None` while it is open.
    #[must_use]
    pub fn archived(&self) -> Option<&Archiving> {
        now(&self.archivings)
    }
}

impl Plan {
    /// The direction with this id.
    #[must_use]
    pub fn direction(&self, id: DirectionId) -> Option<&Direction> {
        self.horizon.directions.iter().find(|known| known.id == id)
    }
}
