//! Appointments: when people meet, where, and who comes.
//!
//! A time is kept as the clock on the wall says it, with its zone ([`Slot`]), so that "Tuesday at ten"
//! stays that on both sides of a clock change. An appointment gives one **occurrence**, a series gives
//! several; each is named for ever by the day on which it was planned first. Everything that is said
//! later (moved, cancelled, an answer, who came) is said about one occurrence.

mod appointment;
mod before;
mod change;
mod count;
mod fold;
mod kind;
mod link;
mod occurrence;
mod series;
mod slot;
#[cfg(test)]
mod tests;

pub use appointment::{Answered, Appointment, Cancelling, Happening, Timing};
pub use before::Before;
pub use change::{AppointmentChange, Planning};
pub use count::Count;
pub use kind::{AppointmentKind, Attendance, Reason, Reply};
pub use link::{Link, LinkError};
pub use occurrence::{Occurrence, Stage};
pub use series::{Every, Series, SeriesEnd, SeriesError};
pub use slot::{CivilTime, Slot, SlotError, Zone};
