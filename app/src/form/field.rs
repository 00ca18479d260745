//! One field, with its label, its hint, and what is wrong with it.

use leptos::html;
use leptos::prelude::*;

use super::FormState;
use crate::language::use_texts;
use crate::problem::field_sentence;
use crate::ui::Icon;

/// What is typed in a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One line.
    Line,
    /// A few lines.
    Lines,
    /// A day.
    Day,
    /// An e-mail address.
    Email,
    /// A password.
    Password,
    /// The code of an invitation.
    Code,
}

/// A field of the form around.
#[component]
pub(crate) fn Field(
    /// Its name in the contract.
    name: &'static str,
    /// What it asks.
    #[prop(into)]
    label: String,
    /// Helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is typed in it.
    #[prop(default = Kind::Line)]
    kind: Kind,
    /// It may stay empty.
    #[prop(optional)]
    optional: bool,
    /// What stands in it at first.
    #[prop(optional, into)]
    value: Signal<String>,
) -> impl IntoView {
    let texts = use_texts();
    let state = use_context::<FormState>();
    let id = state.map_or_else(
        || name.to_owned(),
        |state| [&state.prefix.get_value(), "-", name].concat(),
    );
    let echoed = state.and_then(|state| {
        state
            .echo
            .with_value(|echo| echo.as_ref()?.typed(name).map(str::to_owned))
    });
    let value = Signal::derive(move || echoed.clone().unwrap_or_else(|| value.get()));
    let wrong = Memo::new(move |_| {
        let problem = state?.problem.get()?;
        problem
            .errors
            .into_iter()
            .find(|error| error.field == name)
            .map(|error| error.code)
    });
    let (hint_id, error_id) = ([&id, "-hint"].concat(), [&id, "-error"].concat());
    let described = {
        let (hint, error) = (hint.as_ref().map(|_| hint_id.clone()), error_id.clone());
        Signal::derive(move || match (&hint, wrong.get()) {
            (Some(hint), Some(_)) => Some([hint, " ", &error].concat()),
            (Some(hint), None) => Some(hint.clone()),
            (None, Some(_)) => Some(error.clone()),
            (None, None) => None,
        })
    };
    view! {
        <div class="field">
            <label class="label" for=id.clone()>
                {label}
                {optional.then(|| view! { <span class="hint">" (" {texts.field_optional()} ")"</span> })}
            </label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {control(kind, name, id, value, wrong, described)}
            {move || {
                wrong.get().map(|code| view! {
                    <p class="field-error" id=error_id.clone()>
                        <Icon name="info"/>
                        {field_sentence(texts, &code)}
                    </p>
                })
            }}
        </div>
    }
    .into_any()
}

/// Leptos 0.8.23 writes the text of a textarea into the HTML as it is, so a typed `</textarea>` would
/// end it and what follows would be markup (W-11). In the browser it is a text node and needs nothing.
fn inside_textarea(text: String) -> String {
    if cfg!(feature = "ssr") {
        text.replace('&', "&amp;").replace('<', "&lt;")
    } else {
        text
    }
}

fn control(
    kind: Kind,
    name: &'static str,
    id: String,
    value: Signal<String>,
    wrong: Memo<Option<String>>,
    described: Signal<Option<String>>,
) -> AnyView {
    let invalid = move || wrong.get().map(|_| "true");
    let described = move || described.get();
    let (kind, class, complete) = match kind {
        Kind::Lines => {
            let node = NodeRef::<html::Textarea>::new();
            // Not a property of the view: hydration would put it over what was typed before.
            Effect::watch(
                move || value.get(),
                move |value, _, _| {
                    if let Some(node) = node.get_untracked() {
                        node.set_value(value);
                    }
                },
                false,
            );
            return view! {
                <textarea
                    node_ref=node
                    class="input"
                    rows="3"
                    dir="auto"
                    id=id
                    name=name
                    aria-invalid=invalid
                    aria-describedby=described
                >
                    {inside_textarea(value.get_untracked())}
                </textarea>
            }
            .into_any();
        }
        Kind::Line => ("text", "input", None),
        Kind::Day => ("date", "input input-day", None),
        Kind::Email => ("email", "input", Some("username")),
        Kind::Password => ("password", "input", Some("current-password")),
        Kind::Code => ("text", "input input-code", Some("one-time-code")),
    };
    let code = complete == Some("one-time-code");
    view! {
        <input
            class=class
            type=kind
            dir="auto"
            id=id
            name=name
            value=move || value.get()
            autocomplete=complete.unwrap_or("off")
            autocapitalize=code.then_some("characters")
            spellcheck=code.then_some("false")
            aria-invalid=invalid
            aria-describedby=described
        />
    }
    .into_any()
}
