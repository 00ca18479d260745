//! Before somebody is logged in: the front door, an invitation, the coach's login.

mod card;
mod code;
mod home;
mod login;
mod unknown;

pub(crate) use card::CardPage;
pub(crate) use code::CodePage;
pub(crate) use home::HomePage;
pub(crate) use login::LoginPage;
pub(crate) use unknown::{Unknown, unknown};
