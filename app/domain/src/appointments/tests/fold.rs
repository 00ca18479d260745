//! What becomes of an appointment when people talk about it.

use super::story::*;
use super::{civil, day, slot};
use crate::appointments::{
    AppointmentChange, Attendance, Before, Every, Occurrence, Planning, Reason, Reply, Series,
    SeriesEnd, Stage,
};
use crate::plan::Unfit;
use crate::words::Words;

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
