//! Nudges and cheers: three a day, the others together the next morning.

use std::collections::BTreeMap;

use domain::reminders::daily::{MOST, Telling, day_began, telling};
use domain::reminders::{Calendar as _, Settings};
use jiff::civil::{DateTime, date};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::calendar::Zone;

fn at(day: i8, hour: i8, minute: i8) -> DateTime {
    date(2026, 11, day).at(hour, minute, 0, 0)
}

fn told(now: DateTime, before: usize) -> Option<DateTime> {
    let zone = Zone::amsterdam();
    match telling(zone.instant(now), before, &Settings::default(), &zone) {
        Telling::Now => None,
        Telling::Together(at) => Some(zone.civil(at)),
    }
}

#[test]
fn three_a_day_and_none_at_night() {
    for before in 0..MOST {
        assert_eq!(told(at(24, 12, 0), before), None);
    }
    assert_eq!(told(at(24, 12, 0), MOST), Some(at(25, 8, 0)));
    assert_eq!(told(at(24, 12, 0), 99), Some(at(25, 8, 0)));
    assert_eq!(told(at(24, 21, 0), 0), Some(at(25, 8, 0)));
    assert_eq!(told(at(25, 7, 59), 0), Some(at(25, 8, 0)));
    assert_eq!(told(at(25, 7, 59), 99), Some(at(25, 8, 0)));
    assert_eq!(told(at(25, 8, 0), 0), None);
}

#[test]
fn without_quiet_hours_the_next_day_begins_at_midnight() {
    let zone = Zone::amsterdam();
    let settings = Settings {
        quiet: None,
        ..Settings::default()
    };
    let now = zone.instant(at(24, 23, 30));
    assert_eq!(telling(now, 0, &settings, &zone), Telling::Now);
    let midnight = zone.instant(at(25, 0, 0));
    assert_eq!(
        telling(now, 3, &settings, &zone),
        Telling::Together(midnight)
    );
}

proptest! {
    /// A coach who writes whenever it suits: nobody hears more than three times a day, one morning
    /// message included, never at night, and of everything.
    #[test]
    fn nobody_hears_more_often(gaps in prop::collection::vec(1_i64..600, 1..120), from in 0_i64..315_000_000) {
        let zone = Zone::amsterdam();
        let settings = Settings::default();
        let mut now = Timestamp::from_second(1_767_225_600 + from).unwrap();
        // What a phone hears, by its moment, with how much is in it.
        let mut heard: BTreeMap<Timestamp, usize> = BTreeMap::new();
        for gap in &gaps {
            now += SignedDuration::from_mins(*gap);
            let today = day_began(now, &zone);
            let told = heard.range(today..=now).count();
            let at = match telling(now, told, &settings, &zone) {
                Telling::Now => now,
                Telling::Together(at) => { prop_assert!(at > now); at }
            };
            *heard.entry(at).or_default() += 1;
        }
        prop_assert_eq!(heard.values().sum::<usize>(), gaps.len());
        let mut days: BTreeMap<_, usize> = BTreeMap::new();
        for at in heard.keys() {
            let civil = zone.civil(*at);
            prop_assert!((8..21).contains(&civil.hour()), "{civil}");
            *days.entry(civil.date()).or_default() += 1;
        }
        prop_assert!(days.values().all(|count| *count <= MOST));
    }
}
