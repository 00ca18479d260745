//! One appointment, told as a story.

use domain::appointments::Before;
use domain::day::Day;
use domain::id::ChangeId;
use domain::reminders::{
    Asked, Calendar as _, Due, Expected, Moved, QuietHours, Settings, Verdict, ask, reckon,
};
use jiff::Timestamp;
use jiff::civil::{DateTime, date, time};
use uuid::Uuid;

use crate::calendar::Zone;

const DAY: u16 = 24 * 60;

fn change(number: u128) -> ChangeId {
    ChangeId::from_uuid(Uuid::from_u128(number))
}

fn at(day: i8, hour: i8, minute: i8) -> DateTime {
    date(2026, 11, day).at(hour, minute, 0, 0)
}

fn moment(civil: DateTime) -> Timestamp {
    Zone::amsterdam().instant(civil)
}

fn expected(start: DateTime, since: DateTime) -> Expected {
    Expected {
        start,
        timed_by: change(1),
        since: moment(since),
        stands: true,
    }
}

fn reckoned(expected: &Expected) -> Vec<(u16, DateTime, Moved)> {
    let zone = Zone::amsterdam();
    let shown = |due: Due| {
        let at = zone.civil(due.at);
        (due.before.as_minutes(), at, due.moved)
    };
    let all = reckon(expected, &Settings::default(), &zone);
    all.into_iter().map(shown).collect()
}

fn asked(expected: &Expected, settings: &Settings, before: u16, now: DateTime) -> Verdict {
    let asked = Asked {
        before: Before::minutes(before).unwrap(),
        timed_by: change(1),
        at_once: false,
    };
    ask(
        asked,
        Some(expected),
        settings,
        &Zone::amsterdam(),
        moment(now),
    )
}

#[test]
fn a_day_and_two_hours_before() {
    let tuesday = expected(at(24, 14, 0), at(20, 9, 0));
    assert_eq!(
        reckoned(&tuesday),
        [
            (DAY, at(23, 14, 0), Moved::No),
            (120, at(24, 12, 0), Moved::No)
        ]
    );
}

#[test]
fn what_would_come_in_the_night_comes_the_evening_before() {
    let early = expected(at(24, 9, 0), at(20, 9, 0));
    assert_eq!(
        reckoned(&early),
        [
            (DAY, at(23, 9, 0), Moved::No),
            (120, at(23, 20, 0), Moved::Evening)
        ]
    );
    let late = expected(at(24, 22, 30), at(20, 9, 0));
    assert_eq!(
        reckoned(&late),
        [
            (DAY, at(23, 20, 0), Moved::Evening),
            (120, at(24, 20, 30), Moved::No)
        ]
    );
}

#[test]
fn what_was_planned_after_that_evening_is_reminded_of_at_once_and_wakes_nobody() {
    let tomorrow = expected(at(24, 9, 0), at(23, 20, 30));
    assert_eq!(reckoned(&tomorrow), [(120, at(23, 20, 30), Moved::AtOnce)]);
    let row = Asked {
        before: Before::minutes(120).unwrap(),
        timed_by: change(1),
        at_once: true,
    };
    for now in [at(23, 20, 30), at(23, 23, 0)] {
        let zone = Zone::amsterdam();
        let verdict = ask(
            row,
            Some(&tomorrow),
            &Settings::default(),
            &zone,
            moment(now),
        );
        let until = moment(at(24, 9, 0));
        assert_eq!(
            verdict,
            Verdict::Send {
                until,
                wakes: false
            }
        );
    }
}

#[test]
fn what_was_due_before_it_was_planned_is_not_made_up_for() {
    assert_eq!(reckoned(&expected(at(24, 14, 0), at(24, 13, 0))), []);
    assert_eq!(reckoned(&expected(at(24, 14, 0), at(24, 12, 0))), []);
    assert_eq!(
        reckoned(&expected(at(24, 14, 0), at(24, 11, 59))),
        [(120, at(24, 12, 0), Moved::No)]
    );
    assert_eq!(reckoned(&expected(at(24, 14, 0), at(25, 9, 0))), []);
}

#[test]
fn two_that_come_at_the_same_moment_are_one() {
    let zone = Zone::amsterdam();
    let settings = Settings {
        before: [120, 180, 120, DAY]
            .map(|m| Before::minutes(m).unwrap())
            .to_vec(),
        ..Settings::default()
    };
    let all = reckon(&expected(at(24, 9, 0), at(20, 9, 0)), &settings, &zone);
    let all: Vec<_> = all
        .iter()
        .map(|due| (due.before.as_minutes(), zone.civil(due.at)))
        .collect();
    assert_eq!(all, [(DAY, at(23, 9, 0)), (120, at(23, 20, 0))]);
}

