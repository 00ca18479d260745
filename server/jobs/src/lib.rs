//! What happens after the answer: the outbox worker and Web Push.

pub mod push;
mod rule;
pub mod worker;
