//! Somebody reads along: the youth chooses, looks first, says yes, and stops it; and what whoever reads
//! along gets to see.

mod around;
mod choose;
mod list;
mod own;
mod preview;
mod reader;
mod shared;
mod words;

pub(crate) use around::{ask_readers, readers};
pub(crate) use choose::choose_page;
pub(crate) use list::consents_page;
pub(crate) use preview::preview_page;
pub(crate) use reader::{shared_page, shared_plan_page};
pub(crate) use words::parts_list;
