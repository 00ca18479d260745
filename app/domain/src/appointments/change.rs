//! What can happen to an appointment.

use serde::{Deserialize, Serialize};

use super::{AppointmentKind, Attendance, Before, CivilTime, Link, Reason, Reply, Series, Slot};
use crate::day::Day;
use crate::id::ChangeId;
use crate::words::Prose;

/// What happened to one appointment. Variants are only ever added, as those of
/// [`Change`](crate::journal::Change).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AppointmentChange {
    /// It was planned. By the youth: it stands. By a coach: the youth says whether it works out.
    Planned(Box<Planning>),
    /// One occurrence has another time. Whoever planned it moves it: the youth the youth's own, a coach
    /// a coach's.
    Moved {
        /// Which one, by the day on which it was planned first.
        occurrence: Day,
        /// To when.
        slot: Slot,
        /// Where from now on, when that changes too.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "Prose::if_present"
        )]
        place: Option<Prose>,
        /// The entries that brought the times that the author had seen: these, and only these, are
        /// replaced.
        replaces: Vec<ChangeId>,
    },
    /// It does not happen; that is final.
    Cancelled {
        /// Which one, by the day on which it was planned first; `None`: all of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occurrence: Option<Day>,
        /// Why, if wanted.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "Prose::if_present"
        )]
        text: Option<Prose>,
    },
    /// The youth said whether it works out.
    Answered {
        /// Which one, by the day on which it was planned first.
        occurrence: Day,
        /// The entry that brought the time that is meant: a yes to Tuesday is no yes to Wednesday.
        about: ChangeId,
        /// The answer.
        reply: Reply,
        /// Why not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
        /// In own words, if wanted.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "Prose::if_present"
        )]
        text: Option<Prose>,
        /// Times that would do; at most [`Planning::MOST_TIMES`].
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        times: Vec<CivilTime>,
    },
    /// Somebody said whether the youth was there. The youth's word and the coach's stand beside each
    /// other; the last word of each side holds.
    Attended {
        /// Which one, by the day on which it was planned first.
        occurrence: Day,
        /// Was there, or not.
        attendance: Attendance,
    },
    /// The youth chose when to be reminded of it; at most [`Before::MOST`] times, none is possible too.
    RemindersSet {
        /// How long before the start.
        before: Vec<Before>,
    },
}

/// An appointment as it is planned first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planning {
    /// What kind.
    pub what: AppointmentKind,
    /// When; the first of a series.
    pub slot: Slot,
    /// How it comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Series>,
    /// Where, in words.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "Prose::if_present"
    )]
    pub place: Option<Prose>,
    /// A map, or a meeting by video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// With whom, in words.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "Prose::if_present"
    )]
    pub with: Option<Prose>,
    /// What to bring.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "Prose::if_present"
    )]
    pub bring: Option<Prose>,
    /// When the youth wants to be reminded; `None` when nobody chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminders: Option<Vec<Before>>,
}

impl Planning {
    /// The most times that an answer offers.
    pub const MOST_TIMES: usize = 3;

    /// An appointment with nothing but its kind and time.
    #[must_use]
    pub fn new(what: AppointmentKind, slot: Slot) -> Self {
        Self {
            what,
            slot,
            series: None,
            place: None,
            link: None,
            with: None,
            bring: None,
            reminders: None,
        }
    }
}

impl AppointmentChange {
    /// Every text, in the order in which it was typed.
    pub(crate) fn texts(&self) -> Vec<&Prose> {
        match self {
            Self::Planned(planning) => [&planning.place, &planning.with, &planning.bring]
                .into_iter()
                .flatten()
                .collect(),
            Self::Moved { place: text, .. }
            | Self::Cancelled { text, .. }
            | Self::Answered { text, .. } => text.iter().collect(),
            Self::Attended { .. } | Self::RemindersSet { .. } => Vec::new(),
        }
    }

    /// Every text, to be taken away. An address goes with the words: it may hold a secret.
    pub(crate) fn texts_mut(&mut self) -> Vec<&mut Prose> {
        match self {
            Self::Planned(planning) => {
                planning.link = None;
                let Planning {
                    place, with, bring, ..
                } = &mut **planning;
                [place, with, bring].into_iter().flatten().collect()
            }
            Self::Moved { place: text, .. }
            | Self::Cancelled { text, .. }
            | Self::Answered { text, .. } => text.iter_mut().collect(),
            Self::Attended { .. } | Self::RemindersSet { .. } => Vec::new(),
        }
    }

    /// The text that is a title, if there is one: where, and with whom.
    pub(crate) fn titles(&self) -> Vec<&Prose> {
        match self {
            Self::Planned(planning) => [&planning.place, &planning.with]
                .into_iter()
                .flatten()
                .collect(),
            Self::Moved { place, .. } => place.iter().collect(),
            Self::Cancelled { .. }
            | Self::Answered { .. }
            | Self::Attended { .. }
            | Self::RemindersSet { .. } => Vec::new(),
        }
    }
}
