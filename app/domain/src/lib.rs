//! The rules of Stip, pure: no clock, no chance, no network, no database, no page.
//!
//! A plan is a **journal of entries** ([`journal`]) and one total function folds it
//! ([`plan::Plan::apply`]). The same compiled rules run in the browser and on the server. Who may do
//! what is one total function too ([`policy::decide`]).
//!
//! **To add one more kind of change:** add a variant to [`journal::Change`] (variants are only ever
//! added), give it its [`journal::Part`] in `journal/part.rs`, fold it in `plan/apply.rs`, and add a
//! line with it to the next journal fixture under `tests/journal/`. The compiler walks you through
//! the rest: there is no wildcard arm in any of them.

pub mod appointments;
pub mod civil;
pub mod day;
pub mod id;
pub mod journal;
pub mod moment;
pub mod plan;
pub mod policy;
pub mod reminders;
pub mod words;
