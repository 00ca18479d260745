//! What becomes of an appointment when people talk about it.

use jiff::Timestamp;

use super::{civil, day, slot};
use crate::appointments::{
    AppointmentChange, AppointmentKind, Attendance, Before, Every, Link, Occurrence, Planning,
    Reason, Reply, Series, SeriesEnd, Stage,
};
use crate::id::{AppointmentId, ChangeId, PersonId};
use crate::journal::{Audience, Author, Change, Entry, Part, Seq};
use crate::plan::{Plan, Unfit};
use crate::words::{Prose, Words};

const FIRST: &str = "2026-11-24";

fn prose(text: &str) -> Prose {
    Words::parse(text).unwrap().into()
}

fn youth() -> Author {
    Author::Youth(PersonId::from_uuid(uuid::Uuid::from_u128(1)))
}

fn coach() -> Author {
    Author::Coach(PersonId::from_uuid(uuid::Uuid::from_u128(2)))
}

fn id(number: u64) -> ChangeId {
    ChangeId::from_uuid(uuid::Uuid::from_u128(u128::from(number)))
}

fn on(how: AppointmentChange) -> Change {
    let appointment = AppointmentId::from_uuid(uuid::Uuid::from_u128(1));
    Change::AppointmentChanged { appointment, how }
}

fn planning() -> Planning {
    Planning {
        place: Some(prose("Coolsingel 40")),
        bring: Some(prose("Je ID-kaart")),
        link: Some(Link::parse("https://maps.example.nl/?q=Coolsingel").unwrap()),
        ..Planning::new(AppointmentKind::Talk, slot("2026-11-24 14:30"))
    }
}

fn plan_it() -> Change {
    on(AppointmentChange::Planned(Box::new(planning())))
}

fn weekly(times: u8) -> Change {
    let series = Series::new(Every::Weeks(1), SeriesEnd::Count(times)).unwrap();
    on(AppointmentChange::Planned(Box::new(Planning {
        series: Some(series),
        ..Planning::new(AppointmentKind::Group, slot("2026-11-24 14:30"))
    })))
}

fn move_to(occurrence: &str, to: &str, replaces: &[u64]) -> Change {
    on(AppointmentChange::Moved {
        occurrence: day(occurrence),
        slot: slot(to),
        place: None,
        replaces: replaces.iter().copied().map(id).collect(),
    })
}

fn cancel(occurrence: Option<&str>) -> Change {
    on(AppointmentChange::Cancelled {
        occurrence: occurrence.map(day),
        text: Some(prose("De coach is ziek")),
    })
}

fn answer(about: u64, reply: Reply) -> Change {
    let comes = reply == Reply::Coming;
    on(AppointmentChange::Answered {
        occurrence: day(FIRST),
        about: id(about),
        reply,
        reason: (!comes).then_some(Reason::Busy),
        text: (!comes).then(|| prose("Ik heb school")),
        times: if comes {
            vec![]
        } else {
            vec![civil("2026-11-25 16:00")]
        },
    })
}

fn attend(attendance: Attendance) -> Change {
    on(AppointmentChange::Attended {
        occurrence: day(FIRST),
        attendance,
    })
}

/// The entry that is written as the n-th has the id n.
#[derive(Default)]
struct Journal(Plan, u64);

impl Journal {
    fn write(&mut self, author: Author, change: Change) -> u64 {
        self.1 += 1;
        let moment = Timestamp::from_second(1_795_000_000).unwrap();
        self.0.apply(&Entry {
            seq: Seq(self.1),
            id: id(self.1),
            author,
            authored_at: moment,
            recorded_at: moment,
            base: Seq::START,
            audience: Audience::Everyone,
            change: change.into(),
        });
        self.1
    }

    fn fits(&mut self, author: Author, change: Change) -> u64 {
        assert_eq!(self.0.admits(author, &change), Ok(()));
        self.write(author, change)
    }

    fn refused(&mut self, author: Author, change: Change) -> Unfit {
        let why = self.0.admits(author, &change).unwrap_err();
        let kept = self.0.misfits.len();
        self.write(author, change);
        // What the door refuses and the fold finds after all is kept as it was written.
        assert!(self.0.misfits.len() <= kept + 1);
        why
    }

    fn seen(&self) -> Occurrence<'_> {
        self.0.appointments[0].occurrence(day(FIRST)).unwrap()
    }
}

