//! The youth's own corner: who sees what, messages on this phone, logging out.

mod corner;
mod notify;
mod who_sees;

pub(crate) use corner::MePage;
pub(crate) use notify::NotifyPage;
pub(crate) use who_sees::WhoSeesPage;
