//! For several instances of Stip on one PostgreSQL (14 or newer).
//!
//! A writing unit is a `READ COMMITTED` transaction that locks what it decides on (the head of a plan,
//! a refresh token, who lets whom in); a reading one is `REPEATABLE READ READ ONLY`. Commits that append
//! to a journal are told to all instances with `NOTIFY`. `synchronous_commit` is on, whatever the
//! server's default, so that a commit that answered survives a power cut.
//!
//! **To change a query:** edit it, run `.ci/sqlx` (it checks every query against the migrations and
//! renews `.sqlx`), commit both.

mod access_log;
mod consents;
mod effects;
mod error;
mod files;
mod house;
mod invitations;
mod journal;
mod news;
mod open;
mod organisations;
mod people;
mod relations;
mod reminders;
mod secrets;
mod sessions;
mod subscriptions;
mod throttles;
mod unit;

pub use house::PgStorage;
