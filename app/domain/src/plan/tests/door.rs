//! What the server refuses before it writes, and what the fold keeps when it is there all the same.

use super::{
    Journal, add_goal, add_step, check_in, cheer, coach, edit, goal, note, nudge, prose, set_step,
    step, win, youth,
};
use crate::id::StrengthId;
use crate::journal::{Author, Change, Feeling, LifeDomain, StepState, TextField};
use crate::plan::Unfit;
use crate::words::{Prose, Words};

fn strength(number: u128) -> StrengthId {
    StrengthId::from_uuid(uuid::Uuid::from_u128(number))
}

fn makers() -> Vec<(Author, Change)> {
    vec![
        (
            youth(),
            Change::StrengthAdded {
                strength: strength(1),
                text: prose("Sleutelen"),
            },
        ),
        (youth(), add_goal(1, "Automonteur worden")),
        (youth(), add_step(1, 1, "Bellen")),
        (
            youth(),
            Change::CheckInGiven {
                check_in: check_in(1),
                domain: LifeDomain::Work,
                feeling: Feeling::Good,
                text: None,
            },
        ),
        (
            youth(),
            Change::WinLogged {
                win: win(1),
                text: prose("Gebeld"),
                feeling: None,
            },
        ),
        (
            coach(),
            Change::CheerGiven {
                cheer: cheer(1),
                text: prose("Knap"),
                win: Some(win(1)),
            },
        ),
        (
            coach(),
            Change::NoteWritten {
                note: note(1),
                text: prose("Kennisgemaakt"),
            },
        ),
        (
            coach(),
            Change::NudgeSent {
                nudge: nudge(1),
                text: prose("Tot morgen"),
            },
        ),
    ]
}

#[test]
fn a_thing_is_made_once() {
    let mut journal = Journal::default();
    for (author, change) in makers() {
        journal.fits(author, change);
    }
    let before = journal.plan.clone();
    for (author, change) in makers() {
        assert_eq!(journal.plan.admits(author, &change), Err(Unfit::Taken));
        journal.write(author, change);
    }
    assert_eq!(journal.plan.goals, before.goals);
    assert_eq!(journal.plan.misfits.len(), makers().len());
}

#[test]
fn the_youth_speaks_for_the_youth_and_the_coach_for_the_coach() {
    let plan = Journal::default().plan;
    let stip = Change::HorizonSet {
        stip: prose("Kok"),
        why: None,
    };
    let youths = [
        stip,
        edit(TextField::Why, "Daarom", &[]),
        makers()[3].1.clone(),
        makers()[4].1.clone(),
    ];
    for change in youths {
        assert_eq!(plan.admits(coach(), &change), Err(Unfit::YouthOnly));
        assert_eq!(plan.admits(youth(), &change), Ok(()));
    }
    let cheer = Change::CheerGiven {
        cheer: cheer(1),
        text: prose("Knap"),
        win: None,
    };
    for change in [cheer, makers()[7].1.clone()] {
        assert_eq!(plan.admits(youth(), &change), Err(Unfit::CoachOnly));
        assert_eq!(plan.admits(coach(), &change), Ok(()));
    }
}

#[test]
fn what_it_is_about_has_to_be_there() {
    let mut journal = Journal::default();
    let about_nothing = [
        add_step(1, 9, "Bellen"),
        set_step(9, StepState::Done),
        edit(TextField::Strength(strength(9)), "Koken", &[]),
        edit(TextField::Goal(goal(9)), "Koken", &[]),
        edit(TextField::Step(step(9)), "Koken", &[]),
        edit(TextField::Win(win(9)), "Koken", &[]),
        edit(TextField::Note(note(9)), "Koken", &[]),
    ];
    for change in about_nothing {
        assert_eq!(journal.plan.admits(youth(), &change), Err(Unfit::Missing));
        journal.write(youth(), change);
    }
    assert_eq!(journal.plan.misfits.len(), 7);
    let kept = serde_json::to_string(&journal.plan.misfits).unwrap();
    assert_eq!(kept.matches("Koken").count(), 5);
}

#[test]
fn a_cheer_for_a_win_that_is_not_there_is_refused_and_yet_folds() {
    let mut journal = Journal::default();
    let (_, lost) = makers()[5].clone();
    assert_eq!(journal.plan.admits(coach(), &lost), Err(Unfit::Missing));
    // It may stand in a journal of before.
    journal.write(coach(), lost);
    assert_eq!(
        (journal.plan.cheers.len(), journal.plan.misfits.len()),
        (1, 0)
    );
}

#[test]
fn everybody_edits_their_own_note_and_the_youth_every_strength() {
    let mut journal = Journal::default();
    for (author, change) in makers() {
        journal.fits(author, change);
    }
    let note = edit(TextField::Note(note(1)), "Anders", &[]);
    assert_eq!(journal.plan.admits(youth(), &note), Err(Unfit::AuthorOnly));
    assert_eq!(journal.plan.admits(coach(), &note), Ok(()));
    let strength = edit(TextField::Strength(strength(1)), "Anders", &[]);
    assert_eq!(
        journal.plan.admits(coach(), &strength),
        Err(Unfit::AuthorOnly)
    );
    assert_eq!(journal.plan.admits(youth(), &strength), Ok(()));
    let win = edit(TextField::Win(win(1)), "Anders", &[]);
    assert_eq!(journal.plan.admits(coach(), &win), Err(Unfit::YouthOnly));
    assert_eq!(journal.plan.admits(youth(), &win), Ok(()));
}

#[test]
fn a_new_text_has_words_and_a_title_is_short() {
    let plan = Journal::default().plan;
    let stubs = [
        Change::NoteWritten {
            note: note(1),
            text: Prose::Removed,
        },
        Change::HorizonSet {
            stip: prose("Kok"),
            why: Some(Prose::Removed),
        },
    ];
    for stub in stubs {
        assert_eq!(plan.admits(youth(), &stub), Err(Unfit::NoWords));
    }
    let long = "é".repeat(Words::MAX_TITLE + 1);
    let fitting = "é".repeat(Words::MAX_TITLE);
    assert_eq!(
        plan.admits(youth(), &add_goal(1, &long)),
        Err(Unfit::TooLong)
    );
    assert_eq!(plan.admits(youth(), &add_goal(1, &fitting)), Ok(()));
    assert_eq!(
        plan.admits(youth(), &edit(TextField::Step(step(1)), &long, &[])),
        Err(Unfit::TooLong)
    );
    let note = Change::NoteWritten {
        note: note(1),
        text: prose(&long),
    };
    assert_eq!(plan.admits(youth(), &note), Ok(()));

    // An old entry is not measured again.
    let mut journal = Journal::default();
    journal.write(youth(), add_goal(1, &long));
    assert!(journal.plan.misfits.is_empty());
}
