//! Who does a step, when, and whether it takes courage.

use super::{
    Journal, add_goal, add_step, coach, day, goal, other_coach, set_step, step, today, youth,
};
use crate::journal::{Answer, Change, Doer, LifeDomain, ProposalTarget, StepState, When};
use crate::plan::{Step, Unfit};

fn arrange(number: u128, doer: Option<Doer>, when: Option<When>, daring: Option<bool>) -> Change {
    Change::StepArranged {
        step: step(number),
        doer,
        when,
        daring,
    }
}

fn on(number: u128, typed: &str) -> Change {
    arrange(number, None, Some(When::On(day(typed))), None)
}

fn first(journal: &Journal) -> &Step {
    &journal.plan.goals[0].steps[0]
}

fn journal() -> Journal {
    let mut journal = Journal::default();
    journal.fits(youth(), add_goal(1, "Kok worden"));
    for (number, title) in [(1, "Bellen"), (2, "Langsgaan"), (3, "Meelopen")] {
        journal.fits(youth(), add_step(number, 1, title));
    }
    journal
}

#[test]
fn what_is_left_out_stays_as_it_is() {
    let mut journal = journal();
    journal.fits(
        youth(),
        arrange(1, Some(Doer::Coach), Some(When::On(today())), Some(true)),
    );
    journal.fits(youth(), arrange(1, None, None, None));
    let step = first(&journal);
    assert_eq!(
        (step.doer, step.day, step.daring),
        (Doer::Coach, Some(today()), true)
    );
    // Two phones that change different things do not undo each other.
    journal.fits(youth(), arrange(1, None, Some(When::Open), None));
    journal.fits(youth(), arrange(1, Some(Doer::School), None, None));
    journal.fits(youth(), arrange(1, None, None, Some(false)));
    let step = first(&journal);
    assert_eq!(
        (step.doer, step.day, step.daring),
        (Doer::School, None, false)
    );
}

#[test]
fn a_coach_arranges_an_idea_of_the_coach_and_nothing_else() {
    let mut journal = journal();
    let daring = |number| arrange(number, None, None, Some(true));
    assert_eq!(
        journal.plan.admits(coach(), &daring(1)),
        Err(Unfit::AuthorOnly)
    );
    journal.fits(coach(), add_step(4, 1, "Samen gaan"));
    journal.fits(coach(), daring(4));
    assert_eq!(
        journal.plan.admits(other_coach(), &daring(4)),
        Err(Unfit::AuthorOnly)
    );
    let yes = Change::ProposalAnswered {
        target: ProposalTarget::Step(step(4)),
        answer: Answer::Accepted,
    };
    journal.fits(youth(), yes);
    assert_eq!(
        journal.plan.admits(coach(), &daring(4)),
        Err(Unfit::YouthOnly)
    );
    journal.fits(youth(), arrange(4, None, None, Some(false)));
    assert_eq!(
        journal.plan.admits(youth(), &daring(9)),
        Err(Unfit::Missing)
    );

    let money = Change::GoalDomainSet {
        goal: goal(1),
        domain: Some(LifeDomain::Money),
    };
    assert_eq!(journal.plan.admits(coach(), &money), Err(Unfit::AuthorOnly));
    journal.fits(youth(), money);
    assert_eq!(journal.plan.goals[0].domain, Some(LifeDomain::Money));
}

#[test]
fn the_next_step_is_one_of_mine_and_what_has_its_day_comes_first() {
    let mut journal = journal();
    let next = |journal: &Journal| journal.plan.next_step(today()).map(|(_, found)| found.id);
    // A later day waits for it.
    journal.fits(youth(), on(1, "2026-12-01"));
    assert_eq!(next(&journal), Some(step(2)));
    // What was begun comes before what was not; what has its day before both.
    journal.fits(youth(), set_step(2, StepState::Doing));
    journal.fits(youth(), on(3, "2026-11-24"));
    assert_eq!(next(&journal), Some(step(3)));
    journal.fits(youth(), on(1, "2026-11-20"));
    assert_eq!(next(&journal), Some(step(1)));
    // What somebody else does is not mine to do.
    journal.fits(youth(), arrange(1, Some(Doer::Coach), None, None));
    assert_eq!(next(&journal), Some(step(3)));
    journal.fits(youth(), set_step(3, StepState::Done));
    assert_eq!(next(&journal), Some(step(2)));
    journal.fits(youth(), set_step(2, StepState::Dropped));
    assert_eq!(next(&journal), None);
    assert_eq!(journal.plan.open_steps(), 1);
    // Only what comes later is left: then that is it, the soonest first.
    journal.fits(
        youth(),
        arrange(1, Some(Doer::Me), Some(When::On(day("2026-12-03"))), None),
    );
    journal.fits(youth(), set_step(3, StepState::Todo));
    journal.fits(youth(), on(3, "2026-12-02"));
    assert_eq!(next(&journal), Some(step(3)));
}
