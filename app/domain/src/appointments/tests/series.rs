//! What comes back, and that it stops.

use proptest::prelude::*;

use super::day;
use crate::appointments::{Before, Every, Series, SeriesEnd, SeriesError};
use crate::day::Day;

fn series(every: Every, end: SeriesEnd) -> Series {
    Series::new(every, end).unwrap()
}

fn days(series: Series, first: &str) -> Vec<String> {
    series.days(day(first)).map(|day| day.to_string()).collect()
}

#[test]
fn every_two_weeks_three_times() {
    let known = series(Every::Weeks(2), SeriesEnd::Count(3));
    assert_eq!(
        days(known, "2026-11-24"),
        ["2026-11-24", "2026-12-08", "2026-12-22"]
    );
}

#[test]
fn until_counts_the_last_day() {
    let until = |last| series(Every::Weeks(1), SeriesEnd::Until(day(last)));
    let known = ["2026-11-24", "2026-12-01"];
    assert_eq!(days(until("2026-12-01"), "2026-11-24"), known);
    assert_eq!(days(until("2026-12-07"), "2026-11-24"), known);
    assert_eq!(days(until("2026-12-08"), "2026-11-24").len(), 3);
}

#[test]
fn the_31st_is_the_last_of_a_shorter_month_and_the_31st_again() {
    let known = series(Every::Month, SeriesEnd::Count(5));
    assert_eq!(
        days(known, "2026-12-31"),
        [
            "2026-12-31",
            "2027-01-31",
            "2027-02-28",
            "2027-03-31",
            "2027-04-30"
        ]
    );
}

#[test]
fn one_without_an_end_is_refused() {
    for wrong in [
        r#"{"every":{"weeks":1}}"#,
        r#"{"every":{"weeks":1},"end":null}"#,
        r#"{"every":{"weeks":1},"end":{"count":1}}"#,
        r#"{"every":{"weeks":1},"end":{"count":54}}"#,
        r#"{"every":{"weeks":1},"end":{"count":100000}}"#,
        r#"{"every":{"weeks":0},"end":{"count":3}}"#,
        r#"{"every":{"weeks":13},"end":{"count":3}}"#,
        r#"{"every":{"weeks":1},"end":{"until":200001124}}"#,
        r#"{"every":"day","end":{"count":3}}"#,
    ] {
        assert!(serde_json::from_str::<Series>(wrong).is_err(), "{wrong}");
    }
    let json = r#"{"every":"month","end":{"until":20271124}}"#;
    let known: Series = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&known).unwrap(), json);
}

#[test]
fn a_last_day_too_near_or_too_far_is_refused() {
    let fits = |every, last| series(every, SeriesEnd::Until(day(last))).fits(day("2026-11-24"));
    assert_eq!(
        fits(Every::Weeks(1), "2026-11-30"),
        Err(SeriesError::TooFew)
    );
    assert_eq!(
        fits(Every::Weeks(1), "2025-11-30"),
        Err(SeriesError::TooFew)
    );
    assert_eq!(fits(Every::Weeks(1), "2026-12-01"), Ok(()));
    assert_eq!(fits(Every::Weeks(1), "2027-11-23"), Ok(()));
    assert_eq!(
        fits(Every::Weeks(1), "2027-11-30"),
        Err(SeriesError::TooMany)
    );
    assert_eq!(fits(Every::Month, "2031-03-24"), Ok(()));
    assert_eq!(fits(Every::Month, "2031-04-24"), Err(SeriesError::TooMany));
    let once = series(Every::Month, SeriesEnd::Count(2));
    assert_eq!(once.fits(Day::LAST), Err(SeriesError::TooFew));
}

#[test]
fn a_reminder_is_between_five_minutes_and_two_weeks() {
    assert_eq!(Before::USUAL.map(Before::as_minutes), [1440, 120]);
    for minutes in ["0", "4", "20161", "-5", "1.5", "null"] {
        assert!(
            serde_json::from_str::<Before>(minutes).is_err(),
            "{minutes}"
        );
    }
    assert!(Before::minutes(5).is_some() && Before::minutes(20_160).is_some());
}

fn any_series() -> impl Strategy<Value = Series> {
    let every = prop_oneof![
        (1..=Series::MAX_WEEKS).prop_map(Every::Weeks),
        Just(Every::Month)
    ];
    let end = prop_oneof![
        (2..=Series::MAX).prop_map(SeriesEnd::Count),
        (-40_i64..4000).prop_map(|days| SeriesEnd::Until(day("2040-01-31").plus(days))),
    ];
    (every, end).prop_map(|(every, end)| series(every, end))
}

proptest! {
    #[test]
    fn it_always_stops_and_always_goes_on(known in any_series(), after in 0_i64..36_000) {
        let first = Day::FIRST.plus(after);
        let days: Vec<Day> = known.days(first).collect();
        prop_assert!((1..=usize::from(Series::MAX)).contains(&days.len()));
        prop_assert_eq!(days[0], first);
        prop_assert!(days.windows(2).all(|two| two[0] < two[1]));
        if known.fits(first).is_ok() {
            prop_assert!(days.len() >= 2);
            if let SeriesEnd::Until(last) = known.end() {
                prop_assert!(days.iter().all(|day| *day <= last));
            }
        }
        let json = serde_json::to_string(&known).unwrap();
        prop_assert_eq!(serde_json::from_str::<Series>(&json).unwrap(), known);
    }
}
