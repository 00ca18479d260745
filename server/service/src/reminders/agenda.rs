//! What stands at this moment, asked of the plan itself.

use std::collections::BTreeMap;

use contract::ProblemCode;
use domain::id::{AppointmentId, PersonId, PlanId};
use domain::plan::Plan;
use domain::reminders::{Asked, Expected, Settings, Verdict, ask};
use jiff::Timestamp;
use storage::UnitOfWork;
use uuid::Uuid;

use super::Reminder;
use crate::{Result, ServiceError, Stip};

/// The plans that reminders of one batch are about, each opened once, and all as of one moment.
///
/// They are read beside the unit that holds the batch, not in it: a writing unit locks each plan that it
/// opens, and whoever writes in a plan locks first that and then its reminders.
#[derive(Default)]
pub(crate) struct Agendas {
    reading: Option<Box<dyn UnitOfWork>>,
    plans: BTreeMap<(PlanId, PersonId), Option<Plan>>,
}

impl Stip {
    /// Whether a reminder of this person goes out at `now`.
    pub(crate) async fn ask_reminder(
        &self,
        agendas: &mut Agendas,
        (plan, person): (PlanId, PersonId),
        appointment: Uuid,
        reminder: &Reminder,
        now: Timestamp,
    ) -> Result<Verdict> {
        let plan = self.agenda(agendas, plan, person, now).await?;
        let appointment = AppointmentId::from_uuid(appointment);
        let Some((plan, appointment)) =
            plan.and_then(|plan| Some((plan, plan.appointment(appointment)?)))
        else {
            return Ok(Verdict::Withdrawn);
        };
        let occurrence = appointment.occurrence(reminder.occurrence);
        let asked = Asked {
            before: reminder.before,
            timed_by: reminder.timed_by,
            at_once: reminder.at_once,
        };
        let settings = Settings::of(appointment, &plan.contact);
        let zone = occurrence.map_or(appointment.slot.zone, |known| known.slot.zone);
        let expected = occurrence.map(|known| Expected::of(&known));
        Ok(ask(asked, expected.as_ref(), &settings, &zone, now))
    }

    /// The plan as its owner sees it; `None` when this person has none any more.
    async fn agenda<'a>(
        &self,
        agendas: &'a mut Agendas,
        plan: PlanId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<Option<&'a Plan>> {
        let key = (plan, person);
        if !agendas.plans.contains_key(&key) {
            let reading = match &mut agendas.reading {
                Some(reading) => reading,
                none => none.insert(self.storage.read().await?),
            };
            let opened = match self.open_plan(reading.as_mut(), person, plan, now).await {
                Ok(opened) if opened.permit.is_own() => Some(opened),
                Ok(_) => None,
                Err(ServiceError::Problem(problem)) if problem.code == ProblemCode::NotFound => {
                    None
                }
                Err(error) => return Err(error),
            };
            let known = match opened {
                Some(opened) => Some(self.viewed(reading.as_mut(), &opened).await?.plan),
                None => None,
            };
            agendas.plans.insert(key, known);
        }
        Ok(agendas.plans.get(&key).and_then(Option::as_ref))
    }
}