#[test]
fn a_coach_plans_the_youth_cannot_the_coach_moves_the_youth_comes() {
    let mut journal = Journal::default();
    let planned = journal.fits(coach(), plan_it());
    assert_eq!(journal.seen().stage(), Stage::Proposed);
    assert!(journal.seen().is_on());

    journal.fits(youth(), answer(planned, Reply::CannotCome));
    assert_eq!(journal.seen().stage(), Stage::Proposed);
    assert!(!journal.seen().is_on());
    let said = journal.seen().answer().unwrap();
    assert_eq!(said.reason, Some(Reason::Busy));
    assert_eq!(said.times, [civil("2026-11-25 16:00")]);

    let moved = journal.fits(coach(), move_to(FIRST, "2026-11-25 16:00", &[planned]));
    assert_eq!(journal.seen().stage(), Stage::Moved);
    assert_eq!(journal.seen().slot, slot("2026-11-25 16:00"));
    // The no was a no to Tuesday.
    assert!(journal.seen().answer().is_none() && journal.seen().is_on());
    assert_eq!(journal.seen().answers().len(), 1);

    journal.fits(youth(), answer(moved, Reply::Coming));
    assert_eq!(journal.seen().stage(), Stage::Planned);
    journal.fits(coach(), attend(Attendance::Came));
    assert_eq!(journal.seen().by_coach(), Some(Attendance::Came));
    assert!(!journal.seen().is_on());
}

#[test]
fn a_yes_that_was_on_its_way_is_no_yes_to_the_new_time() {
    let mut journal = Journal::default();
    let planned = journal.fits(coach(), plan_it());
    journal.fits(coach(), move_to(FIRST, "2026-11-26 09:00", &[planned]));
    journal.fits(youth(), answer(planned, Reply::Coming));
    assert_eq!(journal.seen().stage(), Stage::Moved);
    assert_eq!(journal.seen().answers().len(), 1);
}

#[test]
fn two_people_move_it_and_both_times_stand_until_one_is_chosen() {
    let mut journal = Journal::default();
    let planned = journal.fits(coach(), plan_it());
    let one = journal.fits(coach(), move_to(FIRST, "2026-11-25 09:00", &[planned]));
    let other = journal.fits(coach(), move_to(FIRST, "2026-11-26 09:00", &[planned]));
    let both = [slot("2026-11-25 09:00"), slot("2026-11-26 09:00")];
    assert_eq!(journal.seen().standing(), both);
    assert_eq!(journal.seen().slot, both[1]);
    assert_eq!(journal.seen().replaceable(), [id(one), id(other)]);

    journal.fits(coach(), move_to(FIRST, "2026-11-25 09:00", &[one, other]));
    assert_eq!(journal.seen().standing(), both[..1]);
    assert_eq!(journal.seen().moves().len(), 3);
}

#[test]
fn two_who_move_it_to_the_same_time_agree() {
    let mut journal = Journal::default();
    let planned = journal.fits(coach(), plan_it());
    for _ in 0..2 {
        journal.fits(coach(), move_to(FIRST, "2026-11-25 09:00", &[planned]));
    }
    assert_eq!(journal.seen().standing().len(), 1);
}

#[test]
fn a_cancelled_one_is_final() {
    let mut journal = Journal::default();
    let planned = journal.fits(coach(), plan_it());
    journal.fits(coach(), cancel(None));
    assert_eq!(journal.seen().stage(), Stage::Cancelled);
    let again = move_to(FIRST, "2026-11-25 09:00", &[planned]);
    assert_eq!(journal.refused(coach(), again), Unfit::Final);
    let came = attend(Attendance::Came);
    assert_eq!(journal.refused(youth(), came), Unfit::Final);
    // What was on its way is kept, and changes nothing.
    journal.fits(youth(), answer(planned, Reply::Coming));
    journal.fits(coach(), cancel(Some(FIRST)));
    assert_eq!(journal.seen().stage(), Stage::Cancelled);
    assert_eq!(journal.0.misfits.len(), 2);
}

