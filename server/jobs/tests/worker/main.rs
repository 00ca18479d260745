//! The worker on a real SQLite file, against push services on this machine that forgive nothing
//! (`examples/push_service`): what stands in the outbox afterwards, who is still subscribed, what was
//! sent when.

#![cfg(test)]

mod kit;
mod life;
mod patience;
mod reminders;
#[path = "../../examples/push_service/service.rs"]
mod service;
mod table;
mod trouble;
mod unreadable;
mod unsent;
