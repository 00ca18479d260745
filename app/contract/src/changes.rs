//! Sync: changes go up, entries come down.

use domain::id::ChangeId;
use domain::journal::{Entry, NewEntry, Seq};
use serde::{Deserialize, Serialize};

use crate::ProblemCode;

/// Changes to one plan, in order; at most [`ChangesRequest::MAX`]. Sending twice is safe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangesRequest {
    /// The changes.
    pub changes: Vec<NewEntry>,
}

impl ChangesRequest {
    /// The most changes in one request.
    pub const MAX: usize = 200;
}

/// What became of each change, in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesReply {
    /// One per change.
    pub outcomes: Vec<Outcome>,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Outcome {
    /// Written down.
    Recorded {
        /// The change.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        id: ChangeId,
    },
    /// It was written down before.
    Duplicate {
        /// The change.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        id: ChangeId,
    },
    /// It was not taken; the others were judged by themselves.
    Refused {
        /// The change.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        id: ChangeId,
        /// Why.
        code: ProblemCode,
    },
}

/// Entries after a cursor, numbered for this viewer without gaps: what a viewer may not see leaves no
/// trace in the numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntriesReply {
    /// The entries, in order; [`Entry::seq`] is the viewer's own number.
    pub entries: Vec<Entry>,
    /// Ask again after this.
    pub cursor: Seq,
    /// Changes when the viewer's rights change: drop what you have and start at 0.
    pub epoch: String,
}
