//! What is put away is not lost, and can come back.

use super::{
    Journal, add_goal, add_step, change_id, coach, direction, goal, prose, step, today, youth,
};
use crate::journal::Audience::{Coaches, Everyone, OnlyMe};
use crate::journal::{ArchiveReason, ArchiveTarget, Change, Part};
use crate::plan::Unfit;

fn archive(target: ArchiveTarget, reason: ArchiveReason, text: Option<&str>) -> Change {
    Change::Archived {
        target,
        reason,
        text: text.map(prose),
    }
}

fn the_goal() -> ArchiveTarget {
    ArchiveTarget::Goal(goal(1))
}

fn journal() -> Journal {
    let mut journal = Journal::default();
    journal.fits(youth(), add_goal(1, "Kok worden"));
    journal.fits(youth(), add_step(1, 1, "Bellen"));
    journal.fits(coach(), add_step(2, 1, "Samen gaan"));
    journal
}

#[test]
fn a_goal_that_is_put_away_asks_for_nothing() {
    let mut journal = journal();
    assert_eq!(
        (journal.plan.open_steps(), journal.plan.open_proposals()),
        (1, 1)
    );
    journal.fits(
        youth(),
        archive(the_goal(), ArchiveReason::Later, Some("Eerst rust")),
    );
    let plan = &journal.plan;
    assert!(plan.next_step(today()).is_none());
    assert_eq!((plan.open_steps(), plan.open_proposals()), (0, 0));
    let kept = plan.goals[0].archived().unwrap();
    assert_eq!(kept.reason, ArchiveReason::Later);
    assert_eq!(
        kept.text.as_ref().unwrap().shown().unwrap().as_str(),
        "Eerst rust"
    );
}

#[test]
fn it_comes_back_as_it_was_and_the_reason_stays_readable() {
    let mut journal = journal();
    let before = journal.plan.goals[0].clone();
    // Two phones that each put it away: one yes brings it back.
    journal.fits(
        youth(),
        archive(the_goal(), ArchiveReason::Later, Some("Eerst rust")),
    );
    journal.fits(youth(), archive(the_goal(), ArchiveReason::Changed, None));
    assert_eq!(
        journal.plan.goals[0].archived().unwrap().reason,
        ArchiveReason::Changed
    );
    journal.fits(youth(), Change::BroughtBack { target: the_goal() });
    let plan = &journal.plan;
    let goal = &plan.goals[0];
    assert!(goal.archived().is_none());
    assert_eq!((&goal.steps, &goal.title), (&before.steps, &before.title));
    assert_eq!(plan.next_step(today()).unwrap().1.id, step(1));
    assert!(serde_json::to_string(plan).unwrap().contains("Eerst rust"));
    journal.fits(youth(), archive(the_goal(), ArchiveReason::Reached, None));
    assert_eq!(
        journal.plan.goals[0].archived().unwrap().reason,
        ArchiveReason::Reached
    );
}

#[test]
fn only_the_youth_puts_away_and_only_what_is_there() {
    let mut journal = journal();
    for change in [
        archive(the_goal(), ArchiveReason::Reached, None),
        Change::BroughtBack { target: the_goal() },
    ] {
        assert_eq!(journal.plan.admits(coach(), &change), Err(Unfit::YouthOnly));
    }
    for nowhere in [
        ArchiveTarget::Goal(goal(9)),
        ArchiveTarget::Direction(direction(1)),
    ] {
        let change = archive(nowhere, ArchiveReason::Reached, Some("Weg"));
        assert_eq!(journal.plan.admits(youth(), &change), Err(Unfit::Missing));
        journal.write(youth(), change);
    }
    assert_eq!(journal.plan.misfits.len(), 2);
}

#[test]
fn who_sees_the_goal_sees_that_it_is_put_away_and_words_may_be_for_fewer() {
    for audience in [Everyone, Coaches, OnlyMe] {
        let mut journal = Journal::default();
        journal.write_for(youth(), audience, add_goal(1, "Kok"));
        for chosen in [Everyone, Coaches, OnlyMe] {
            let away = |text| archive(the_goal(), ArchiveReason::Later, text);
            let plan = &journal.plan;
            assert_eq!(plan.audience_for(&away(None), chosen), audience);
            assert_eq!(
                plan.audience_for(&away(Some("Thuis")), chosen),
                audience.max(chosen)
            );
            let back = Change::BroughtBack { target: the_goal() };
            assert_eq!(plan.audience_for(&back, chosen), audience);
        }
    }
}

#[test]
fn the_words_of_a_reason_can_go() {
    let mut journal = journal();
    let away = journal.fits(
        youth(),
        archive(the_goal(), ArchiveReason::Later, Some("spijt")),
    );
    journal.fits(
        youth(),
        Change::TextRemoved {
            change: change_id(away),
            part: Part::Goals,
        },
    );
    assert!(
        !serde_json::to_string(&journal.plan)
            .unwrap()
            .contains("spijt")
    );
    assert!(journal.plan.goals[0].archived().is_some());
}
