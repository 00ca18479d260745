//! Moments as people say them. "Now" always comes with the data, so that server and browser agree.

use std::sync::Arc;

use domain::day::Day;
use jiff::Timestamp;

use crate::device::{Device, use_device};
use crate::language::use_texts;

/// The day of a moment: "vandaag", "dinsdag 24 november".
pub(crate) fn day(at: Timestamp, now: Timestamp) -> String {
    use_device().map_or_else(String::new, |device| {
        use_texts().day(device.civil(at).date(), device.civil(now).date())
    })
}

/// How long ago a moment was: "gisteren", "3 weken geleden".
pub(crate) fn ago(at: Timestamp, now: Timestamp) -> String {
    use_device().map_or_else(String::new, |device| {
        use_texts().ago(device.civil(at).date(), device.civil(now).date())
    })
}

/// Day and time of a moment: "vandaag, 16.20 uur".
pub(crate) fn clock(at: Timestamp, now: Timestamp) -> String {
    use_device().map_or_else(String::new, |device| {
        let (texts, civil) = (use_texts(), device.civil(at));
        let day = texts.day(civil.date(), device.civil(now).date());
        texts.date_at_time(&day, &texts.clock(civil.time()))
    })
}

/// The day that it is now.
pub(crate) fn today(now: Timestamp) -> Day {
    today_on(use_device().as_ref(), now)
}

/// The day that it is now, by the calendar of this machine.
pub(crate) fn today_on(device: Option<&Arc<dyn Device>>, now: Timestamp) -> Day {
    device
        .and_then(|device| Day::of(device.civil(now).date()))
        .unwrap_or(Day::FIRST)
}

/// A day without a time: "morgen", "dinsdag 24 november".
pub(crate) fn day_of(day: Day, now: Timestamp) -> String {
    use_texts().day(day.date(), today(now).date())
}
