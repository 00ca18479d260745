//! Nothing here yet: say so kindly, and show the smallest way to begin.

use leptos::prelude::*;

/// An empty place.
#[component]
pub(crate) fn Empty(title: &'static str, text: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="empty">
            <svg class="empty-view" viewBox="0 0 144 72" aria-hidden="true">
                <path d="M8 44H136"/>
                <circle cx="92" cy="30" r="14"/>
                <path class="dots" d="M20 68C40 50 66 62 88 48"/>
            </svg>
            <h2>{title}</h2>
            <p>{text}</p>
            {children()}
        </section>
    }
    .into_any()
}