#[test]
fn one_of_a_series_is_moved_and_one_cancelled() {
    let mut journal = Journal::default();
    let planned = journal.fits(coach(), weekly(4));
    journal.fits(
        coach(),
        move_to("2026-12-01", "2026-12-03 10:00", &[planned]),
    );
    journal.fits(coach(), cancel(Some("2026-12-08")));
    let stages: Vec<_> = journal
        .0
        .occurrences()
        .iter()
        .map(Occurrence::stage)
        .collect();
    use Stage::{Cancelled, Moved, Proposed};
    assert_eq!(stages, [Proposed, Moved, Cancelled, Proposed]);
    let starts: Vec<_> = journal
        .0
        .occurrences()
        .iter()
        .map(|known| known.slot)
        .collect();
    assert_eq!(starts[1], slot("2026-12-03 10:00"));
    assert_eq!(starts[3], slot("2026-12-15 14:30"));

    let nowhere = move_to("2026-12-03", "2026-12-04 10:00", &[planned]);
    assert_eq!(journal.refused(coach(), nowhere), Unfit::Missing);
    journal.fits(coach(), cancel(None));
    let all = journal.0.occurrences();
    assert!(all.iter().all(|known| known.stage() == Cancelled));
}

#[test]
fn everybody_moves_and_cancels_their_own() {
    let mut journal = Journal::default();
    let planned = journal.fits(coach(), plan_it());
    let to = || move_to(FIRST, "2026-11-25 09:00", &[planned]);
    assert_eq!(journal.refused(youth(), to()), Unfit::CoachOnly);
    assert_eq!(journal.refused(youth(), cancel(None)), Unfit::CoachOnly);
    let coming = answer(planned, Reply::Coming);
    assert_eq!(journal.refused(coach(), coming), Unfit::YouthOnly);
    let reminders = || {
        on(AppointmentChange::RemindersSet {
            before: vec![Before::USUAL[1]],
        })
    };
    assert_eq!(journal.refused(coach(), reminders()), Unfit::YouthOnly);
    journal.fits(youth(), reminders());
    assert_eq!(journal.0.appointments[0].reminders(), &Before::USUAL[1..]);

    let mut journal = Journal::default();
    let planned = journal.fits(youth(), plan_it());
    assert_eq!(journal.seen().stage(), Stage::Planned);
    let to = || move_to(FIRST, "2026-11-25 09:00", &[planned]);
    assert_eq!(journal.refused(coach(), to()), Unfit::YouthOnly);
    assert_eq!(journal.refused(coach(), cancel(None)), Unfit::YouthOnly);
    assert_eq!(
        journal.refused(coach(), attend(Attendance::Missed)),
        Unfit::YouthOnly
    );
    journal.fits(youth(), to());
    // Nobody has to say yes to the youth's own.
    assert_eq!(journal.seen().stage(), Stage::Planned);
    assert_eq!(journal.refused(youth(), plan_it()), Unfit::Taken);
    journal.fits(youth(), cancel(None));
}

#[test]
fn the_youths_word_and_the_coachs_stand_beside_each_other() {
    let mut journal = Journal::default();
    journal.fits(coach(), plan_it());
    journal.fits(coach(), attend(Attendance::Missed));
    journal.fits(youth(), attend(Attendance::Came));
    let seen = journal.seen();
    assert_eq!(seen.by_coach(), Some(Attendance::Missed));
    assert_eq!(seen.by_youth(), Some(Attendance::Came));
}

#[test]
fn what_is_too_much_is_refused() {
    let mut journal = Journal::default();
    let many = |planning| on(AppointmentChange::Planned(Box::new(planning)));
    let far = Series::new(Every::Weeks(1), SeriesEnd::Until(day("2036-11-24"))).unwrap();
    for planning in [
        Planning {
            series: Some(far),
            ..planning()
        },
        Planning {
            reminders: Some(vec![Before::USUAL[0]; 5]),
            ..planning()
        },
    ] {
        assert_eq!(
            journal.0.admits(coach(), &many(planning)),
            Err(Unfit::OutOfBounds)
        );
    }
    let long = Planning {
        place: Some(prose(&"a".repeat(Words::MAX_TITLE + 1))),
        ..planning()
    };
    assert_eq!(journal.0.admits(coach(), &many(long)), Err(Unfit::TooLong));
    let planned = journal.fits(coach(), plan_it());
    let times = on(AppointmentChange::Answered {
        occurrence: day(FIRST),
        about: id(planned),
        reply: Reply::AskToMove,
        reason: None,
        text: None,
        times: vec![civil("2026-11-25 16:00"); 4],
    });
    assert_eq!(journal.0.admits(youth(), &times), Err(Unfit::OutOfBounds));
}

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
