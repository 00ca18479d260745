//! From a row of the outbox to a message that can be sent.

use core::time::Duration;

use jiff::Timestamp;
use locale::{Language, texts};
use service::Message;
use storage::EffectKind;

use super::Worker;
use crate::push::{
    self, Dir, Endpoint, Kind, Notice, Place, Receipt, Recipient, Topic, Ttl, Urgency,
};

/// Why a message cannot be sent at all, as the code that is kept with it.
pub(super) type Unsendable = &'static str;

/// The address is not on the list (any more).
const ENDPOINT: Unsendable = "endpoint";
/// The browser's keys are none.
const KEYS: Unsendable = "keys";
/// The sentence does not fit, or cannot be written.
const PAYLOAD: Unsendable = "payload";

impl Worker {
    /// A neutral sentence of the message's kind (P-03), for one browser, as long as it is useful.
    pub(super) fn compose(
        &self,
        message: &Message,
        now: Timestamp,
    ) -> Result<push::Message, Unsendable> {
        let endpoint = Endpoint::parse(&message.endpoint, &self.policy).or(Err(ENDPOINT))?;
        let recipient = Recipient::parse(&message.p256dh, &message.auth).or(Err(KEYS))?;
        let topic = Topic::for_effect(&self.topics, message.subscription, message.subject);
        let texts = texts(Language::default());
        let (kind, place, title, body) = match message.kind {
            EffectKind::Nudge => (
                Kind::Nudge,
                Place::Today,
                texts.push_nudge_title(),
                texts.push_nudge_body(),
            ),
            EffectKind::Cheer => (
                Kind::Cheer,
                Place::Today,
                texts.push_cheer_title(),
                texts.push_cheer_body(),
            ),
            EffectKind::Proposal => (
                Kind::Proposal,
                Place::Plan,
                texts.push_proposal_title(),
                texts.push_proposal_body(),
            ),
            EffectKind::Appointment => (
                Kind::Appointment,
                Place::Appointments,
                texts.push_appointment_title(),
                texts.push_appointment_body(),
            ),
            EffectKind::Reminder => (
                Kind::Reminder,
                Place::Appointments,
                texts.push_reminder_title(),
                texts.push_reminder_body(),
            ),
        };
        let payload = Notice {
            title,
            body,
            lang: texts.language().code(),
            dir: Dir::Ltr,
            origin: &self.origin,
            place,
            tag: &topic,
            badge: None,
            kind,
            receipt: &Receipt::new(&message.receipt),
        }
        .to_json()
        .or(Err(PAYLOAD))?;
        let useful = message.expires_at.duration_since(now);
        Ok(push::Message {
            endpoint,
            recipient,
            payload,
            ttl: Ttl::lasting(Duration::try_from(useful).unwrap_or(Duration::ZERO)),
            urgency: if message.wakes {
                Urgency::High
            } else {
                Urgency::Normal
            },
            topic: Some(topic),
        })
    }
}
