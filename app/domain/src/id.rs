//! Typed identifiers: `UUIDv7` (RFC 9562, section 5.7), so that they sort by the moment they were made.
//!
//! A browser may make them, also without network. Making one needs a moment and ten random bytes,
//! both given by the caller: this crate knows neither clock nor chance.

use jiff::Timestamp;
use uuid::Uuid;

/// Ten random bytes: what a `UUIDv7` needs beside the moment.
pub type Randomness = [u8; 10];

macro_rules! define_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes a new id out of a moment and ten random bytes.
            #[must_use]
            pub fn mint(at: Timestamp, random: Randomness) -> Self {
                let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }

            /// Takes an id that was made before, as a database or a path holds it.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The bare UUID, for a database or a path.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl core::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

define_id! {
    /// An organisation that employs coaches.
    OrganisationId;
    /// A person with an account: youth, coach, parent, partner, admin.
    PersonId;
    /// One youth's development plan.
    PlanId;
    /// One change in the journal; made where it was written, so it is the idempotency key too.
    ChangeId;
    /// A goal.
    GoalId;
    /// A step of a goal.
    StepId;
    /// A strength (talent or drive).
    StrengthId;
    /// A check-in ("hoe gaat het?").
    CheckInId;
    /// A win (small success).
    WinId;
    /// A cheer: a coach's compliment.
    CheerId;
    /// A note.
    NoteId;
    /// A nudge ("seintje") that a coach sent by hand.
    NudgeId;
    /// Who somebody is to a plan.
    RelationId;
    /// A logged-in device.
    SessionId;
    /// An invitation to pair a phone with a plan.
    InvitationId;
    /// One browser's push subscription.
    SubscriptionId;
    /// A row of the outbox: one effect that still has to happen.
    EffectId;
    /// A row of the access log.
    AccessEventId;
}
