//! What the youth's own phone keeps, so that the plan is there without a network and nothing typed is
//! lost. Only a browser has one; coaches and parents are online only, their browsers keep nothing.
//!
//! Everybody loads the [`Keeper`], so it knows one thing: to run an errand in JSON. Which errands there
//! are, only the code behind the pages knows ([`crate::shelf`]).

use std::sync::Arc;

use leptos::prelude::use_context;

use crate::backend::Answer;

/// The phone's own store.
pub trait Keeper: Send + Sync + 'static {
    /// Runs an [`Errand`](crate::shelf::Errand), in JSON; so is what it gives back. Fails where a browser
    /// keeps nothing (a private window), has no room ([`NoRoom`](contract::ProblemCode::NoRoom)), or is
    /// somebody else's by now.
    fn keep(&self, errand: String) -> Answer<String>;
    /// Runs this in one tab at a time.
    fn alone(&self, work: Answer<()>) -> Answer<()>;
    /// Whether the page was drawn here, from what the phone keeps, and not by the server.
    fn draws(&self) -> bool;
}

/// The phone's own store; `None` on the server.
#[must_use]
pub fn use_keeper() -> Option<Arc<dyn Keeper>> {
    use_context::<Arc<dyn Keeper>>()
}
