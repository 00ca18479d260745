//! The youth's own corner: who sees what, messages on this phone, logging out.

mod corner;
mod notify;
mod who_sees;

pub(crate) use corner::me_page;
pub(crate) use notify::notify_page;
pub(crate) use who_sees::who_sees_page;
