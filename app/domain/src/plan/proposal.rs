//! Proposals: what a coach adds is real only when the youth says yes.

use serde::{Deserialize, Serialize};

use crate::journal::{Answer, Author};

/// Whether a goal or step is part of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The youth added it, or said yes to it.
    Real,
    /// A coach proposed it; the youth has not answered.
    Proposed,
    /// The youth said no.
    Declined,
}

impl Standing {
    pub(crate) fn when_added_by(author: Author) -> Self {
        match author {
            Author::Youth(_) => Self::Real,
            Author::Coach(_) => Self::Proposed,
        }
    }
}

impl From<Answer> for Standing {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Accepted => Self::Real,
            Answer::Declined => Self::Declined,
        }
    }
}
