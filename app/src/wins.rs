//! Small successes: log one in two taps, and see what went well before.

mod list;
mod log;
mod page;

pub(crate) use list::WinList;
pub(crate) use log::LogWinPage;
pub(crate) use page::WinsPage;
