//! The pieces that every page is made of.

mod date;
mod empty;
mod frame;
mod icon;
mod long_word;
mod more;
mod open_plan;
mod person;
mod saved;
mod sky;
mod status;
mod waiting;

pub(crate) use date::{ago, clock, day, day_of, today, today_on};
pub(crate) use empty::Empty;
pub(crate) use frame::{CoachFrame, LanguageSwitch, PlainFrame, YouthFrame};
pub(crate) use icon::Icon;
pub(crate) use long_word::has_long_word;
pub(crate) use more::{More, Reopen};
pub(crate) use open_plan::{Whose, not_opened, open_plan};
pub(crate) use person::Speech;
pub(crate) use saved::Saved;
pub use sky::SKY_VIEW;
pub(crate) use sky::{Heading, Sky};
pub(crate) use status::Status;
pub(crate) use waiting::{CoachWaiting, Dots, Waiting};
