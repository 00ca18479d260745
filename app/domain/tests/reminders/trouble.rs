//! People change their minds, servers sleep, clocks jump, and laws change time zones.

use std::collections::BTreeMap;

use domain::id::ChangeId;
use domain::reminders::{Calendar as _, Expected, Settings};
use jiff::civil::{DateTime, date};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use proptest::prelude::*;
use uuid::Uuid;

use crate::calendar::Zone;
use crate::house::{House, Key, Row};

#[derive(Debug, Clone)]
enum Event {
    /// Planned, or moved, to so many hours from now.
    Time { occurrence: u32, hours: u16 },
    /// "Lukt niet", cancelled, or over.
    Ended { occurrence: u32 },
    /// The clock goes on so many minutes; the worker looks at every due moment, or only at the end.
    Passes { minutes: u16, asleep: bool },
    /// The clock is set back by an hour.
    Back,
    /// The clock is set forward by a day.
    Forward,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (0..4_u32, 1..100_u16).prop_map(|(occurrence, hours)| Event::Time { occurrence, hours }),
        1 => (0..4_u32).prop_map(|occurrence| Event::Ended { occurrence }),
        6 => (1..2_000_u16, any::<bool>()).prop_map(|(minutes, asleep)| Event::Passes { minutes, asleep }),
        1 => Just(Event::Back),
        1 => Just(Event::Forward),
    ]
}

fn minutes(minutes: impl Into<i64>) -> SignedDuration {
    SignedDuration::from_mins(minutes.into())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    /// Never twice, never of what does not stand; and what stood while the server looked in time went
    /// out.
    #[test]
    fn exactly_once_whatever_happens(
        from in 0_i64..330_000_000,
        events in prop::collection::vec(event(), 1..40),
    ) {
        let mut house = House::new(Zone::amsterdam(), Settings::default());
        let mut now = Timestamp::from_second(1_767_225_600 + from).unwrap();
        let mut times: BTreeMap<Key, usize> = BTreeMap::new();
        let mut looked = |house: &mut House<Zone>, now: Timestamp| {
            for key in house.wake(now) {
                let expected = house.expected[&key.0];
                assert!(expected.stands && expected.timed_by == key.1, "reminded of nothing");
                *times.entry(key).or_default() += 1;
            }
            // Whatever is due and stands has been sent, waits for people to wake up, or is marked.
            for (key, row) in &house.rows {
                assert!(!matches!(row, Row::Waits(due) if *due <= now), "{key:?} was left behind");
            }
        };
        for (number, event) in (1_u128..).zip(&events) {
            match *event {
                Event::Time { occurrence, hours } => {
                    let start = house.calendar.civil(now + minutes(i64::from(hours) * 60));
                    let expected = Expected {
                        start,
                        timed_by: ChangeId::from_uuid(Uuid::from_u128(number)),
                        since: now,
                        stands: true,
                    };
                    house.write(occurrence, expected, now);
                }
                Event::Ended { occurrence } => {
                    if let Some(expected) = house.expected.get(&occurrence).copied() {
                        house.write(occurrence, Expected { stands: false, ..expected }, now);
                    }
                }
                Event::Passes { minutes: passed, asleep } => {
                    let end = now + minutes(passed);
                    while let Some(next) = house.next().filter(|next| !asleep && *next < end) {
                        now = now.max(next);
                        looked(&mut house, now);
                    }
                    now = end;
                    looked(&mut house, now);
                }
                Event::Back => now -= minutes(60),
                Event::Forward => {
                    now += minutes(24 * 60);
                    looked(&mut house, now);
                }
            }
        }
        while let Some(next) = house.next() {
            now = now.max(next);
            looked(&mut house, now);
        }
        prop_assert!(times.values().all(|times| *times == 1), "{times:?}");
        // What still stands has one answer for each reminder that it has: sent, or marked as too late.
        for (occurrence, expected) in house.expected.iter().filter(|(_, known)| known.stands) {
            for due in domain::reminders::reckon(expected, &house.settings, &house.calendar) {
                let row = house.rows.get(&(*occurrence, expected.timed_by, due.before));
                prop_assert!(matches!(row, Some(Row::Sent(_) | Row::Late)), "{row:?}");
            }
        }
    }
}

fn planned(house: &mut House<Zone>, start: DateTime) -> Timestamp {
    let now = house.calendar.instant(start - 30.days());
    let expected = Expected {
        start,
        timed_by: ChangeId::from_uuid(Uuid::from_u128(1)),
        since: now,
        stands: true,
    };
    house.write(1, expected, now);
    now
}

/// Summer time is abolished between planning and due: the reminder follows the clock on the wall, once,
/// whether or not anybody reckons anew.
#[test]
fn new_zone_data_moves_what_waits() {
    let start = date(2030, 7, 2).at(14, 0, 0, 0);
    for reckons in [true, false] {
        let mut house = House::new(Zone::amsterdam(), Settings::default());
        let now = planned(&mut house, start);
        // An hour later than was known: due too early by the old data, it waits.
        house.calendar = Zone::without_summer();
        if reckons {
            house.reckon_all(now);
        }
        house.run(now);
        let sent: Vec<_> = house.rows.values().copied().collect();
        let wanted = [start - 2.hours(), start - 1.day()];
        let wanted = wanted.map(|civil| Row::Sent(house.calendar.instant(civil)));
        assert_eq!(sent, wanted, "{reckons}");
    }
    // An hour earlier than was known: only reckoning anew brings it in time.
    let start = date(2030, 12, 3).at(14, 0, 0, 0);
    let mut house = House::new(Zone::amsterdam(), Settings::default());
    let now = planned(&mut house, start);
    house.calendar = Zone::without_winter();
    house.reckon_all(now);
    house.run(now);
    let sent: Vec<_> = house.rows.values().copied().collect();
    let wanted = [start - 2.hours(), start - 1.day()];
    let wanted = wanted.map(|civil| Row::Sent(house.calendar.instant(civil)));
    assert_eq!(sent, wanted);
}

#[test]
fn a_clock_that_is_set_back_sends_nothing_twice() {
    let start = date(2026, 11, 24).at(14, 0, 0, 0);
    let mut house = House::new(Zone::amsterdam(), Settings::default());
    planned(&mut house, start);
    let due = house.calendar.instant(start - 1.day());
    assert_eq!(house.wake(due).len(), 1);
    for minute in 0..120 {
        assert_eq!(house.wake(due - minutes(60) + minutes(minute)), []);
    }
}

#[test]
fn a_clock_that_jumps_a_day_marks_what_has_begun_and_floods_nobody() {
    let mut house = House::new(Zone::amsterdam(), Settings::default());
    let first = date(2026, 11, 24).at(10, 0, 0, 0);
    let now = house.calendar.instant(first - 2.days());
    for number in 0..48 {
        let expected = Expected {
            start: first + i64::from(number).hours(),
            timed_by: ChangeId::from_uuid(Uuid::from_u128(u128::from(number))),
            since: now - minutes(60),
            stands: true,
        };
        house.write(number, expected, now);
    }
    let jumped = house.calendar.instant(first + 1.day());
    let sent = house.wake(jumped);
    assert!(sent.iter().all(|(number, ..)| *number > 24), "{sent:?}");
    let late = house.rows.iter().filter(|(_, row)| **row == Row::Late);
    assert!(late.clone().all(|((number, ..), _)| *number <= 24));
    assert_eq!(late.count(), 50, "both reminders of what has begun");
}
