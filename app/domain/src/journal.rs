//! The journal: what is written down, one [`Entry`] at a time, and never overwritten.

mod change;
mod entry;
mod part;
mod recorded;

pub use change::{Answer, Change, Feeling, LifeDomain, ProposalTarget, StepState, TextField};
pub use entry::{Author, Entry, NewEntry, Seq};
pub use part::{Audience, Part};
pub use recorded::{Recorded, UnknownChange};
