//! What the youth's own phone keeps, so that the plan is there without a network and nothing typed is
//! lost. Only a browser has one; coaches and parents are online only, their browsers keep nothing.

use std::sync::Arc;

use leptos::prelude::use_context;

use crate::backend::Answer;

/// What is kept by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Who is logged in, as the server said it last ([`contract::Me`]).
    Me,
    /// The plan, as the server said it last ([`contract::PlanView`]).
    Plan,
    /// Changes that the server did not take, with why ([`crate::NotTaken`]).
    NotTaken,
}

impl Kept {
    /// Its name in the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Plan => "plan",
            Self::NotTaken => "not_taken",
        }
    }
}

/// The phone's own store. Every answer fails where a browser keeps nothing (a private window, no room).
pub trait Keeper: Send + Sync + 'static {
    /// Whose phone this is now; what was kept for somebody else is gone before the answer.
    fn belongs(&self, owner: String) -> Answer<()>;
    /// What was kept under a name.
    fn load(&self, what: Kept) -> Answer<Option<String>>;
    /// Keeps it, durably.
    fn save(&self, what: Kept, text: String) -> Answer<()>;
    /// Adds changes to the outbox, durably and all or none; one whose id is there already stays once.
    fn enqueue(&self, ids: Vec<String>, changes: Vec<String>) -> Answer<()>;
    /// The outbox, oldest first.
    fn queue(&self) -> Answer<Vec<String>>;
    /// Takes changes out of the outbox.
    fn dequeue(&self, ids: Vec<String>) -> Answer<()>;
}

/// The phone's own store; `None` on the server.
#[must_use]
pub fn use_keeper() -> Option<Arc<dyn Keeper>> {
    use_context::<Arc<dyn Keeper>>()
}
