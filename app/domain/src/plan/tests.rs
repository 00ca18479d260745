//! What the fold makes of one entry after another.

mod archive;
mod arranged;
mod audience;
mod conflict;
mod door;
mod files;
mod horizon;
mod me;
mod proposal;
mod removal;

use jiff::Timestamp;

use super::Plan;
use crate::day::Day;
use crate::id::{
    ChangeId, CheckInId, CheerId, DirectionId, FileId, GoalId, NoteId, NudgeId, PersonId, StepId,
    WinId, WishId,
};
use crate::journal::{Audience, Author, Change, Entry, Seq, StepState, TextField};
use crate::words::{Prose, Words};

/// Small numbers as ids: a test reads better so.
macro_rules! numbered {
    ($($name:ident: $id:ident),*) => {$(
        pub(super) fn $name(number: u128) -> $id {
            $id::from_uuid(uuid::Uuid::from_u128(number))
        }
    )*};
}

numbered!(
    change_id: ChangeId, check_in: CheckInId, cheer: CheerId, direction: DirectionId, file: FileId,
    goal: GoalId, note: NoteId, nudge: NudgeId, person: PersonId, step: StepId, win: WinId, wish: WishId
);

pub(super) fn day(typed: &str) -> Day {
    Day::parse(typed).unwrap()
}

/// The day on which the tests happen.
pub(super) fn today() -> Day {
    day("2026-11-24")
}

pub(super) fn prose(text: &str) -> Prose {
    Words::parse(text).unwrap().into()
}

pub(super) fn youth() -> Author {
    Author::Youth(person(1))
}

pub(super) fn coach() -> Author {
    Author::Coach(person(2))
}

pub(super) fn other_coach() -> Author {
    Author::Coach(person(3))
}

pub(super) fn add_goal(number: u128, title: &str) -> Change {
    Change::GoalAdded {
        goal: goal(number),
        title: prose(title),
        domain: None,
    }
}

pub(super) fn add_step(number: u128, of: u128, title: &str) -> Change {
    Change::StepAdded {
        step: step(number),
        goal: goal(of),
        title: prose(title),
    }
}

pub(super) fn set_step(number: u128, state: StepState) -> Change {
    Change::StepStateSet {
        step: step(number),
        state,
    }
}

pub(super) fn edit(field: TextField, text: &str, replaces: &[u128]) -> Change {
    Change::TextEdited {
        field,
        text: prose(text),
        replaces: replaces.iter().copied().map(change_id).collect(),
    }
}

/// A journal under test: the entry that is written as the n-th has the id n.
#[derive(Default)]
pub(super) struct Journal {
    pub(super) entries: Vec<Entry>,
    pub(super) plan: Plan,
}

impl Journal {
    pub(super) fn write(&mut self, author: Author, change: Change) -> u128 {
        self.write_for(author, Audience::Everyone, change)
    }

    pub(super) fn write_for(&mut self, author: Author, audience: Audience, change: Change) -> u128 {
        let number = u64::try_from(self.entries.len()).unwrap() + 1;
        let moment = Timestamp::from_second(1_700_000_000).unwrap();
        let entry = Entry {
            seq: Seq(number),
            id: change_id(number.into()),
            author,
            authored_at: moment,
            recorded_at: moment,
            base: Seq(number - 1),
            audience,
            change: change.into(),
        };
        self.plan.apply(&entry);
        self.entries.push(entry);
        number.into()
    }

    /// Writes what has to fit.
    pub(super) fn fits(&mut self, author: Author, change: Change) -> u128 {
        assert_eq!(self.plan.admits(author, &change), Ok(()));
        self.write(author, change)
    }
}

#[test]
fn the_next_step_is_what_was_begun_then_the_oldest() {
    let mut journal = Journal::default();
    assert!(journal.plan.next_step(today()).is_none());
    journal.fits(youth(), add_goal(1, "Automonteur worden"));
    assert!(journal.plan.next_step(today()).is_none());
    for (number, of, title) in [(1, 1, "Bellen"), (2, 1, "Langsgaan")] {
        journal.fits(youth(), add_step(number, of, title));
    }
    journal.fits(youth(), add_goal(2, "Op mezelf wonen"));
    journal.fits(youth(), add_step(3, 2, "Inschrijven"));
    let next = |journal: &Journal| journal.plan.next_step(today()).map(|(_, found)| found.id);
    assert_eq!(next(&journal), Some(step(1)));
    assert_eq!(journal.plan.open_steps(), 3);

    journal.fits(youth(), set_step(3, StepState::Doing));
    assert_eq!(next(&journal), Some(step(3)));
    journal.fits(youth(), set_step(3, StepState::Done));
    journal.fits(youth(), set_step(1, StepState::Dropped));
    assert_eq!(next(&journal), Some(step(2)));
    journal.fits(coach(), set_step(2, StepState::Done));
    assert_eq!(next(&journal), None);
    assert_eq!(journal.plan.open_steps(), 0);

    journal.fits(youth(), set_step(1, StepState::Todo));
    assert_eq!(next(&journal), Some(step(1)));
}

#[test]
fn a_repeat_changes_nothing() {
    let mut journal = Journal::default();
    journal.fits(youth(), add_goal(1, "Automonteur worden"));
    journal.fits(youth(), add_step(1, 1, "Bellen"));
    journal.write(coach(), edit(TextField::Stip, "Niet mijn stip", &[]));
    let before = journal.plan.clone();
    for entry in &journal.entries {
        journal.plan.apply(entry);
    }
    assert_eq!(journal.plan, before);
    assert_eq!(journal.plan.misfits.len(), 1);
    assert!(journal.plan.knows(change_id(3)) && !journal.plan.knows(change_id(4)));
}

#[test]
fn a_clock_that_runs_ahead_puts_nothing_in_the_future() {
    let mut journal = Journal::default();
    journal.fits(
        youth(),
        Change::NoteWritten {
            note: note(1),
            text: prose("Vandaag"),
        },
    );
    let mut early = journal.entries[0].clone();
    let late = early.recorded_at;
    early.id = change_id(9);
    early.authored_at = late + jiff::SignedDuration::from_hours(72);
    early.change = Change::NoteWritten {
        note: note(2),
        text: prose("Over drie dagen"),
    }
    .into();
    journal.plan.apply(&early);
    assert_eq!(journal.plan.notes[1].origin.at, late);
    assert_eq!(journal.plan.notes[1].text.versions()[0].at, late);
}

#[test]
fn a_viewers_number_tells_nothing_of_what_is_hidden() {
    let mut journal = Journal::default();
    journal.write_for(youth(), Audience::OnlyMe, add_goal(1, "Geheim"));
    journal.write(youth(), add_goal(2, "Automonteur worden"));
    let shown = journal.entries[1].clone().numbered(Seq::START.next());
    assert_eq!((shown.seq, shown.base), (Seq(1), Seq::START));
    assert_eq!(shown.change, journal.entries[1].change);
}
