//! What somebody says.

use leptos::prelude::*;

use super::Icon;

/// The words of a coach, with who says them.
#[component]
pub(crate) fn Speech(
    /// The picture before the line.
    icon: &'static str,
    /// The line above: "Seintje van Sanne".
    title: String,
    /// The first letter of who says it.
    initial: String,
    /// The words.
    says: String,
    /// The line below.
    foot: String,
) -> impl IntoView {
    view! {
        <section class="stack">
            <h2 class="kicker">
                <Icon name=icon/>
                {title}
            </h2>
            <div class="speech">
                <span class="speech-who" aria-hidden="true">{initial}</span>
                <p class="speech-says">{says}</p>
                <p class="speech-foot soft small">{foot}</p>
            </div>
        </section>
    }
    .into_any()
}
