//! The youth's own corner: who sees what, messages on this phone, logging out.

mod contact;
mod corner;
mod install;
mod lock;
mod notify;
mod people;
mod reading;
mod success;
mod who_sees;
mod wishes;

pub(crate) use contact::ContactWish;
pub(crate) use corner::me_page;
pub(crate) use install::install_page;
pub(crate) use lock::lock_page;
pub(crate) use notify::notify_page;
pub(crate) use people::people_page;
pub(crate) use reading::reading_page;
pub(crate) use success::Success;
pub(crate) use who_sees::who_sees_page;
pub(crate) use wishes::Wishes;
