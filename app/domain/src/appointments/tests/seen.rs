//! What is read of appointments: by whom, which is next, how many.

use super::story::*;
use super::{day, slot};
use crate::appointments::{AppointmentKind, Attendance, Reply};
use crate::journal::{Audience, Change, Part};

#[test]
fn words_that_are_taken_away_take_the_address_with_them() {
    let mut journal = Journal::default();
    let planned = journal.fits(coach(), plan_it());
    let no = journal.fits(youth(), answer(planned, Reply::CannotCome));
    for (author, change) in [(coach(), planned), (youth(), no)] {
        let change = id(change);
        let part = Part::Appointments;
        journal.fits(author, Change::TextRemoved { change, part });
    }
    let json = serde_json::to_string(&journal.0).unwrap();
    for gone in ["Coolsingel", "ID-kaart", "https:", "school"] {
        assert!(!json.contains(gone), "{gone}");
    }
    // When it is, what was answered and that there were words stays.
    assert_eq!(journal.seen().slot, slot("2026-11-24 14:30"));
    assert!(journal.seen().answer().is_some_and(|it| it.text.is_some()));
    let Change::AppointmentChanged { how, .. } = plan_it().without_words() else {
        panic!("another kind");
    };
    let json = serde_json::to_string(&how).unwrap();
    assert!(
        json.contains("\"place\":null") && !json.contains("link"),
        "{json}"
    );
}

#[test]
fn what_is_said_about_it_is_seen_by_who_sees_it() {
    let mut journal = Journal::default();
    journal.fits(youth(), plan_it());
    journal.0.appointments[0].origin.audience = Audience::OnlyMe;
    for change in [cancel(None), move_to(FIRST, "2026-11-25 09:00", &[1])] {
        let audience = journal.0.audience_for(&change, Audience::Everyone);
        assert_eq!(audience, Audience::OnlyMe);
    }
}

#[test]
fn the_next_one_is_the_one_that_is_not_over() {
    let mut journal = Journal::default();
    journal.fits(coach(), weekly(3));
    journal.fits(coach(), cancel(Some("2026-12-01")));
    let next = |at: &str| {
        let now = slot(at).starts();
        journal.0.next_occurrence(now).map(|known| known.day)
    };
    assert_eq!(next("2026-11-20 10:00"), Some(day("2026-11-24")));
    assert_eq!(next("2026-11-24 15:29"), Some(day("2026-11-24")));
    assert_eq!(next("2026-11-24 15:30"), Some(day("2026-12-08")));
    assert_eq!(next("2026-12-08 15:30"), None);
}

#[test]
fn they_are_counted_per_kind() {
    let mut journal = Journal::default();
    journal.fits(coach(), weekly(4));
    journal.fits(coach(), cancel(Some("2026-12-01")));
    journal.fits(coach(), attend(Attendance::Came));
    let counts = journal
        .0
        .appointments_per_kind(day(FIRST), day("2026-12-10"));
    let count = counts[&AppointmentKind::Group];
    assert_eq!((count.planned, count.came, count.missed), (2, 1, 0));
    assert_eq!(counts.len(), 1);
}

#[test]
fn who_reads_along_sees_what_is_ahead_and_stands() {
    let mut journal = Journal::default();
    let planned = journal.fits(coach(), plan_it());
    let shown = |journal: &Journal, at: &str| {
        let shared = journal.0.shared(slot(at).starts());
        serde_json::to_string(&shared.appointments).unwrap()
    };
    let before = shown(&journal, "2026-11-20 10:00");
    assert!(before.contains("Coolsingel 40") && before.contains("Je ID-kaart"));
    assert!(
        !before.contains("https") && !before.contains("0000-"),
        "{before}"
    );
    assert_eq!(shown(&journal, "2026-11-25 10:00"), "[]");
    journal.fits(youth(), answer(planned, Reply::CannotCome));
    assert_eq!(shown(&journal, "2026-11-20 10:00"), "[]");
}
