//! What became of messages: the phone reports, the coach sees.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{
    Deliveries, Delivery, DeliveryKind, DeliveryState, ProblemCode, ReceiptEvent, ReceiptRequest,
};
use domain::id::PlanId;
use domain::journal::Part;
use storage::{Effect, EffectKind, EffectState};
use uuid::Uuid;

use super::outbox::NO_PHONE;
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
        let effects = unit.effects_of(plan, NEWEST).await?;
        self.log_access(unit.as_mut(), &opened.permit, actor, Looked::Nudges, now)
            .await?;
        unit.commit().await?;

        let mut best: BTreeMap<Uuid, (usize, Delivery)> = BTreeMap::new();
        for (place, effect) in effects.iter().enumerate() {
            let delivery = delivery(effect);
            best.entry(effect.subject)
                .and_modify(|(_, known)| {
                    if delivery.state > known.state {
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

fn delivery(effect: &Effect) -> Delivery {
    let kind = match effect.kind {
        EffectKind::Nudge => DeliveryKind::Nudge,
        EffectKind::Cheer => DeliveryKind::Cheer,
        EffectKind::Proposal => DeliveryKind::Proposal,
    };
    let state = match effect.state {
        EffectState::Queued => DeliveryState::Queued,
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
