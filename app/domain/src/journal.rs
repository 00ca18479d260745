//! The journal: what is written down, one [`Entry`] at a time, and never overwritten.

mod change;
mod choices;
mod entry;
mod file;
mod part;
mod recorded;
mod typed;

pub use change::{Answer, Change, Feeling, LifeDomain, ProposalTarget, StepState, TextField};
pub use choices::{ArchiveReason, ArchiveTarget, Doer, Rhythm, When};
pub use entry::{Author, Entry, NewEntry, Seq};
pub use file::FileKind;
pub use part::{Audience, Part};
pub use recorded::{Recorded, UnknownChange};
