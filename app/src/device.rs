//! What only the machine that shows the page knows: the moment, chance, the local calendar, and the
//! browser's own abilities. The server implements it too, for what it can.

use core::time::Duration;
use std::sync::Arc;

use domain::id::{PlanId, Randomness};
use jiff::Timestamp;
use jiff::civil::DateTime;
use leptos::prelude::use_context;

use crate::backend::Answer;

/// Whether this browser is woken for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PushState {
    /// Not asked yet.
    Off,
    /// On, and the server knows this browser.
    On,
    /// The person said no in the browser.
    Denied,
    /// It was on, and this browser has dropped it.
    Lost,
    /// This browser cannot.
    Unsupported,
}

/// Stops listening when dropped.
pub struct Listening(pub Box<dyn FnOnce() + Send + Sync>);

/// The machine that shows the page.
pub trait Device: Send + Sync + 'static {
    /// This moment, by this machine's clock.
    fn now(&self) -> Timestamp;
    /// Ten random bytes.
    fn randomness(&self) -> Randomness;
    /// A moment in the calendar of Europe/Amsterdam; the same on both sides.
    fn civil(&self, at: Timestamp) -> DateTime;
    /// Calls back whenever something was added to this plan, also after the network was away.
    /// Does nothing on the server.
    fn listen(&self, plan: Option<PlanId>, heard: Arc<dyn Fn() + Send + Sync>)
    -> Option<Listening>;
    /// Waits; at once on the server.
    fn pause(&self, _: Duration) -> Answer<()> {
        Box::pin(core::future::ready(Ok(())))
    }
    /// How this person likes to read, in the words of [`contract::Reading`].
    fn reading(&self) -> String;
    /// Whether this browser is woken for messages.
    fn push_state(&self) -> Answer<PushState>;
    /// Asks the person, subscribes, and tells the server. Only from a tap.
    fn push_on(&self) -> Answer<PushState>;
    /// Whether the person may be asked about messages now: not soon after "not now".
    fn offers_push(&self) -> bool {
        false
    }
    /// The person said "not now": remembers it on this device.
    fn postpone_push(&self) {}
}

/// The device of this page; `None` while the router lists the routes.
#[must_use]
pub fn use_device() -> Option<Arc<dyn Device>> {
    use_context::<Arc<dyn Device>>()
}
