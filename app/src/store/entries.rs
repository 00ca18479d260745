//! A form becomes changes.

use contract::form::PlanForm;
use contract::{PlanView, Problem};
use domain::id::ChangeId;
use domain::journal::{Audience, Change, NewEntry};

use crate::device::Device;

/// What a form asks for, as the journal wants it.
pub(super) fn new_entries(
    form: &PlanForm,
    view: &PlanView,
    device: &dyn Device,
) -> Result<Vec<NewEntry>, Problem> {
    let now = device.now();
    let entry = |(id, change, audience): (ChangeId, Change, Audience)| NewEntry {
        id,
        authored_at: now,
        base: view.plan.through,
        audience: view.plan.audience_for(&change, audience),
        change,
    };
    Ok(form.to_changes()?.into_iter().map(entry).collect())
}
