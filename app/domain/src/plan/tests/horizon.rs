//! "Ik weet het nog niet", and more than one direction.

use super::{Journal, change_id, coach, direction, edit, prose, youth};
use crate::journal::Audience::{Everyone, OnlyMe};
use crate::journal::{ArchiveReason, ArchiveTarget, Change, Part, TextField};
use crate::plan::Unfit;

fn add(number: u128, text: &str) -> Change {
    Change::DirectionAdded {
        direction: direction(number),
        text: prose(text),
    }
}

fn stip(text: &str) -> Change {
    Change::HorizonSet {
        stip: prose(text),
        why: None,
    }
}

#[test]
fn not_knowing_yet_is_an_answer_and_so_is_knowing_after_all() {
    let mut journal = Journal::default();
    assert!(!journal.plan.horizon.open);
    journal.fits(youth(), Change::HorizonLeftOpen {});
    assert!(journal.plan.horizon.open && journal.plan.horizon.stip.is_empty());
    let first = journal.fits(youth(), stip("Kok worden"));
    assert!(!journal.plan.horizon.open);
    // What was written before stays readable.
    journal.fits(youth(), Change::HorizonLeftOpen {});
    assert!(journal.plan.horizon.open);
    assert_eq!(
        journal.plan.horizon.stip.shown().unwrap().as_str(),
        "Kok worden"
    );
    journal.fits(youth(), edit(TextField::Why, "Warm eten", &[]));
    assert!(journal.plan.horizon.open);
    journal.fits(youth(), edit(TextField::Stip, "Bakker worden", &[first]));
    assert!(!journal.plan.horizon.open);
}

#[test]
fn directions_stand_side_by_side_until_one_is_put_away() {
    let mut journal = Journal::default();
    let first = journal.fits(youth(), add(1, "Kok"));
    journal.fits(youth(), add(2, "Buschauffeur"));
    assert_eq!(
        journal.plan.admits(youth(), &add(1, "Bakker")),
        Err(Unfit::Taken)
    );
    journal.fits(
        youth(),
        edit(TextField::Direction(direction(1)), "Bakker", &[first]),
    );
    journal.fits(
        youth(),
        Change::Archived {
            target: ArchiveTarget::Direction(direction(2)),
            reason: ArchiveReason::NotMine,
            text: None,
        },
    );
    let directions = journal.plan.horizon.directions.iter();
    let open: Vec<_> = directions
        .filter(|known| known.archived().is_none())
        .map(|known| known.text.shown().unwrap().as_str())
        .collect();
    assert_eq!(open, ["Bakker"]);
    assert_eq!(journal.plan.horizon.directions.len(), 2);
}

#[test]
fn a_direction_is_the_youths_and_as_private_as_it_was_made() {
    let mut journal = Journal::default();
    let own = [
        add(1, "Kok"),
        Change::HorizonLeftOpen {},
        edit(TextField::Stip, "Kok", &[]),
    ];
    for change in own {
        assert_eq!(journal.plan.admits(coach(), &change), Err(Unfit::YouthOnly));
        assert_eq!(change.part(), Part::Horizon);
    }
    let made = journal.write_for(youth(), OnlyMe, add(1, "Weg van hier"));
    let grown = edit(TextField::Direction(direction(1)), "Ver weg", &[made]);
    assert_eq!(journal.plan.admits(coach(), &grown), Err(Unfit::YouthOnly));
    assert_eq!(journal.plan.audience_for(&grown, Everyone), OnlyMe);
    let back = Change::BroughtBack {
        target: ArchiveTarget::Direction(direction(1)),
    };
    assert_eq!(journal.plan.audience_for(&back, Everyone), OnlyMe);
    journal.fits(
        youth(),
        Change::TextRemoved {
            change: change_id(made),
            part: Part::Horizon,
        },
    );
    assert!(journal.plan.horizon.directions[0].text.shown().is_none());
}
