//! A form becomes changes.

use contract::form::PlanForm;
use contract::{PlanView, Problem};
use domain::id::{ChangeId, StepId};
use domain::journal::{Change, NewEntry};

use crate::device::Device;

/// What a form asks for, as the journal wants it: a goal may bring its first step.
pub(super) fn new_entries(
    form: &PlanForm,
    view: &PlanView,
    device: &dyn Device,
) -> Result<Vec<NewEntry>, Problem> {
    let now = device.now();
    let entry = |id: ChangeId, change: Change, audience| NewEntry {
        id,
        authored_at: now,
        base: view.plan.through,
        audience: view.plan.audience_for(&change, audience),
        change,
    };
    let (change, audience) = form.to_change()?;
    let step = first_step(form, &change, ChangeId::mint(now, device.randomness()))?;
    let mut entries = vec![entry(form.change, change, audience)];
    entries.extend(step.map(|step| entry(ChangeId::from_uuid(step.0.uuid()), step.1, audience)));
    Ok(entries)
}

fn first_step(
    form: &PlanForm,
    change: &Change,
    id: ChangeId,
) -> Result<Option<(StepId, Change)>, Problem> {
    let Change::GoalAdded { goal, .. } = change else {
        return Ok(None);
    };
    if form.first_step.trim().is_empty() {
        return Ok(None);
    }
    let step = StepId::from_uuid(id.uuid());
    let title = domain::words::Words::parse_title(&form.first_step)
        .map_err(|error| contract::form::wrong_words("first_step", error))?;
    Ok(Some((
        step,
        Change::StepAdded {
            step,
            goal: *goal,
            title: title.into(),
        },
    )))
}
