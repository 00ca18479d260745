//! Reminders that are due: asked once more, and addressed to the browsers that there are now.

use domain::id::{AppointmentId, EffectId};
use domain::reminders::Verdict;
use jiff::Timestamp;
use storage::{EffectKind, NewEffect, PlannedEffect, Resolved, UnitOfWork};

use super::{Agendas, Reminder};
use crate::entropy::{array, randomness};
use crate::push::{EXPIRED, UNREADABLE, Waiting, is_of_this_row};
use crate::vault::{Hashed, Place, Purpose};
use crate::{Result, ServiceError, Stip};

impl Stip {
    /// Resolves up to `limit` reminders that are due. What goes out is queued when this returns.
    pub(crate) async fn address_reminders(
        &self,
        unit: &mut dyn UnitOfWork,
        agendas: &mut Agendas,
        limit: u32,
        now: Timestamp,
    ) -> Result<()> {
        for due in unit.due_reminders(now, limit).await? {
            let resolved = match self.judge_reminder(agendas, &due, now).await {
                Err(error) if is_of_this_row(&error) => {
                    tracing::error!(effect = %due.id, %error, "a reminder cannot be read");
                    Resolved::Failed(UNREADABLE.to_owned())
                }
                judged => match judged? {
                    (_, Verdict::Withdrawn) => Resolved::Withdrawn,
                    (_, Verdict::Wait(until)) => Resolved::Postponed(until),
                    (_, Verdict::Late) => Resolved::Failed(EXPIRED.to_owned()),
                    (reminder, Verdict::Send { until, .. }) => {
                        self.address(unit, &due, &reminder, until, now).await?
                    }
                },
            };
            unit.resolve_reminder(due.id, &resolved, now).await?;
        }
        Ok(())
    }

    async fn judge_reminder(
        &self,
        agendas: &mut Agendas,
        due: &PlannedEffect,
        now: Timestamp,
    ) -> Result<(Reminder, Verdict)> {
        let cipher = self.vault.cipher(Purpose::Messages);
        let waiting: Waiting = cipher.open_json(&Place::Message(due.id), &due.payload)?;
        let reminder = waiting
            .reminder
            .ok_or(ServiceError::Shape("a reminder in the outbox"))?;
        let whose = (due.plan, due.person);
        let verdict = self.ask_reminder(agendas, whose, due.subject, &reminder, now);
        Ok((reminder, verdict.await?))
    }

    /// The row itself goes to the first browser; each of the others gets its own.
    async fn address(
        &self,
        unit: &mut dyn UnitOfWork,
        due: &PlannedEffect,
        reminder: &Reminder,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Resolved> {
        let browsers = unit.subscriptions_of(due.person, now).await?;
        let mut browsers = browsers.into_iter().map(|browser| browser.id);
        let first = browsers.next();
        for browser in browsers {
            let id = EffectId::mint(now, randomness(self.entropy()));
            let waiting = Waiting {
                receipt: array(self.entropy()),
                reminder: Some(*reminder),
            };
            let appointment = AppointmentId::from_uuid(due.subject);
            let cipher = self.vault.cipher(Purpose::Messages);
            let effect = NewEffect {
                id,
                key: self.reminder_key(appointment, reminder, Some(browser)),
                kind: EffectKind::Reminder,
                plan: due.plan,
                subject: due.subject,
                person: due.person,
                subscription: Some(browser),
                payload: cipher.seal_json(&Place::Message(id), &waiting, self.entropy())?,
                receipt: self.vault.hash(Hashed::Receipt, &[&waiting.receipt]),
                due_at: now,
                expires_at: until,
                created_at: now,
            };
            unit.add_effect(&effect).await?;
        }
        Ok(Resolved::Addressed(first, until))
    }
}
