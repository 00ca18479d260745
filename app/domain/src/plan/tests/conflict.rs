//! Two texts in one place: nothing is lost, a person chooses.

use super::{Journal, add_goal, change_id, coach, edit, goal, prose, youth};
use crate::journal::{Change, TextField};
use crate::plan::Text;

fn standing(text: &Text) -> Vec<&str> {
    text.standing()
        .filter_map(|version| Some(version.prose.kept()?.as_str()))
        .collect()
}

fn shown(text: &Text) -> Option<&str> {
    text.shown().map(crate::words::Words::as_str)
}

#[test]
fn an_edit_takes_the_place_of_what_its_author_saw() {
    let mut journal = Journal::default();
    let first = journal.fits(youth(), add_goal(1, "Monteur"));
    let second = journal.fits(
        youth(),
        edit(TextField::Goal(goal(1)), "Automonteur", &[first]),
    );
    let title = &journal.plan.goals[0].title;
    assert_eq!(standing(title), ["Automonteur"]);
    assert!(!title.in_conflict());
    assert_eq!(title.versions().len(), 2);
    assert_eq!(title.replaceable(), [change_id(second)]);
}

#[test]
fn two_edits_of_one_version_stand_side_by_side_until_a_person_chooses() {
    let mut journal = Journal::default();
    let first = journal.fits(youth(), add_goal(1, "Monteur"));
    let phone = journal.fits(
        youth(),
        edit(TextField::Goal(goal(1)), "Automonteur", &[first]),
    );
    let tablet = journal.fits(
        youth(),
        edit(TextField::Goal(goal(1)), "Fietsenmaker", &[first]),
    );
    let title = &journal.plan.goals[0].title;
    assert!(title.in_conflict());
    assert_eq!(standing(title), ["Automonteur", "Fietsenmaker"]);
    assert_eq!(shown(title), Some("Fietsenmaker"));
    assert_eq!(title.replaceable(), [change_id(phone), change_id(tablet)]);

    journal.fits(
        youth(),
        edit(TextField::Goal(goal(1)), "Automonteur", &[phone, tablet]),
    );
    let title = &journal.plan.goals[0].title;
    assert!(!title.in_conflict());
    assert_eq!(standing(title), ["Automonteur"]);
    assert_eq!(title.versions().len(), 4);
}

#[test]
fn choosing_without_having_seen_a_third_keeps_the_third() {
    let mut journal = Journal::default();
    let first = journal.fits(youth(), add_goal(1, "a"));
    let field = TextField::Goal(goal(1));
    let one = journal.fits(youth(), edit(field, "b", &[first]));
    let two = journal.fits(youth(), edit(field, "c", &[first]));
    journal.fits(youth(), edit(field, "d", &[first]));
    journal.fits(youth(), edit(field, "b", &[one, two]));
    assert_eq!(standing(&journal.plan.goals[0].title), ["d", "b"]);
}

#[test]
fn two_first_stips_stay_both() {
    let mut journal = Journal::default();
    for stip in ["Kok", "Bakker"] {
        journal.fits(
            youth(),
            Change::HorizonSet {
                stip: prose(stip),
                why: Some(prose("Leuk")),
            },
        );
    }
    assert_eq!(standing(&journal.plan.horizon.stip), ["Kok", "Bakker"]);
    assert!(journal.plan.horizon.why.in_conflict());
    assert!(journal.plan.misfits.is_empty());
}

#[test]
fn a_stip_may_come_by_an_edit_too() {
    let mut journal = Journal::default();
    assert!(journal.plan.horizon.stip.is_empty());
    assert_eq!(shown(&journal.plan.horizon.stip), None);
    journal.fits(youth(), edit(TextField::Why, "Omdat ik dat wil", &[]));
    assert_eq!(shown(&journal.plan.horizon.why), Some("Omdat ik dat wil"));
}

#[test]
fn naming_versions_of_another_text_replaces_nothing() {
    let mut journal = Journal::default();
    journal.fits(youth(), add_goal(1, "Monteur"));
    let other = journal.fits(youth(), add_goal(2, "Wonen"));
    journal.fits(youth(), edit(TextField::Goal(goal(1)), "Kok", &[other, 99]));
    assert_eq!(standing(&journal.plan.goals[0].title), ["Monteur", "Kok"]);
    assert_eq!(standing(&journal.plan.goals[1].title), ["Wonen"]);
}

#[test]
fn a_coach_and_the_youth_may_differ_about_a_proposal() {
    let mut journal = Journal::default();
    let first = journal.fits(coach(), add_goal(1, "Praktijkdiploma"));
    journal.fits(
        coach(),
        edit(TextField::Goal(goal(1)), "Deelcertificaat", &[first]),
    );
    journal.fits(
        youth(),
        edit(TextField::Goal(goal(1)), "Een papiertje halen", &[first]),
    );
    assert_eq!(
        standing(&journal.plan.goals[0].title),
        ["Deelcertificaat", "Een papiertje halen"]
    );
}
