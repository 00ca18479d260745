//! Every day from 2026 to 2036, both clock changes and two 29ths of February among them.

use domain::appointments::Before;
use domain::id::ChangeId;
use domain::reminders::{Calendar as _, Expected, Settings};
use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use uuid::Uuid;

use crate::calendar::Zone;
use crate::house::{House, Row};

/// Times of the day that matter: in the hour that is skipped, in the hour that comes twice, around the
/// quiet hours, and when most appointments are.
const TIMES: [(i8, i8); 9] = [
    (0, 30),
    (2, 0),
    (2, 30),
    (3, 0),
    (8, 0),
    (9, 30),
    (13, 0),
    (21, 0),
    (23, 15),
];
const DAY: u16 = 24 * 60;

fn days() -> impl Iterator<Item = Date> {
    date(2026, 1, 1)
        .series(1.day())
        .take_while(|day| day.year() <= 2036)
}

/// A house with one appointment at every time of every day, planned a week before, its clock at the
/// beginning.
fn full() -> (House<Zone>, Timestamp, Vec<DateTime>) {
    let mut house = House::new(Zone::amsterdam(), Settings::default());
    let starts: Vec<DateTime> = days()
        .flat_map(|day| TIMES.map(|(hour, minute)| day.at(hour, minute, 0, 0)))
        .collect();
    let begin = house.calendar.instant(date(2025, 12, 1).at(12, 0, 0, 0));
    for (number, start) in (0..).zip(&starts) {
        let expected = Expected {
            start: *start,
            timed_by: ChangeId::from_uuid(Uuid::from_u128(u128::from(number))),
            since: house.calendar.instant(*start - 7.days()),
            stands: true,
        };
        house.write(number, expected, begin);
    }
    (house, begin, starts)
}

/// What the rule says, said by other means: the zone database and its own arithmetic.
fn by_the_book(start: DateTime, before: Before, zone: &Zone) -> Timestamp {
    let wanted = if before.as_minutes() == DAY {
        zone.instant(start - 1.day())
    } else {
        zone.instant(start) - SignedDuration::from_hours(2)
    };
    let shown = zone.civil(wanted);
    let evening = |day: Date| zone.instant(day.at(20, 0, 0, 0));
    match shown.hour() {
        21.. => evening(shown.date()),
        ..8 => evening(shown.date().yesterday().unwrap()),
        8..21 => wanted,
    }
}

#[test]
fn every_reminder_goes_out_once_at_its_moment() {
    let (mut house, begin, starts) = full();
    house.run(begin);
    assert_eq!(house.rows.len(), starts.len() * 2);
    for ((number, _, before), row) in &house.rows {
        let start = starts[usize::try_from(*number).unwrap()];
        let wanted = by_the_book(start, *before, &house.calendar);
        assert_eq!(*row, Row::Sent(wanted), "{start} {before:?}");
    }
}

/// Two hours are two hours, also in the night in which the clocks change; and a day is the same time
/// on the clock.
#[test]
fn across_both_clock_changes() {
    let zone = Zone::amsterdam();
    let settings = Settings {
        quiet: None,
        ..Settings::default()
    };
    for (start, day_before, two_hours) in [
        ("2026-03-29T04:00", "2026-03-28T04:00", "2026-03-29T01:00"),
        ("2026-03-29T03:30", "2026-03-28T03:30", "2026-03-29T00:30"),
        ("2026-03-30T02:30", "2026-03-29T03:30", "2026-03-30T00:30"),
        ("2026-10-25T04:00", "2026-10-24T04:00", "2026-10-25T02:00"),
        ("2026-10-26T02:30", "2026-10-25T02:30", "2026-10-26T00:30"),
        ("2028-03-01T10:00", "2028-02-29T10:00", "2028-03-01T08:00"),
        ("2028-02-29T10:00", "2028-02-28T10:00", "2028-02-29T08:00"),
    ] {
        let start: DateTime = start.parse().unwrap();
        let expected = Expected {
            start,
            timed_by: ChangeId::from_uuid(Uuid::nil()),
            since: zone.instant(start - 7.days()),
            stands: true,
        };
        let due = domain::reminders::reckon(&expected, &settings, &zone);
        let shown: Vec<_> = due.iter().map(|due| zone.civil(due.at)).collect();
        let wanted = [day_before, two_hours].map(|civil| civil.parse::<DateTime>().unwrap());
        assert_eq!(shown, wanted, "{start}");
    }
}

/// The server sleeps over every other night and every third week; what it finds in the morning it
/// still sends, until the start, and marks the rest.
#[test]
fn a_server_that_sleeps_sends_late_or_marks() {
    let (mut house, begin, starts) = full();
    let zone = Zone::amsterdam();
    let mut now = begin;
    let end = zone.instant(date(2037, 1, 2).at(0, 0, 0, 0));
    let mut awake = Vec::new();
    while now < end {
        let week = now.as_second() / (7 * 86_400);
        let civil = zone.civil(now);
        if week % 3 != 0 && civil.hour() >= 6 {
            awake.push(now);
            house.wake(now);
        }
        now += SignedDuration::from_mins(47);
    }
    let (mut sent, mut late) = (0, 0);
    for ((number, _, before), row) in &house.rows {
        let start = starts[usize::try_from(*number).unwrap()];
        let due = by_the_book(start, *before, &zone);
        let begins = zone.instant(start);
        let morning = zone.civil(begins).hour() >= 9;
        let first = awake.partition_point(|at| *at < due);
        let in_time = awake.get(first).is_some_and(|at| *at < begins);
        match row {
            Row::Sent(at) => {
                assert!(in_time && due <= *at && *at < begins, "{start} {before:?}");
                sent += 1;
            }
            Row::Late => {
                // It could only have gone out while people sleep, or not at all.
                let quiet_only = !morning;
                assert!(!in_time || quiet_only, "{start} {before:?} was lost");
                late += 1;
            }
            Row::Waits(_) => panic!("{start} {before:?} waits for ever"),
        }
    }
    assert!(sent > 10_000 && late > 1_000, "{sent} sent, {late} late");
}
