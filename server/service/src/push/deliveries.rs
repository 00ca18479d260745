//! What became of messages: the phone reports, the coach sees.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{
    Deliveries, Delivery, DeliveryKind, DeliveryState, ProblemCode, ReceiptEvent, ReceiptRequest,
};
use domain::id::{AppointmentId, PlanId};
use domain::journal::Part;
use storage::{Effect, EffectKind, EffectState};
use uuid::Uuid;

use super::outbox::{NO_PHONE, WITHDRAWN};
use crate::access::Looked;
use crate::sessions::Actor;
use crate::vault::Hashed;
use crate::{Result, Stip};

/// Messages in one answer.
const NEWEST: u32 = 200;

impl Stip {
    /// A phone says what became of a message. A token that nobody knows is no error, and nobody is told.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn receipt(&self, request: &ReceiptRequest) -> Result<()> {
        let token = URL_SAFE_NO_PAD.decode(&request.receipt).unwrap_or_default();
        let Ok(token) = <[u8; 16]>::try_from(token) else {
            return Ok(());
        };
        let state = match request.event {
            ReceiptEvent::Shown => EffectState::Shown,
            ReceiptEvent::Opened => EffectState::Opened,
        };
        let hash = self.vault.hash(Hashed::Receipt, &[&token]);
        let mut unit = self.storage.begin().await?;
        unit.report_effect(hash, state, self.clock.now()).await?;
        Ok(unit.commit().await?)
    }

    /// What became of the messages about a plan, newest first; per thing the best that any phone
    /// reported. For the youth and the coaches.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] for everybody else.
    pub async fn deliveries(&self, actor: &Actor, plan: PlanId) -> Result<Deliveries> {
        let now = self.clock.now();
        let mut unit = self.storage.begin().await?;
        let opened = self
            .open_plan(unit.as_mut(), actor.person, plan, now)
            .await?;
        if !opened.permit.reads(Part::Nudges) {
            return Err(ProblemCode::NotFound.into());
        }
        let mut effects = unit.effects_of(plan, NEWEST).await?;
        effects.retain(|effect| effect.failure.as_deref() != Some(WITHDRAWN));
        if effects.iter().any(is_of_appointment) {
            // Nobody may learn here of an appointment that they do not see.
            let seen = self.viewed(unit.as_mut(), &opened).await?.plan;
            let known = |id| seen.appointment(AppointmentId::from_uuid(id)).is_some();
            effects.retain(|effect| !is_of_appointment(effect) || known(effect.subject));
        }
        self.log_access(unit.as_mut(), &opened.permit, actor, Looked::Nudges, now)
            .await?;
        unit.commit().await?;

        let mut best: BTreeMap<(Uuid, DeliveryKind), (usize, Delivery)> = BTreeMap::new();
        for (place, effect) in effects.iter().enumerate() {
            let delivery = delivery(effect);
            best.entry((effect.subject, delivery.kind))
                .and_modify(|(_, known)| {
                    // Of reminders the newest says how it is now; they come newest first.
                    let further = delivery.state > known.state;
                    if further && delivery.kind != DeliveryKind::Reminder {
                        *known = delivery.clone();
                    }
                })
                .or_insert((place, delivery));
        }
        let mut placed: Vec<_> = best.into_values().collect();
        placed.sort_by_key(|(place, _)| *place);
        Ok(Deliveries {
            deliveries: placed.into_iter().map(|(_, delivery)| delivery).collect(),
        })
    }
}

fn is_of_appointment(effect: &Effect) -> bool {
    matches!(effect.kind, EffectKind::Appointment | EffectKind::Reminder)
}

fn delivery(effect: &Effect) -> Delivery {
    let kind = match effect.kind {
        EffectKind::Nudge => DeliveryKind::Nudge,
        EffectKind::Cheer => DeliveryKind::Cheer,
        EffectKind::Proposal => DeliveryKind::Proposal,
        EffectKind::Appointment => DeliveryKind::Appointment,
        EffectKind::Reminder => DeliveryKind::Reminder,
    };
    let state = match effect.state {
        EffectState::Planned | EffectState::Queued => DeliveryState::Queued,
        EffectState::Sent => DeliveryState::Sent,
        EffectState::Shown => DeliveryState::Shown,
        EffectState::Opened => DeliveryState::Opened,
        EffectState::Failed if effect.failure.as_deref() == Some(NO_PHONE) => {
            DeliveryState::NoPhone
        }
        EffectState::Failed => DeliveryState::Failed,
    };
    Delivery {
        subject: effect.subject,
        kind,
        state,
        since: effect.changed_at,
    }
}
