//! Appointments by example, and the rules of their parts over everything that can be typed.

mod fold;
mod link;
mod seen;
mod series;
mod slot;
mod story;

use super::{CivilTime, Slot};
use crate::day::Day;

pub(super) fn day(typed: &str) -> Day {
    Day::parse(typed).unwrap()
}

/// `2026-11-24 14:30`.
pub(super) fn civil(typed: &str) -> CivilTime {
    let (on, time) = typed.split_once(' ').unwrap();
    CivilTime::parse(day(on), time).unwrap()
}

pub(super) fn slot(typed: &str) -> Slot {
    Slot::at(civil(typed))
}
