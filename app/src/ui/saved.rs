//! "Bewaard": said on the page to which a form led.

use contract::path::query::SAVED;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::Icon;

/// Says what was done, if the address says that something was.
#[component]
pub(crate) fn Saved(
    /// The sentence.
    says: &'static str,
) -> impl IntoView {
    let saved = use_query_map().with_untracked(|query| query.get(SAVED).is_some());
    let (here, navigate) = (use_location().pathname, use_navigate());
    // Said once: not again when the page is opened anew. Runs in a browser only.
    Effect::new(move || {
        if saved {
            let stay = NavigateOptions {
                scroll: false,
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&here.get_untracked(), stay);
        }
    });
    saved.then(|| {
        view! {
            <p class="notice" role="status">
                <Icon name="check"/>
                <span>{says}</span>
            </p>
        }
    })
}
