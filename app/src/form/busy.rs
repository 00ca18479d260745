//! Whether a form is on its way.

use leptos::prelude::*;

/// Whether the form around is on its way: it is not sent a second time meanwhile.
#[derive(Clone, Copy)]
pub(crate) struct Busy(RwSignal<bool>);

impl Busy {
    /// A form that waits for a tap.
    pub(crate) fn provide() -> Self {
        let busy = Self(RwSignal::new(false));
        provide_context(busy);
        busy
    }

    /// Whether it is, from now on.
    pub(crate) fn set(self, busy: bool) {
        // Its page may be gone by the time the answer comes.
        self.0.try_set(busy);
    }

    /// Whether it is.
    pub(crate) fn is(self) -> bool {
        self.0.get()
    }

    /// Whether it is at this moment.
    pub(crate) fn is_untracked(self) -> bool {
        self.0.get_untracked()
    }
}
