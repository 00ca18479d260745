//! What was written about appointments rewrites their reminders, in the same unit.

use std::collections::BTreeSet;

use domain::appointments::Appointment;
use domain::id::{AppointmentId, EffectId, PersonId, PlanId};
use domain::journal::{Change, Entry, Recorded};
use domain::plan::Plan;
use domain::reminders::{Expected, Moved, Settings, reckon};
use jiff::Timestamp;
use storage::{EffectKind, NewEffect, UnitOfWork};

use super::Reminder;
use crate::entropy::{array, randomness};
use crate::push::Waiting;
use crate::vault::{Hashed, Place, Purpose};
use crate::{Result, Stip};

impl Stip {
    /// Plans the reminders of every appointment that `written` touches anew: those that are not due yet
    /// are taken back, those that hold now are added. `after` is the plan with `written` in it.
    pub(crate) async fn plan_reminders(
        &self,
        unit: &mut dyn UnitOfWork,
        plan: PlanId,
        after: &Plan,
        written: &[Entry],
        now: Timestamp,
    ) -> Result<()> {
        let touched = touched(written, after);
        if touched.is_empty() {
            return Ok(());
        }
        let youth = self.youth_of(unit, plan, now).await?;
        for appointment in touched {
            unit.withdraw_reminders(appointment.uuid(), now).await?;
            if let Some(appointment) = after.appointment(appointment) {
                let reminders = self.reminders(plan, youth, after, appointment, now)?;
                unit.plan_reminders(&reminders).await?;
            }
        }
        Ok(())
    }

    /// Every reminder that an appointment still has, as a row of the outbox.
    fn reminders(
        &self,
        plan: PlanId,
        youth: PersonId,
        after: &Plan,
        appointment: &Appointment,
        now: Timestamp,
    ) -> Result<Vec<NewEffect>> {
        let settings = Settings::of(appointment, &after.contact);
        let mut reminders = Vec::new();
        for occurrence in appointment.occurrences() {
            let starts = occurrence.starts();
            // A phone's clock may be years behind: what was due before now is not made up for.
            let known = Expected::of(&occurrence);
            let expected = Expected {
                since: known.since.max(now),
                ..known
            };
            for due in reckon(&expected, &settings, &occurrence.slot.zone) {
                let reminder = Reminder {
                    occurrence: occurrence.day,
                    before: due.before,
                    timed_by: occurrence.timed_by,
                    at_once: due.moved == Moved::AtOnce,
                };
                let id = EffectId::mint(now, randomness(self.entropy()));
                let waiting = Waiting {
                    receipt: array(self.entropy()),
                    reminder: Some(reminder),
                };
                let cipher = self.vault.cipher(Purpose::Messages);
                reminders.push(NewEffect {
                    id,
                    key: self.reminder_key(appointment.id, &reminder, None),
                    kind: EffectKind::Reminder,
                    plan,
                    subject: appointment.id.uuid(),
                    person: youth,
                    subscription: None,
                    payload: cipher.seal_json(&Place::Message(id), &waiting, self.entropy())?,
                    receipt: self.vault.hash(Hashed::Receipt, &[&waiting.receipt]),
                    due_at: due.at,
                    expires_at: starts,
                    created_at: now,
                });
            }
        }
        Ok(reminders)
    }
}

/// The appointments whose reminders may be others now.
fn touched(written: &[Entry], after: &Plan) -> BTreeSet<AppointmentId> {
    let mut touched = BTreeSet::new();
    for entry in written {
        match &entry.change {
            Recorded::Known(Change::AppointmentChanged { appointment, .. }) => {
                touched.insert(*appointment);
            }
            Recorded::Known(Change::PauseSet { .. } | Change::PauseEnded {}) => {
                touched.extend(after.appointments.iter().map(|known| known.id));
            }
            Recorded::Known(_) | Recorded::Unknown(_) => {}
        }
    }
    touched
}
