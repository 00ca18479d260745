//! Before somebody is logged in: the front door, an invitation, the coach's login.

mod card;
mod code;
mod home;
mod login;
mod unknown;

pub(crate) use card::card_page;
pub(crate) use code::code_page;
pub(crate) use home::home_page;
pub(crate) use login::login_page;
pub(crate) use unknown::{Unknown, unknown};
