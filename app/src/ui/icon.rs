//! Pictures beside words, never instead of them.

use leptos::prelude::*;

/// A picture of the sprite. The words beside it say the same, so a screen reader skips it.
#[component]
pub(crate) fn Icon(
    /// Its name in `/icons.svg`.
    name: &'static str,
    /// Turns around in a right-to-left script.
    #[prop(optional)]
    turns: bool,
) -> impl IntoView {
    let class = if turns { "icon icon-turns" } else { "icon" };
    view! {
        <svg class=class aria-hidden="true">
            <use_ href=["/icons.svg#", name].concat()></use_>
        </svg>
    }
}
