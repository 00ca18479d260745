//! Waiting for data that is not there yet.

use leptos::prelude::*;

use super::{CoachFrame, Sky};
use crate::language::use_texts;

const THREE: &str = "<i></i><i></i><i></i>";

/// Three dots on the road.
#[component]
pub(crate) fn Dots() -> impl IntoView {
    view! {
        <div role="status">
            <span class="only-read-aloud">{use_texts().app_loading()}</span>
            <div class="waiting" inner_html=THREE></div>
        </div>
    }
    .into_any()
}

/// A page of which nothing is there yet.
#[component]
pub(crate) fn Waiting() -> impl IntoView {
    view! {
        <div class="shell">
            <Sky>
                <h1 class="waiting-title">{use_texts().app_loading()}</h1>
            </Sky>
            <main class="screen waiting" id="content" inner_html=THREE></main>
        </div>
    }
    .into_any()
}

/// A coach's page of which nothing is there yet.
#[component]
pub(crate) fn CoachWaiting() -> impl IntoView {
    view! {
        <CoachFrame>
            <h1 class="waiting-title">{use_texts().app_loading()}</h1>
            <Dots/>
        </CoachFrame>
    }
    .into_any()
}
