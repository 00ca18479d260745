//! The use cases on a real database file, with a clock that stands still.

mod cheers;
mod consents;
mod contact;
mod files;
mod house;
mod invitations;
mod journal;
mod keys;
mod pictures;
mod privacy;
mod push;
mod refresh_model;
mod regret;
mod reminders;
mod sessions;
