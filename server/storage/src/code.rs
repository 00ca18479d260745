//! Codes: how both drivers write an enum down. A code is never renamed, for old rows hold it.

use domain::journal::{FileKind, Part};
use domain::policy::{Membership, Relation};

use crate::{EffectKind, EffectState, PersonKind};

/// An enum with a short, stable text for each of its values.
pub trait Code: Sized {
    /// The text that a column holds.
    fn code(self) -> &'static str;
    /// The value of a text; `None` when this build knows none.
    fn from_code(code: &str) -> Option<Self>;
}

macro_rules! codes {
    ($($name:ty { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        impl Code for $name {
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}

codes! {
    PersonKind { Youth = "youth", Coach = "coach", Parent = "parent" }
    Membership {
        Invited = "invited",
        Active = "active",
        Suspended = "suspended",
        Ended = "ended",
    }
    Relation {
        Youth = "youth",
        LeadCoach = "lead_coach",
        Coach = "coach",
        Parent = "parent",
        Partner = "partner",
        Stranger = "stranger",
    }
    Part {
        Horizon = "horizon",
        Strengths = "strengths",
        Goals = "goals",
        CheckIns = "check_ins",
        Wins = "wins",
        Cheers = "cheers",
        Notes = "notes",
        Nudges = "nudges",
        Wishes = "wishes",
        Contact = "contact",
        Appointments = "appointments",
        Unknown = "unknown",
    }
    FileKind { Photo = "photo", Voice = "voice" }
    EffectKind {
        Nudge = "nudge",
        Cheer = "cheer",
        Proposal = "proposal",
        Appointment = "appointment",
        Reminder = "reminder",
    }
    EffectState {
        Planned = "planned",
        Queued = "queued",
        Sent = "sent",
        Shown = "shown",
        Opened = "opened",
        Failed = "failed",
    }
}
