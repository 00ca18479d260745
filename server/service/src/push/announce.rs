//! What a coach wrote is announced on the youth's phones: a row in the outbox, in the same unit.

use domain::id::{EffectId, PersonId, PlanId, SubscriptionId};
use domain::journal::{Author, Change, Entry, Recorded};
use domain::policy::Relation;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use storage::{Code, EffectKind, NewEffect, UnitOfWork};
use uuid::Uuid;

use crate::entropy::{array, randomness};
use crate::people::later;
use crate::vault::{Hashed, Place, Purpose};
use crate::{Result, ServiceError, Stip};

/// A message that comes a day late is worth nothing: the app shows the thing itself.
const WORTH: SignedDuration = SignedDuration::from_hours(24);

/// What a message holds while it waits. The kind chooses the neutral sentence.
#[derive(Serialize, Deserialize)]
pub(super) struct Waiting {
    /// The token with which the phone reports.
    pub(super) receipt: [u8; 16],
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
        let mut messages: Vec<(EffectKind, Uuid)> = Vec::new();
        for (kind, subject) in written.iter().filter_map(message) {
            let repeated = kind == EffectKind::Proposal && messages.iter().any(|(k, _)| *k == kind);
            if !repeated {
                messages.push((kind, subject));
            }
        }
        if messages.is_empty() {
            return Ok(());
        }
        let youth = unit.relations(plan, now).await?.into_iter();
        let youth = youth
            .filter(|row| row.relation == Relation::Youth)
            .map(|row| row.person)
            .next()
            .ok_or(ServiceError::Shape("a plan's owner"))?;
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
        for (kind, subject) in messages {
            for phone in &phones {
                let effect = self.effect(kind, plan, subject, youth, *phone, now)?;
                unit.add_effect(&effect).await?;
            }
        }
        Ok(())
    }

    fn effect(
        &self,
        kind: EffectKind,
        plan: PlanId,
        subject: Uuid,
        person: PersonId,
        subscription: Option<SubscriptionId>,
        now: Timestamp,
    ) -> Result<NewEffect> {
        let id = EffectId::mint(now, randomness(self.entropy()));
        let phone = subscription.map_or(Uuid::nil(), SubscriptionId::uuid);
        let parts = [kind.code().as_bytes(), subject.as_bytes(), phone.as_bytes()];
        let waiting = Waiting {
            receipt: array(self.entropy()),
        };
        let cipher = self.vault.cipher(Purpose::Messages);
        Ok(NewEffect {
            id,
            key: self.vault.hash(Hashed::Effect, &parts),
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

/// The message that an entry causes, if any.
fn message(entry: &Entry) -> Option<(EffectKind, Uuid)> {
    let Recorded::Known(change) = &entry.change else {
        return None;
    };
    match (entry.author, change) {
        (Author::Coach(_), Change::NudgeSent { nudge, .. }) => {
            Some((EffectKind::Nudge, nudge.uuid()))
        }
        (Author::Coach(_), Change::CheerGiven { cheer, .. }) => {
            Some((EffectKind::Cheer, cheer.uuid()))
        }
        (Author::Coach(_), Change::GoalAdded { goal, .. }) => {
            Some((EffectKind::Proposal, goal.uuid()))
        }
        (Author::Coach(_), Change::StepAdded { step, .. }) => {
            Some((EffectKind::Proposal, step.uuid()))
        }
        (Author::Coach(_) | Author::Youth(_), _) => None,
    }
}
