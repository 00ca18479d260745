//! Reads what was filled in on the page.

use contract::{Problem, ProblemCode};
use leptos::ev::SubmitEvent;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FormData, HtmlFormElement};

use crate::offering::Typed;

/// Every field that a plan form can have, by the names of [`contract::form::PlanForm`].
const NAMES: [&str; 27] = [
    "ask",
    "change",
    "back",
    "text",
    "ready",
    "why",
    "first_step",
    "about",
    "field",
    "replaces",
    "domain",
    "feeling",
    "state",
    "answer",
    "audience",
    "part",
    "steps",
    "doer",
    "day",
    "daring",
    "was",
    "reason",
    "rhythm",
    "photo_file",
    "voice_file",
    "voice_seconds",
    "file",
];

/// The form that was submitted, with the button that did it: a button may carry a field.
pub(super) fn read(event: &SubmitEvent) -> Result<Typed, Problem> {
    let form: HtmlFormElement = event
        .target()
        .and_then(|target| target.dyn_into().ok())
        .ok_or(ProblemCode::Malformed)?;
    let data = FormData::new_with_form(&form)
        .ok()
        .ok_or(ProblemCode::Malformed)?;
    let carried = event.submitter().and_then(|button| {
        let name = button.get_attribute("name")?;
        Some((name, button.get_attribute("value")))
    });
    let field = |name: &str| (name.to_owned(), data.get(name).as_string());
    let carries = |name: &str| carried.as_ref().is_some_and(|(own, _)| own == name);
    let fields = NAMES.into_iter().filter(|name| !carries(name)).map(field);
    Ok(Typed::new(fields.chain(carried.clone())))
}
