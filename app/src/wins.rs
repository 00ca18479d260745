//! Small successes: log one in two taps, and see what went well before.

mod list;
mod log;
mod month;
mod page;

pub(crate) use list::WinList;
pub(crate) use log::log_win_page;
pub(crate) use page::wins_page;
