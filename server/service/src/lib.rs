//! Use cases: who may, what is written, what follows from it; each in one unit of work.
//!
//! Every use case is a method of [`Stip`], in the file of its feature: policy, unit of work, domain
//! rule, write, outbox, access log, commit. Whatever a person typed is sealed before it reaches the
//! storage ([`vault`]). Time and chance come in through [`Clock`] and [`Entropy`].
//!
//! **To add a use case:** a method in the file of its feature that asks [`domain::policy::enter`]
//! first, takes its reads and writes from one unit of work, logs when somebody else looks (`access`),
//! and answers a shape of `contract`.

mod access;
mod admin;
mod clock;
mod consents;
mod contact;
mod demo;
mod entropy;
mod error;
mod files;
mod invitations;
mod live;
mod open;
mod people;
mod plans;
mod push;
mod reminders;
mod sessions;
mod throttle;
pub mod vault;

#[cfg(feature = "testing")]
pub mod testing;

pub use clock::Clock;
pub use demo::{CoachDoor, DemoDoors, DemoError, ReaderDoor, YouthDoor};
pub use entropy::Entropy;
pub use error::{Result, ServiceError};
pub use files::{Media, OpenedFile};
pub use open::{OpenError, Settings, Stip, is_empty};
pub use push::{EndpointRule, Message};
pub use sessions::{Actor, Tokens};
pub use throttle::Network;
pub use vault::{KeyError, MasterKey, SealError};
