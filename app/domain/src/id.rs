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
    /// A direction beside the stip.
    DirectionId;
    /// Something that the youth still wants to learn.
    WishId;
    /// A file: a photo or a voice note.
    FileId;
    /// An appointment, once or as a series.
    AppointmentId;
    /// Who somebody is to a plan.
    RelationId;
    /// What a youth shows to somebody, from the yes on.
    ConsentId;
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

impl ChangeId {
    /// When it was made, by the clock of the device that made it.
    #[must_use]
    pub fn made_at(self) -> Timestamp {
        let (millis, _) = self.0.as_u64_pair();
        i64::try_from(millis >> 16)
            .ok()
            .and_then(|millis| Timestamp::from_millisecond(millis).ok())
            .unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(millis).unwrap()
    }

    #[test]
    fn it_has_the_layout_of_rfc_9562() {
        // The example of appendix A.6, its random bits given.
        let random = [0x7c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
        let id = PlanId::mint(at(0x017F_22E2_79B0), random);
        assert_eq!(id.to_string(), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        assert_eq!(id.uuid().get_version_num(), 7);
        assert_eq!(id.uuid().get_variant(), uuid::Variant::RFC4122);
    }

    #[test]
    fn a_change_tells_when_it_was_made() {
        let when = at(1_795_348_800_123);
        assert_eq!(ChangeId::mint(when, [7; 10]).made_at(), when);
    }

    #[test]
    fn before_1970_it_starts_at_zero() {
        assert!(
            PlanId::mint(at(-1), [9; 10])
                .to_string()
                .starts_with("00000000-0000-7")
        );
    }

    #[test]
    fn it_is_a_plain_string_in_json_and_read_back() {
        let id = GoalId::mint(at(1_700_000_000_000), [1; 10]);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{id}\""));
        assert_eq!(serde_json::from_str::<GoalId>(&json).unwrap(), id);
        assert_eq!(id.to_string().parse::<GoalId>().unwrap(), id);
        assert_eq!(GoalId::from_uuid(id.uuid()), id);
        assert!("geen-id".parse::<GoalId>().is_err());
        assert_eq!(format!("{id:?}"), format!("GoalId({id})"));
    }

    proptest! {
        #[test]
        fn later_ones_sort_later(
            earlier in 0_i64..(1 << 47),
            wait in 1_i64..1_000_000,
            one: [u8; 10],
            other: [u8; 10],
        ) {
            prop_assert!(ChangeId::mint(at(earlier), one) < ChangeId::mint(at(earlier + wait), other));
        }

        #[test]
        fn chance_tells_ids_of_one_moment_apart(one: [u8; 10], other: [u8; 10]) {
            // Of the eighty bits six give way to version and variant.
            let kept = |random: [u8; 10]| {
                let mut bits = random;
                bits[0] &= 0x0f;
                bits[2] &= 0x3f;
                bits
            };
            let same = ChangeId::mint(at(1), one) == ChangeId::mint(at(1), other);
            prop_assert_eq!(same, kept(one) == kept(other));
        }
    }
}
