//! Live: a hint that there is something to pull.

use domain::id::PlanId;
use domain::journal::Seq;
use serde::{Deserialize, Serialize};

/// Something that this viewer may see was added to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveEvent {
    /// The plan.
    pub plan: PlanId,
    /// The viewer's own cursor, now; at the start when nothing of it may be seen any more.
    pub cursor: Seq,
}
