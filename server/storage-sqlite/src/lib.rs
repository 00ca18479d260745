//! The embedded default: one SQLite file, one process.
//!
//! Write-ahead log with `synchronous=FULL`, so that a commit that answered survives a power cut; one
//! connection that writes (`BEGIN IMMEDIATE`) and a few that only read; what is deleted or overwritten
//! is zeroed in the file. A lock file beside the database keeps a second process out.
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

pub use house::SqliteStorage;
