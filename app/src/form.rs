//! Forms. Each of them is a plain form that works before, and without, WASM; once the page runs here,
//! the same fields become the same change, and the page stays where it is.

mod busy;
mod choices;
mod field;
mod fields;
mod plan_form;
mod stamp;
mod submit;
mod tap_form;

pub(crate) use choices::{AudienceChoice, FeelingChoice, feeling_icon, feeling_word};
pub(crate) use field::{Field, Kind};
pub(crate) use plan_form::{FormState, PlanForm};
pub(crate) use stamp::{Done, Hidden, word};
pub(crate) use submit::Submit;
pub(crate) use tap_form::TapForm;
