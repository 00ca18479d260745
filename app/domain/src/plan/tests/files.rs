//! Photos and voice notes belong to a win, and are seen by who sees that win.

use super::{Journal, coach, file, prose, win, youth};
use crate::journal::{Audience, Author, Change, FileKind, Part};
use crate::plan::{Plan, Unfit};

fn log(number: u128) -> Change {
    Change::WinLogged {
        win: win(number),
        text: prose("Ik heb gebeld"),
        feeling: None,
    }
}

fn add(number: u128, to: u128) -> Change {
    Change::FileAdded {
        file: file(number),
        win: win(to),
        media: FileKind::Photo,
        seconds: None,
    }
}

fn remove(number: u128, of: u128) -> Change {
    Change::FileRemoved {
        file: file(number),
        win: win(of),
    }
}

#[test]
fn a_file_stands_with_its_win_until_it_is_taken_away() {
    let mut journal = Journal::default();
    journal.fits(youth(), log(1));
    journal.fits(youth(), add(1, 1));
    journal.fits(youth(), add(2, 1));
    assert_eq!(journal.plan.wins[0].files.len(), 2);
    assert!(!journal.plan.file(file(1)).unwrap().removed);

    journal.fits(youth(), remove(1, 1));
    let stub = journal.plan.file(file(1)).unwrap();
    assert!(stub.removed, "that there was one stays");
    assert!(!journal.plan.file(file(2)).unwrap().removed);
    // Twice is once.
    journal.fits(youth(), remove(1, 1));
    assert!(journal.plan.misfits.is_empty());
    assert_eq!(Plan::fold(&journal.entries), journal.plan);
}

#[test]
fn it_names_a_win_that_is_there_and_an_id_that_is_free() {
    let mut journal = Journal::default();
    journal.fits(youth(), log(1));
    journal.fits(youth(), log(2));
    journal.fits(youth(), add(1, 1));
    let says = |author: Author, change: &Change| journal.plan.admits(author, change);
    assert_eq!(says(youth(), &add(2, 9)), Err(Unfit::Missing));
    assert_eq!(says(youth(), &add(1, 1)), Err(Unfit::Taken));
    assert_eq!(says(youth(), &add(1, 2)), Err(Unfit::Taken));
    assert_eq!(says(youth(), &remove(1, 2)), Err(Unfit::Missing));
    assert_eq!(says(youth(), &remove(2, 1)), Err(Unfit::Missing));
    assert_eq!(says(coach(), &add(2, 1)), Err(Unfit::YouthOnly));
    assert_eq!(says(coach(), &remove(1, 1)), Err(Unfit::YouthOnly));
}

#[test]
fn an_id_that_was_taken_away_is_not_used_again() {
    let mut journal = Journal::default();
    journal.fits(youth(), log(1));
    journal.fits(youth(), add(1, 1));
    journal.fits(youth(), remove(1, 1));
    assert_eq!(journal.plan.admits(youth(), &add(1, 1)), Err(Unfit::Taken));
}

#[test]
fn it_is_seen_by_exactly_who_sees_the_win() {
    for audience in Audience::ALL {
        let mut journal = Journal::default();
        journal.write_for(youth(), audience, log(1));
        for chosen in Audience::ALL {
            assert_eq!(journal.plan.audience_for(&add(1, 1), chosen), audience);
            assert_eq!(journal.plan.audience_for(&remove(1, 1), chosen), audience);
        }
    }
    assert_eq!(add(1, 1).part(), Part::Wins);
    assert_eq!(remove(1, 1).part(), Part::Wins);
}
