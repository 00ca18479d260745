//! Something that opens, also without script.

use leptos::prelude::*;

use super::Icon;

/// A line that opens to what belongs to it.
#[component]
pub(crate) fn More(
    /// What the line says.
    #[prop(into)]
    label: String,
    /// The picture before it.
    #[prop(default = "plus")]
    icon: &'static str,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="more" open=open>
            <summary>
                <Icon name=icon/>
                {label}
            </summary>
            <div class="more-body">{children()}</div>
        </details>
    }
    .into_any()
}
