//! A plan as a page shows it.

use domain::id::{PersonId, PlanId};
use domain::journal::Seq;
use domain::plan::Plan;
use domain::policy::Relation;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::CoachTag;

/// A plan as far as the viewer may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanView {
    /// The plan's id.
    pub id: PlanId,
    /// How the youth is called.
    pub youth: String,
    /// What the viewer is to the plan.
    pub relation: Relation,
    /// Everybody whose name stands in it.
    pub people: Vec<PersonTag>,
    /// The coaches, the one who is responsible first; only for the youth and the coaches.
    #[serde(default)]
    pub coaches: Vec<CoachTag>,
    /// The fold of what the viewer may see.
    pub plan: Plan,
    /// The viewer's own cursor.
    pub cursor: Seq,
    /// The server's clock, so that "vandaag" is the same on both sides.
    #[serde(with = "domain::moment")]
    pub now: Timestamp,
}

/// A person's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonTag {
    /// The person.
    pub person: PersonId,
    /// How they are called.
    pub name: String,
}

impl PlanView {
    /// How somebody is called.
    #[must_use]
    pub fn name_of(&self, person: PersonId) -> Option<&str> {
        self.people
            .iter()
            .find(|tag| tag.person == person)
            .map(|tag| tag.name.as_str())
    }
}

/// What became of the messages about a plan, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliveries {
    /// One per thing that was sent, with the best that any of the phones reported.
    pub deliveries: Vec<Delivery>,
}

/// What became of one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The thing that it was about: a nudge, cheer or proposal.
    pub subject: Uuid,
    /// Which kind.
    pub kind: DeliveryKind,
    /// How far it came.
    pub state: DeliveryState,
    /// Since when.
    #[serde(with = "domain::moment")]
    pub since: Timestamp,
}

/// What a message was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryKind {
    /// A message that a coach sent by hand.
    Nudge,
    /// A compliment.
    Cheer,
    /// A proposal.
    Proposal,
    /// An appointment was planned, moved or cancelled.
    Appointment,
    /// An appointment comes near.
    Reminder,
}

/// How far a message came. "Sent" is what a push service says; only the phone itself knows more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// The youth has no phone that takes messages.
    NoPhone,
    /// It will not arrive.
    Failed,
    /// Waits for its turn.
    Queued,
    /// The push service took it.
    Sent,
    /// The phone showed it.
    Shown,
    /// The youth opened it.
    Opened,
}