#[test]
fn nothing_comes_on_a_day_of_the_pause() {
    let day = |day| Day::of(date(2026, 11, day)).unwrap();
    let settings = Settings {
        pause: Some((day(20), day(23))),
        ..Settings::default()
    };
    let zone = Zone::amsterdam();
    let all = reckon(&expected(at(24, 14, 0), at(20, 9, 0)), &settings, &zone);
    assert_eq!(all.len(), 1);
    assert_eq!(zone.civil(all[0].at), at(24, 12, 0));
    let tuesday = expected(at(24, 14, 0), at(19, 9, 0));
    assert_eq!(
        asked(&tuesday, &settings, DAY, at(23, 14, 0)),
        Verdict::Withdrawn
    );
}

#[test]
fn it_is_asked_once_more_before_it_goes_out() {
    let tuesday = expected(at(24, 14, 0), at(20, 9, 0));
    let usual = Settings::default();
    let sent = Verdict::Send {
        until: moment(at(24, 14, 0)),
        wakes: true,
    };
    assert_eq!(asked(&tuesday, &usual, DAY, at(23, 14, 0)), sent);
    assert_eq!(asked(&tuesday, &usual, 120, at(24, 12, 0)), sent);
    assert_eq!(
        asked(&tuesday, &usual, 120, at(24, 13, 59)),
        sent,
        "late, but not too late"
    );
    assert_eq!(asked(&tuesday, &usual, 120, at(24, 14, 0)), Verdict::Late);
    assert_eq!(asked(&tuesday, &usual, 120, at(26, 3, 0)), Verdict::Late);
    let early = asked(&tuesday, &usual, 120, at(24, 11, 0));
    assert_eq!(
        early,
        Verdict::Wait(moment(at(24, 12, 0))),
        "a clock that went back"
    );

    let over = Expected {
        stands: false,
        ..tuesday
    };
    assert_eq!(asked(&over, &usual, 120, at(24, 12, 0)), Verdict::Withdrawn);
    let moved = Expected {
        timed_by: change(2),
        ..tuesday
    };
    assert_eq!(
        asked(&moved, &usual, 120, at(24, 12, 0)),
        Verdict::Withdrawn
    );
    let other = Settings {
        before: vec![Before::minutes(60).unwrap()],
        ..usual.clone()
    };
    assert_eq!(
        asked(&tuesday, &other, 120, at(24, 12, 0)),
        Verdict::Withdrawn
    );
    let gone = Asked {
        before: Before::minutes(120).unwrap(),
        timed_by: change(1),
        at_once: false,
    };
    let verdict = ask(
        gone,
        None,
        &usual,
        &Zone::amsterdam(),
        moment(at(24, 12, 0)),
    );
    assert_eq!(verdict, Verdict::Withdrawn);
}

#[test]
fn a_late_one_lets_people_sleep_when_there_is_time_enough() {
    let usual = Settings::default();
    let morning = |hour| Verdict::Wait(moment(at(24, hour, 0)));
    let tuesday = expected(at(24, 9, 0), at(20, 9, 0));
    assert_eq!(asked(&tuesday, &usual, 120, at(24, 3, 0)), morning(8));
    let sooner = expected(at(24, 8, 59), at(20, 9, 0));
    let at_once = Verdict::Send {
        until: moment(at(24, 8, 59)),
        wakes: true,
    };
    assert_eq!(asked(&sooner, &usual, 120, at(24, 3, 0)), at_once);
    let hours = QuietHours::new(time(21, 0, 0, 0), time(7, 0, 0, 0));
    let settings = Settings {
        quiet: hours,
        ..usual
    };
    assert_eq!(asked(&sooner, &settings, 120, at(24, 3, 0)), morning(7));
}

#[test]
fn stips_own_calendar_says_what_the_database_says() {
    use domain::appointments::Zone as Own;
    use domain::reminders::Calendar;
    let zone = Zone::amsterdam();
    let own: &dyn Calendar = &Own::Amsterdam;
    for hour in 0..24 * 366 {
        let civil = date(2028, 1, 1).at(0, 30, 0, 0) + jiff::SignedDuration::from_hours(hour);
        assert_eq!(own.instant(civil), zone.instant(civil), "{civil}");
        let at = zone.instant(civil);
        assert_eq!(own.civil(at), zone.civil(at), "{at}");
    }
}
