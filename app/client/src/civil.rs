//! The calendar of Europe/Amsterdam, from the browser's own time zone data.

use jiff::Timestamp;
use jiff::civil::DateTime;
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// A moment in the calendar of Europe/Amsterdam.
#[must_use]
pub(crate) fn civil(at: Timestamp) -> DateTime {
    parts(at).unwrap_or_default()
}

thread_local! {
    // Making one costs more than all the dates of a page.
    static AMSTERDAM: Intl::DateTimeFormat = amsterdam();
}

fn amsterdam() -> Intl::DateTimeFormat {
    let options = Object::new();
    let wishes = [
        ("timeZone", "Europe/Amsterdam"),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "numeric"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "numeric"),
        ("second", "numeric"),
    ];
    for (name, value) in wishes {
        // An object of our own takes every property.
        let _always = Reflect::set(&options, &name.into(), &value.into());
    }
    Intl::DateTimeFormat::new(&Array::of1(&"en-GB".into()), &options)
}

#[expect(
    clippy::as_conversions,
    reason = "JavaScript has no whole numbers; dates of people fit"
)]
fn parts(at: Timestamp) -> Option<DateTime> {
    let date = Date::new(&JsValue::from_f64(at.as_millisecond() as f64));
    let parts = AMSTERDAM.with(|format| format.format_to_parts(&date));
    let (mut year, mut month, mut day, mut hour, mut minute, mut second) = (0, 0, 0, 0, 0, 0);
    for part in parts.iter() {
        let kind = Reflect::get(&part, &"type".into()).ok()?.as_string()?;
        let value = Reflect::get(&part, &"value".into()).ok()?.as_string()?;
        let slot: &mut i16 = match kind.as_str() {
            "year" => &mut year,
            "month" => &mut month,
            "day" => &mut day,
            "hour" => &mut hour,
            "minute" => &mut minute,
            "second" => &mut second,
            _ => continue,
        };
        *slot = value.parse().ok()?;
    }
    let small = |number: i16| i8::try_from(number).ok();
    DateTime::new(
        year,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        0,
    )
    .ok()
}
