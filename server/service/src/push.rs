//! Messages to phones: who wants them, what is sent, what became of it.
//!
//! What leaves the house says only which kind of thing waits. A message in the outbox holds ids and the
//! token of its receipt, sealed; never a word of the plan.

mod announce;
mod deliveries;
mod outbox;
mod subscriptions;
mod vapid;

pub(crate) use announce::Waiting;
pub use outbox::Message;
pub(crate) use outbox::{EXPIRED, UNREADABLE, is_of_this_row};
pub use subscriptions::EndpointRule;
pub(crate) use vapid::VapidSecret;
