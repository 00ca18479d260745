//! Words that are taken away are gone everywhere; that something stood there stays.

use super::{
    Journal, add_goal, change_id, cheer, coach, edit, goal, note, nudge, other_coach, prose, win,
    youth,
};
use crate::journal::{Change, Feeling, LifeDomain, Part, Recorded, TextField};
use crate::plan::{Plan, Unfit};

fn remove(entry: u128, part: Part) -> Change {
    Change::TextRemoved {
        change: change_id(entry),
        part,
    }
}

/// Neither the plan nor a plan that a new phone folds from the rewritten journal holds the words, and
/// the two are the same.
fn gone_everywhere(journal: &Journal, entry: u128, words: &str) {
    let json = |plan: &Plan| serde_json::to_string(plan).unwrap();
    assert!(!json(&journal.plan).contains(words));
    let rewritten = serde_json::to_string(
        &journal
            .entries
            .iter()
            .cloned()
            .map(|e| {
                if e.id == change_id(entry) {
                    e.without_words()
                } else {
                    e
                }
            })
            .collect::<Vec<_>>(),
    )
    .unwrap();
    assert!(!rewritten.contains(words));
    let entries: Vec<crate::journal::Entry> = serde_json::from_str(&rewritten).unwrap();
    assert_eq!(Plan::fold(&entries), journal.plan);
}

#[test]
fn a_stub_stays_in_every_place() {
    let makers: [(Part, Change); 7] = [
        (
            Part::Horizon,
            Change::HorizonSet {
                stip: prose("spijt"),
                why: Some(prose("spijt ook")),
            },
        ),
        (Part::Goals, add_goal(1, "spijt")),
        (
            Part::CheckIns,
            Change::CheckInGiven {
                check_in: super::check_in(1),
                domain: LifeDomain::Money,
                feeling: Feeling::Hard,
                text: Some(prose("spijt")),
            },
        ),
        (
            Part::Wins,
            Change::WinLogged {
                win: win(1),
                text: prose("spijt"),
                feeling: None,
            },
        ),
        (
            Part::Notes,
            Change::NoteWritten {
                note: note(1),
                text: prose("spijt"),
            },
        ),
        (
            Part::Cheers,
            Change::CheerGiven {
                cheer: cheer(1),
                text: prose("spijt"),
                win: None,
            },
        ),
        (
            Part::Nudges,
            Change::NudgeSent {
                nudge: nudge(1),
                text: prose("spijt"),
            },
        ),
    ];
    for (part, change) in makers {
        let author = if matches!(part, Part::Cheers | Part::Nudges) {
            coach()
        } else {
            youth()
        };
        let mut journal = Journal::default();
        let entry = journal.fits(author, change);
        assert!(
            serde_json::to_string(&journal.plan)
                .unwrap()
                .contains("spijt")
        );
        journal.fits(author, remove(entry, part));
        gone_everywhere(&journal, entry, "spijt");
        assert!(journal.plan.misfits.is_empty());
    }
}

#[test]
fn what_stood_before_it_does_not_come_back() {
    let mut journal = Journal::default();
    let first = journal.fits(youth(), add_goal(1, "oud"));
    let second = journal.fits(youth(), edit(TextField::Goal(goal(1)), "spijt", &[first]));
    journal.fits(youth(), remove(second, Part::Goals));
    let title = &journal.plan.goals[0].title;
    assert_eq!(title.shown(), None);
    assert!(!title.is_empty());
    // The next text takes the stub's place.
    assert_eq!(title.replaceable(), [change_id(second)]);
    gone_everywhere(&journal, second, "spijt");
}

#[test]
fn one_of_two_that_stand_side_by_side_ends_the_conflict() {
    let mut journal = Journal::default();
    let first = journal.fits(youth(), add_goal(1, "a"));
    journal.fits(youth(), edit(TextField::Goal(goal(1)), "blijft", &[first]));
    let second = journal.fits(youth(), edit(TextField::Goal(goal(1)), "spijt", &[first]));
    journal.fits(youth(), remove(second, Part::Goals));
    let title = &journal.plan.goals[0].title;
    assert!(!title.in_conflict());
    assert_eq!(
        title.shown().map(crate::words::Words::as_str),
        Some("blijft")
    );
}

#[test]
fn an_entry_that_did_not_fit_loses_its_words_too() {
    let mut journal = Journal::default();
    let entry = journal.write(youth(), edit(TextField::Goal(goal(9)), "spijt", &[]));
    assert_eq!(journal.plan.misfits.len(), 1);
    journal.fits(youth(), remove(entry, Part::Goals));
    gone_everywhere(&journal, entry, "spijt");
    assert_eq!(journal.plan.misfits.len(), 1);
}

#[test]
fn only_who_wrote_it_takes_it_away() {
    let mut journal = Journal::default();
    let own = journal.fits(
        youth(),
        Change::NoteWritten {
            note: note(1),
            text: prose("mijn"),
        },
    );
    let theirs = journal.fits(
        coach(),
        Change::NoteWritten {
            note: note(2),
            text: prose("haar"),
        },
    );
    let may = |author, entry| journal.plan.admits(author, &remove(entry, Part::Notes));
    assert_eq!(may(youth(), own), Ok(()));
    assert_eq!(may(coach(), own), Err(Unfit::AuthorOnly));
    assert_eq!(may(youth(), theirs), Err(Unfit::AuthorOnly));
    assert_eq!(may(other_coach(), theirs), Err(Unfit::AuthorOnly));
    assert_eq!(may(coach(), theirs), Ok(()));
}

#[test]
fn it_names_what_is_there_and_its_part() {
    let mut journal = Journal::default();
    let entry = journal.fits(
        youth(),
        Change::NoteWritten {
            note: note(1),
            text: prose("mijn"),
        },
    );
    // Named as another part, people who cannot see notes would learn of it.
    for wrong in [remove(entry, Part::Wins), remove(99, Part::Notes)] {
        assert_eq!(journal.plan.admits(youth(), &wrong), Err(Unfit::Missing));
        journal.write(youth(), wrong);
    }
    assert!(journal.plan.notes[0].text.shown().is_some());

    // Not even itself: the door and the fold must say the same.
    let itself = u128::try_from(journal.entries.len()).unwrap() + 1;
    journal.write(youth(), remove(itself, Part::Notes));
    assert_eq!(journal.plan.misfits.len(), 3);
}

#[test]
fn words_that_this_build_does_not_know_can_be_taken_away() {
    let mut journal = Journal::default();
    let entry = journal.fits(youth(), add_goal(1, "spijt"));
    let newer = serde_json::json!({ "kind": "dream_told", "text": "spijt" });
    journal.entries[0].change = serde_json::from_value(newer).unwrap();
    journal.plan = Plan::fold(&journal.entries);
    assert!(matches!(journal.entries[0].change, Recorded::Unknown(_)));
    assert_eq!(journal.plan.unknown.len(), 1);
    // The newer phone knows that a dream belongs to the horizon; this build does not.
    journal.fits(youth(), remove(entry, Part::Horizon));
    assert!(journal.plan.misfits.is_empty());
    gone_everywhere(&journal, entry, "spijt");
}
