//! Times on the wall.

use jiff::civil::date;
use proptest::prelude::*;

use super::{civil, day, slot};
use crate::appointments::{CivilTime, Slot, SlotError, Zone};

#[test]
fn a_time_is_a_number() {
    let half_past_two = civil("2026-11-24 14:30");
    let json = serde_json::to_string(&half_past_two).unwrap();
    assert_eq!(json, "202611241430");
    assert_eq!(
        serde_json::from_str::<CivilTime>(&json).unwrap(),
        half_past_two
    );
    assert_eq!(half_past_two.to_string(), "14:30");
    assert_eq!(half_past_two.day(), day("2026-11-24"));
    assert_eq!(
        half_past_two.datetime(),
        date(2026, 11, 24).at(14, 30, 0, 0)
    );
}

#[test]
fn what_is_no_time_is_refused() {
    let on = day("2026-11-24");
    for typed in [
        "",
        "14",
        "24:00",
        "14:60",
        "-1:00",
        "14:30:99",
        "half drie",
        "14:30:00:0000",
    ] {
        assert_eq!(CivilTime::parse(on, typed), None, "{typed}");
    }
    assert_eq!(CivilTime::parse(on, "14:30:00"), CivilTime::new(on, 14, 30));
    for json in [
        "0",
        "20261124",
        "202611242430",
        "202602301430",
        "2000011241430",
        "200001124143000",
        "-202611241430",
        "18446744073709551615",
        "\"2026-11-24T14:30\"",
        "null",
    ] {
        assert!(serde_json::from_str::<CivilTime>(json).is_err(), "{json}");
    }
}

#[test]
fn an_end_before_the_start_is_refused() {
    let start = civil("2026-11-24 14:30");
    let between = |end| Slot::between(start, civil(end));
    let hour = between("2026-11-24 15:30").unwrap();
    assert_eq!(
        (hour.minutes(), hour.end()),
        (Some(60), Some(civil("2026-11-24 15:30")))
    );
    for end in ["2026-11-24 14:30", "2026-11-24 14:29", "2025-01-01 00:00"] {
        assert_eq!(between(end), Err(SlotError::EndsBeforeItStarts), "{end}");
    }
    for end in ["2026-11-25 14:31", "2099-12-31 23:59"] {
        assert_eq!(between(end), Err(SlotError::TooLong), "{end}");
    }
    assert!(between("2026-11-25 14:30").is_ok());
}

#[test]
fn it_is_written_with_its_zone_and_read_back() {
    let open = slot("2026-11-24 14:30");
    let json = r#"{"start":202611241430,"zone":"Europe/Amsterdam"}"#;
    assert_eq!(serde_json::to_string(&open).unwrap(), json);
    assert_eq!(serde_json::from_str::<Slot>(json).unwrap(), open);
    for wrong in [
        r#"{"start":202611241430}"#,
        r#"{"start":202611241430,"zone":"Europe/Atlantis"}"#,
        r#"{"start":202611241430,"minutes":0,"zone":"Europe/Amsterdam"}"#,
        r#"{"start":202611241430,"minutes":1441,"zone":"Europe/Amsterdam"}"#,
        r#"{"start":202611241430,"minutes":60,"zone":"Europe/Amsterdam","room":1}"#,
    ] {
        assert!(serde_json::from_str::<Slot>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn ten_o_clock_stays_ten_o_clock_when_the_clocks_change() {
    let at = |typed| slot(typed).starts().to_string();
    assert_eq!(at("2026-10-24 10:00"), "2026-10-24T08:00:00Z");
    assert_eq!(at("2026-10-25 10:00"), "2026-10-25T09:00:00Z");
    assert_eq!(at("2027-03-27 10:00"), "2027-03-27T09:00:00Z");
    assert_eq!(at("2027-03-28 10:00"), "2027-03-28T08:00:00Z");
    // In the hour that is left out.
    assert_eq!(at("2027-03-28 02:30"), "2027-03-28T01:30:00Z");
    // Nobody said how long: an hour.
    assert_eq!(
        slot("2026-11-24 14:30").over().to_string(),
        "2026-11-24T14:30:00Z"
    );
}

fn any_time() -> impl Strategy<Value = CivilTime> {
    (2000_i16..2100, 1_i8..13, 1_i8..29, 0_i8..24, 0_i8..60).prop_map(
        |(year, month, of, hour, minute)| {
            CivilTime::of(date(year, month, of).at(hour, minute, 0, 0)).unwrap()
        },
    )
}

proptest! {
    #[test]
    fn it_goes_there_and_back(time in any_time()) {
        let json = serde_json::to_string(&time).unwrap();
        prop_assert_eq!(serde_json::from_str::<CivilTime>(&json).unwrap(), time);
        prop_assert_eq!(CivilTime::parse(time.day(), &time.to_string()), Some(time));
    }

    #[test]
    fn what_ends_later_is_over_later(start in any_time(), minutes in 1_u16..=1440) {
        let end = start.plus_minutes(minutes);
        if let Ok(slot) = Slot::between(start, end) {
            prop_assert_eq!(slot.minutes(), Some(minutes));
            prop_assert!(slot.over() >= slot.starts());
        }
    }

    #[test]
    fn a_clock_shows_the_time_that_was_meant(time in any_time()) {
        // But for the hour that is left out, which is shown an hour later.
        let shown = Zone::Amsterdam.civil(Zone::Amsterdam.instant(time));
        let later = time.plus_minutes(60).datetime();
        prop_assert!(shown == time.datetime() || (shown == later && time.datetime().month() == 3));
    }

    #[test]
    fn any_text_is_a_time_or_none(typed in "\\PC{0,12}|[0-9:]{0,10}") {
        if let Some(time) = CivilTime::parse(day("2026-11-24"), &typed) {
            prop_assert_eq!(time.day(), day("2026-11-24"));
        }
    }

    #[test]
    fn any_number_is_a_time_or_none(number: u64) {
        if let Ok(time) = serde_json::from_str::<CivilTime>(&number.to_string()) {
            prop_assert_eq!(serde_json::to_string(&time).unwrap(), number.to_string());
        }
    }
}
