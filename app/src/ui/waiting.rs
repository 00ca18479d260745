//! Waiting for data that is not there yet.

use leptos::prelude::*;

use crate::language::use_texts;

/// Three dots on the road.
#[component]
pub(crate) fn Waiting() -> impl IntoView {
    view! {
        <div class="waiting" role="status">
            <span class="only-read-aloud">{use_texts().app_loading()}</span>
            <i></i>
            <i></i>
            <i></i>
        </div>
    }
}
