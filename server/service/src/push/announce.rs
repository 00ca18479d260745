//! What a coach wrote is announced on the youth's phones: a row in the outbox, in the same unit.

use domain::appointments::AppointmentChange;
use domain::id::{ChangeId, EffectId, PersonId, PlanId, SubscriptionId};
use domain::journal::{Author, Change, Entry, Recorded};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use storage::{Code, EffectKind, NewEffect, UnitOfWork};
use uuid::Uuid;

use crate::entropy::{array, randomness};
use crate::people::later;
use crate::reminders::Reminder;
use crate::vault::{Hashed, Place, Purpose};
use crate::{Result, Stip};

/// A message that comes a day late is worth nothing: the app shows the thing itself.
const WORTH: SignedDuration = SignedDuration::from_hours(24);

/// What a message holds while it waits. The kind chooses the neutral sentence.
#[derive(Serialize, Deserialize)]
pub(crate) struct Waiting {
    /// The token with which the phone reports.
    pub(crate) receipt: [u8; 16],
    /// Which reminder, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reminder: Option<Reminder>,
}

impl Stip {
    /// Announces what coaches wrote. Proposals that were written together (a goal with its steps) are
    /// one message.
    pub(crate) async fn announce(
        &self,
        unit: &mut dyn UnitOfWork,
        plan: PlanId,
        written: &[Entry],
        now: Timestamp,
    ) -> Result<()> {
        let mut messages: Vec<News> = Vec::new();
        for news in written.iter().filter_map(message) {
            let repeated = messages.iter().any(|known| match news.kind {
                EffectKind::Proposal => known.kind == news.kind,
                EffectKind::Appointment => known.subject == news.subject,
                EffectKind::Nudge | EffectKind::Cheer | EffectKind::Reminder => false,
            });
            if !repeated {
                messages.push(news);
            }
        }
        if messages.is_empty() {
            return Ok(());
        }
        let youth = self.youth_of(unit, plan, now).await?;
        let phones: Vec<Option<SubscriptionId>> = unit
            .subscriptions_of(youth, now)
            .await?
            .iter()
            .map(|known| Some(known.id))
            .collect();
        // Nobody to send to is an answer too: the coach sees that no phone takes messages.
        let phones = if phones.is_empty() {
            vec![None]
        } else {
            phones
        };
        for news in messages {
            for phone in &phones {
                let effect = self.effect(news, plan, youth, *phone, now)?;
                unit.add_effect(&effect).await?;
            }
        }
        Ok(())
    }

    fn effect(
        &self,
        news: News,
        plan: PlanId,
        person: PersonId,
        subscription: Option<SubscriptionId>,
        now: Timestamp,
    ) -> Result<NewEffect> {
        let id = EffectId::mint(now, randomness(self.entropy()));
        let phone = subscription.map_or(Uuid::nil(), SubscriptionId::uuid);
        let News {
            kind,
            subject,
            change,
        } = news;
        let (kind_code, change) = (kind.code().as_bytes(), change.uuid());
        let named = [kind_code, subject.as_bytes(), phone.as_bytes()];
        // An appointment is moved more than once, everything else is written once.
        let changed = [
            kind_code,
            subject.as_bytes(),
            phone.as_bytes(),
            change.as_bytes(),
        ];
        let parts: &[&[u8]] = if kind == EffectKind::Appointment {
            &changed
        } else {
            &named
        };
        let waiting = Waiting {
            receipt: array(self.entropy()),
            reminder: None,
        };
        let cipher = self.vault.cipher(Purpose::Messages);
        Ok(NewEffect {
            id,
            key: self.vault.hash(Hashed::Effect, parts),
            kind,
            plan,
            subject,
            person,
            subscription,
            payload: cipher.seal_json(&Place::Message(id), &waiting, self.entropy())?,
            receipt: self.vault.hash(Hashed::Receipt, &[&waiting.receipt]),
            due_at: now,
            expires_at: later(now, WORTH),
            created_at: now,
        })
    }
}

/// What a message tells of.
#[derive(Clone, Copy)]
struct News {
    kind: EffectKind,
    subject: Uuid,
    change: ChangeId,
}

/// The message that an entry causes, if any.
fn message(entry: &Entry) -> Option<News> {
    let (Author::Coach(_), Recorded::Known(change)) = (entry.author, &entry.change) else {
        return None;
    };
    let (kind, subject) = match change {
        Change::NudgeSent { nudge, .. } => (EffectKind::Nudge, nudge.uuid()),
        Change::CheerGiven { cheer, .. } => (EffectKind::Cheer, cheer.uuid()),
        Change::GoalAdded { goal, .. } => (EffectKind::Proposal, goal.uuid()),
        Change::StepAdded { step, .. } => (EffectKind::Proposal, step.uuid()),
        Change::AppointmentChanged { appointment, how } if is_news(how) => {
            (EffectKind::Appointment, appointment.uuid())
        }
        _ => return None,
    };
    let change = entry.id;
    Some(News {
        kind,
        subject,
        change,
    })
}

/// Whether the youth has to know at once.
fn is_news(how: &AppointmentChange) -> bool {
    match how {
        AppointmentChange::Planned(_)
        | AppointmentChange::Moved { .. }
        | AppointmentChange::Cancelled { .. } => true,
        AppointmentChange::Answered { .. }
        | AppointmentChange::Attended { .. }
        | AppointmentChange::RemindersSet { .. } => false,
    }
}
