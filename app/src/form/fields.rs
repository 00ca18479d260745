//! Reads a form of the page into the form of the contract.

use contract::form::PlanForm;
use contract::{Problem, ProblemCode};
use leptos::ev::SubmitEvent;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FormData, HtmlFormElement};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Every field that a plan form can have, by the names of [`PlanForm`].
const NAMES: [&str; 14] = [
    "ask",
    "change",
    "back",
    "text",
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
];

/// The form that was submitted, with the button that did it: a button may carry a field.
pub(super) fn read(event: &SubmitEvent) -> Result<PlanForm, Problem> {
    let form: HtmlFormElement = event
        .target()
        .and_then(|target| target.dyn_into().ok())
        .ok_or(ProblemCode::Malformed)?;
    let data = FormData::new_with_form(&form)
        .ok()
        .ok_or(ProblemCode::Malformed)?;
    let mut fields = Map::new();
    for name in NAMES.into_iter().chain(["part"]) {
        put(&mut fields, name, data.get(name).as_string());
    }
    if let Some(button) = event.submitter()
        && let Some(name) = button.get_attribute("name")
    {
        put(&mut fields, &name, button.get_attribute("value"));
    }
    Ok(PlanForm::deserialize(Value::Object(fields))
        .ok()
        .ok_or(ProblemCode::Malformed)?)
}

/// An empty field counts as one that is not there: an optional one would not be read otherwise.
fn put(fields: &mut Map<String, Value>, name: &str, typed: Option<String>) {
    if let Some(typed) = typed.filter(|typed| !typed.is_empty()) {
        fields.insert(name.to_owned(), Value::String(typed));
    }
}
