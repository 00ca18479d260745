//! What a coach adds is real when the youth says yes, and not before.

use super::{Journal, add_goal, add_step, coach, edit, goal, other_coach, step, youth};
use crate::journal::{Answer, Change, ProposalTarget, TextField};
use crate::plan::{Standing, Unfit};

fn answer(target: ProposalTarget, answer: Answer) -> Change {
    Change::ProposalAnswered { target, answer }
}

#[test]
fn it_waits_for_the_youth() {
    let mut journal = Journal::default();
    journal.fits(coach(), add_goal(1, "Rijbewijs"));
    journal.fits(coach(), add_step(1, 1, "Theorie oefenen"));
    assert_eq!(journal.plan.goals[0].standing, Standing::Proposed);
    assert_eq!(journal.plan.open_proposals(), 2);
    assert!(journal.plan.next_step(super::today()).is_none());
    assert_eq!(journal.plan.open_steps(), 0);

    journal.fits(
        youth(),
        answer(ProposalTarget::Goal(goal(1)), Answer::Accepted),
    );
    assert_eq!(journal.plan.open_proposals(), 1);
    assert!(journal.plan.next_step(super::today()).is_none());
    journal.fits(
        youth(),
        answer(ProposalTarget::Step(step(1)), Answer::Accepted),
    );
    assert_eq!(journal.plan.open_proposals(), 0);
    assert_eq!(
        journal
            .plan
            .next_step(super::today())
            .map(|(_, found)| found.id),
        Some(step(1))
    );
}

#[test]
fn a_no_can_become_a_yes_and_back() {
    let mut journal = Journal::default();
    journal.fits(coach(), add_goal(1, "Rijbewijs"));
    journal.fits(coach(), add_step(1, 1, "Theorie oefenen"));
    journal.fits(
        youth(),
        answer(ProposalTarget::Goal(goal(1)), Answer::Declined),
    );
    // A step of a goal that was declined is no question any more.
    assert_eq!(journal.plan.open_proposals(), 0);
    journal.fits(
        youth(),
        answer(ProposalTarget::Goal(goal(1)), Answer::Accepted),
    );
    assert_eq!(journal.plan.goals[0].standing, Standing::Real);
    journal.fits(
        youth(),
        answer(ProposalTarget::Goal(goal(1)), Answer::Declined),
    );
    assert_eq!(journal.plan.goals[0].standing, Standing::Declined);
    assert!(journal.plan.next_step(super::today()).is_none());
}

#[test]
fn nobody_else_says_yes() {
    let mut journal = Journal::default();
    journal.fits(coach(), add_goal(1, "Rijbewijs"));
    let yes = answer(ProposalTarget::Goal(goal(1)), Answer::Accepted);
    for somebody in [coach(), other_coach()] {
        assert_eq!(journal.plan.admits(somebody, &yes), Err(Unfit::YouthOnly));
        journal.write(somebody, yes.clone());
    }
    assert_eq!(journal.plan.goals[0].standing, Standing::Proposed);
    assert_eq!(journal.plan.misfits.len(), 2);
}

#[test]
fn what_the_youth_wrote_is_no_proposal() {
    let mut journal = Journal::default();
    journal.fits(youth(), add_goal(1, "Rijbewijs"));
    journal.fits(youth(), add_step(1, 1, "Theorie oefenen"));
    for target in [
        ProposalTarget::Goal(goal(1)),
        ProposalTarget::Step(step(1)),
        ProposalTarget::Goal(goal(9)),
        ProposalTarget::Step(step(9)),
    ] {
        let no = answer(target, Answer::Declined);
        assert_eq!(journal.plan.admits(youth(), &no), Err(Unfit::Missing));
    }
}

#[test]
fn what_was_agreed_stays_what_was_agreed() {
    let mut journal = Journal::default();
    let first = journal.fits(coach(), add_goal(1, "Een ochtend meelopen"));
    let field = TextField::Goal(goal(1));
    let second = journal.fits(coach(), edit(field, "Twee ochtenden meelopen", &[first]));
    let sly = edit(field, "Vijf dagen werken", &[second]);
    assert_eq!(
        journal.plan.admits(other_coach(), &sly),
        Err(Unfit::AuthorOnly)
    );
    journal.fits(
        youth(),
        answer(ProposalTarget::Goal(goal(1)), Answer::Accepted),
    );
    assert_eq!(journal.plan.admits(coach(), &sly), Err(Unfit::YouthOnly));

    journal.write(coach(), sly);
    let title = &journal.plan.goals[0].title;
    assert_eq!(
        title.shown().map(crate::words::Words::as_str),
        Some("Twee ochtenden meelopen")
    );
    assert!(!title.in_conflict());

    let step_field = TextField::Step(step(1));
    journal.fits(youth(), add_step(1, 1, "Bellen"));
    assert_eq!(
        journal
            .plan
            .admits(coach(), &edit(step_field, "Mailen", &[])),
        Err(Unfit::AuthorOnly)
    );
}
