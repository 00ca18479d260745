//! An appointment, and everything that was said about it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AppointmentKind, Attendance, Before, CivilTime, Link, Reason, Reply, Series, Slot};
use crate::day::Day;
use crate::id::{AppointmentId, ChangeId};
use crate::journal::Author;
use crate::plan::{Origin, Text};

/// An appointment, once or as a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// What kind.
    pub what: AppointmentKind,
    /// When it was planned first; the first of a series.
    pub slot: Slot,
    /// How it comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Series>,
    /// Where, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Text>,
    /// A map, or a meeting by video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// With whom, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Text>,
    /// What to bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bring: Option<Text>,
    /// When the youth wants to be reminded; `None` when nobody chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminders: Option<Vec<Before>>,
    /// Every time that all of it was cancelled; one is enough, and final.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cancelled: Vec<Cancelling>,
    /// What was said about its occurrences, by the day on which each was planned first.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub happenings: BTreeMap<Day, Happening>,
    /// Who planned it, when.
    pub origin: Origin,
}

/// Everything that was said about one occurrence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// A move took the place of the time that was planned first.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub first_replaced: bool,
    /// Every time that it was moved to, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Timing>,
    /// Every time that it was cancelled; one is enough, and final.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cancelled: Vec<Cancelling>,
    /// The youth's answers, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answered>,
    /// Whether the youth was there, by the youth's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_youth: Option<Attendance>,
    /// Whether the youth was there, by the coach's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_coach: Option<Attendance>,
}

/// A time that an occurrence was moved to. Like the versions of a text: a move takes the place of the
/// times that it names, and of these only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// The entry that brought it.
    pub change: ChangeId,
    /// Who moved it.
    pub author: Author,
    /// When it was moved.
    #[serde(with = "crate::moment")]
    pub at: Timestamp,
    /// To when.
    pub slot: Slot,
    /// Where from now on, if that changed too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Text>,
    /// A later move took its place.
    pub replaced: bool,
}

/// One time that it was cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelling {
    /// Why, in own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// Who cancelled it, when.
    pub origin: Origin,
}

/// One answer of the youth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The entry that brought the time that it answers: the planning, or a move.
    pub about: ChangeId,
    /// The answer.
    pub reply: Reply,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// In own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// Times that would do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<CivilTime>,
    /// Who answered, when.
    pub origin: Origin,
}
