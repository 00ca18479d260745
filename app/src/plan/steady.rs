//! What a change seems to have done already, while nobody knows yet whether it was taken.

use leptos::prelude::*;

use crate::offering::{Offering, Saving};

/// What decides whether a form is on the page: stays as it is while a form is on its way. One that was
/// not taken must still be there, with its words.
pub(crate) fn steady<T: Clone + PartialEq + Send + Sync + 'static>(
    now: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let saving = Offering::here().map(|offering| offering.saving);
    Memo::new(move |before: Option<&T>| {
        let (now, busy) = (
            now(),
            saving.is_some_and(|saving| saving.get() == Saving::Busy),
        );
        match before {
            Some(before) if busy => before.clone(),
            _ => now,
        }
    })
}
