//! What success means, what I still want to learn, and when I want to be left alone.

use super::{Journal, change_id, coach, day, edit, prose, today, wish, youth};
use crate::journal::Audience::{Everyone, OnlyMe};
use crate::journal::{Change, Part, Rhythm, TextField};
use crate::plan::Unfit;

fn success(text: &str) -> Change {
    Change::SuccessDefined { text: prose(text) }
}

fn add_wish(number: u128, text: &str) -> Change {
    Change::WishAdded {
        wish: wish(number),
        text: prose(text),
    }
}

fn pause(until: &str) -> Change {
    Change::PauseSet { until: day(until) }
}

#[test]
fn success_has_versions_like_the_stip() {
    let mut journal = Journal::default();
    let phone = journal.fits(youth(), success("Rustig slapen"));
    let tablet = journal.fits(youth(), success("Een eigen sleutel"));
    assert!(journal.plan.success.in_conflict());
    journal.fits(
        youth(),
        edit(TextField::Success, "Allebei", &[phone, tablet]),
    );
    assert!(!journal.plan.success.in_conflict());
    assert_eq!(journal.plan.success.shown().unwrap().as_str(), "Allebei");
    let secret = journal.write_for(youth(), OnlyMe, edit(TextField::Success, "Weg", &[]));
    let grown = edit(TextField::Success, "Ver weg", &[secret]);
    assert_eq!(journal.plan.audience_for(&grown, Everyone), OnlyMe);
}

#[test]
fn a_wish_is_made_written_anew_and_taken_away() {
    let mut journal = Journal::default();
    let made = journal.fits(youth(), add_wish(1, "Lassen"));
    assert_eq!(
        journal.plan.admits(youth(), &add_wish(1, "Koken")),
        Err(Unfit::Taken)
    );
    let field = TextField::Wish(wish(1));
    journal.fits(youth(), edit(field, "Leren lassen", &[made]));
    assert_eq!(
        journal
            .plan
            .wish(wish(1))
            .unwrap()
            .text
            .shown()
            .unwrap()
            .as_str(),
        "Leren lassen"
    );
    let nowhere = edit(TextField::Wish(wish(2)), "Koken", &[]);
    assert_eq!(journal.plan.admits(youth(), &nowhere), Err(Unfit::Missing));
    for version in [made, made + 1] {
        let change = Change::TextRemoved {
            change: change_id(version),
            part: Part::Wishes,
        };
        journal.fits(youth(), change);
    }
    assert!(
        !serde_json::to_string(&journal.plan)
            .unwrap()
            .contains("assen")
    );
}

#[test]
fn a_pause_ends_on_its_day_or_when_the_youth_says_so() {
    let mut journal = Journal::default();
    assert_eq!(journal.plan.contact.paused_until(today()), None);
    journal.fits(youth(), pause("2026-11-24"));
    assert_eq!(journal.plan.contact.paused_until(today()), Some(today()));
    assert_eq!(journal.plan.contact.paused_until(today().plus(1)), None);
    journal.fits(youth(), pause("2026-12-24"));
    assert_eq!(
        journal.plan.contact.paused_until(today()),
        Some(day("2026-12-24"))
    );
    journal.fits(youth(), Change::PauseEnded {});
    journal.fits(youth(), Change::PauseEnded {});
    assert_eq!(journal.plan.contact.paused_until(today()), None);
    journal.fits(
        youth(),
        Change::RhythmSet {
            rhythm: Rhythm::WhenIAsk,
        },
    );
    assert_eq!(journal.plan.contact.rhythm, Some(Rhythm::WhenIAsk));
}

#[test]
fn no_coach_speaks_for_the_youth_here() {
    let mut journal = Journal::default();
    journal.fits(youth(), add_wish(1, "Lassen"));
    let own = [
        success("Werk"),
        add_wish(2, "Koken"),
        edit(TextField::Wish(wish(1)), "Koken", &[]),
        edit(TextField::Success, "Werk", &[]),
        pause("2026-12-24"),
        Change::PauseEnded {},
        Change::RhythmSet {
            rhythm: Rhythm::Weekly,
        },
    ];
    for change in own {
        assert_eq!(journal.plan.admits(coach(), &change), Err(Unfit::YouthOnly));
        assert_eq!(journal.plan.admits(youth(), &change), Ok(()));
    }
}

#[test]
fn who_was_away_is_welcomed_back_until_the_first_word() {
    let at = |days: i64| {
        let start = jiff::Timestamp::from_second(1_790_000_000).unwrap();
        start + jiff::SignedDuration::from_hours(24 * days)
    };
    let mut journal = Journal::default();
    let entry = |journal: &Journal, days, author| {
        let mut entry = journal.entries[0].clone();
        entry.id = crate::id::ChangeId::mint(at(days), [1; 10]);
        entry.author = author;
        entry.change = success("Rust").into();
        entry
    };
    // Nobody is welcomed back who was never here.
    assert!(!journal.plan.was_away(at(400)));
    journal.write(coach(), success("Niet van mij"));
    assert!(!journal.plan.was_away(at(400)));
    let first = entry(&journal, 0, youth());
    journal.plan.apply(&first);
    assert!(!journal.plan.was_away(at(21)));
    assert!(journal.plan.was_away(at(22)));
    let of_coach = entry(&journal, 22, coach());
    journal.plan.apply(&of_coach);
    assert!(journal.plan.was_away(at(23)));
    let back = entry(&journal, 23, youth());
    journal.plan.apply(&back);
    assert!(!journal.plan.was_away(at(23)));
}
