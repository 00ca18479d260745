//! *Ik*: what the youth wishes, and how to be in touch.

use serde::{Deserialize, Serialize};

use super::{Origin, Plan, Text};
use crate::day::Day;
use crate::id::WishId;
use crate::journal::Rhythm;

/// Something that the youth still wants to learn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Its id.
    pub id: WishId,
    /// In plain words.
    pub text: Text,
    /// Who added it, when.
    pub origin: Origin,
}

/// How the youth wants to be in touch. What sends messages by itself has to ask here first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// How often, when the youth said so.
    pub rhythm: Option<Rhythm>,
    /// Quiet for a while.
    pub pause: Option<Pause>,
}

/// Quiet for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The last day of it.
    pub until: Day,
    /// Who asked for it, when.
    pub origin: Origin,
}

impl Contact {
    /// The last day of the pause, if one holds on this day.
    #[must_use]
    pub fn paused_until(&self, today: Day) -> Option<Day> {
        self.pause
            .as_ref()
            .map(|pause| pause.until)
            .filter(|until| today <= *until)
    }
}

impl Plan {
    /// The wish with this id.
    #[must_use]
    pub fn wish(&self, id: WishId) -> Option<&Wish> {
        self.wishes.iter().find(|known| known.id == id)
    }
}
