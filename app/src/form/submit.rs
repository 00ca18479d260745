//! The button that sends the form around.

use leptos::prelude::*;

use super::busy::Busy;
use crate::ui::Icon;

/// Sends the form around. It may carry a field of its own.
#[component]
pub(crate) fn Submit(
    /// What it says.
    #[prop(into)]
    label: String,
    /// How it looks.
    #[prop(default = "button")]
    class: &'static str,
    /// The picture before the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// The field that it carries.
    #[prop(optional)]
    name: Option<&'static str>,
    /// What that field holds.
    #[prop(optional, into)]
    value: Option<String>,
    /// What a screen reader says, where the words alone do not tell what about.
    #[prop(optional, into)]
    aria: Option<String>,
) -> impl IntoView {
    let busy = use_context::<Busy>();
    let is_busy = move || busy.is_some_and(Busy::is);
    view! {
        <button
            class=class
            name=name
            value=value
            aria-label=aria
            aria-disabled=move || is_busy().then_some("true")
        >
            {icon.map(|icon| view! { <Icon name=icon/> })}
            <span>{label}</span>
        </button>
    }
    .into_any()
}
