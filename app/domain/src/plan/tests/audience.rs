//! Who sees a change about something that is there already.

use super::{
    Journal, add_goal, add_step, change_id, cheer, coach, edit, goal, prose, set_step, step, win,
    youth,
};
use crate::journal::Audience::{Coaches, Everyone, OnlyMe};
use crate::journal::{Answer, Change, Part, ProposalTarget, StepState, TextField};

#[test]
fn something_new_is_for_whom_its_author_chose() {
    let journal = Journal::default();
    for chosen in [Everyone, Coaches, OnlyMe] {
        assert_eq!(
            journal.plan.audience_for(&add_goal(1, "Kok"), chosen),
            chosen
        );
        assert_eq!(
            journal
                .plan
                .audience_for(&edit(TextField::Stip, "Kok", &[]), chosen),
            chosen
        );
    }
    assert_eq!(
        journal.plan.inherited_audience(&add_step(1, 1, "Bellen")),
        None
    );
}

#[test]
fn what_belongs_to_a_goal_is_never_wider_than_the_goal() {
    for audience in [Everyone, Coaches, OnlyMe] {
        let mut journal = Journal::default();
        journal.write_for(youth(), audience, add_goal(1, "Kok"));
        journal.write_for(youth(), audience, add_step(1, 1, "Bellen"));
        for chosen in [Everyone, Coaches, OnlyMe] {
            let worded = [
                add_step(2, 1, "Langsgaan"),
                edit(TextField::Goal(goal(1)), "Bakker", &[]),
                edit(TextField::Step(step(1)), "Mailen", &[]),
            ];
            for change in worded {
                assert_eq!(
                    journal.plan.audience_for(&change, chosen),
                    audience.max(chosen)
                );
            }
            let wordless = [
                set_step(1, StepState::Done),
                Change::ProposalAnswered {
                    target: ProposalTarget::Goal(goal(1)),
                    answer: Answer::Accepted,
                },
                Change::ProposalAnswered {
                    target: ProposalTarget::Step(step(1)),
                    answer: Answer::Accepted,
                },
            ];
            for change in wordless {
                assert_eq!(journal.plan.audience_for(&change, chosen), audience);
            }
        }
    }
}

#[test]
fn whoever_saw_the_words_sees_that_they_are_gone() {
    for audience in [Everyone, Coaches, OnlyMe] {
        let mut journal = Journal::default();
        let entry = journal.write_for(youth(), audience, add_goal(1, "Kok"));
        let removal = Change::TextRemoved {
            change: change_id(entry),
            part: Part::Goals,
        };
        for chosen in [Everyone, Coaches, OnlyMe] {
            assert_eq!(journal.plan.audience_for(&removal, chosen), audience);
        }
    }
}

#[test]
fn what_grew_out_of_private_words_stays_private() {
    let mut journal = Journal::default();
    let first = journal.write(youth(), add_goal(1, "Kok"));
    let field = TextField::Goal(goal(1));
    let private = journal.write_for(youth(), OnlyMe, edit(field, "Weg van thuis", &[first]));
    assert_eq!(
        journal
            .plan
            .audience_for(&edit(field, "Weg", &[private]), Everyone),
        OnlyMe
    );
    assert_eq!(
        journal
            .plan
            .audience_for(&edit(field, "Kok", &[first]), Everyone),
        Everyone
    );

    let secret = journal.write_for(youth(), OnlyMe, edit(TextField::Stip, "Weg van thuis", &[]));
    let open = journal.write(youth(), edit(TextField::Stip, "Kok", &[]));
    let audience = |replaces: &[u128]| {
        journal
            .plan
            .audience_for(&edit(TextField::Stip, "Chef-kok", replaces), Everyone)
    };
    assert_eq!(audience(&[open]), Everyone);
    assert_eq!(audience(&[secret]), OnlyMe);
    assert_eq!(audience(&[open, secret]), OnlyMe);
}

#[test]
fn a_compliment_tells_nobody_of_a_win_that_they_may_not_see() {
    let mut journal = Journal::default();
    let logged = Change::WinLogged {
        win: win(1),
        text: prose("Gestopt"),
        feeling: None,
    };
    journal.write_for(youth(), Coaches, logged);
    let compliment = |win| Change::CheerGiven {
        cheer: cheer(1),
        text: prose("Knap"),
        win,
    };
    let audience = |about| journal.plan.audience_for(&compliment(about), Everyone);
    assert_eq!(audience(Some(win(1))), Coaches);
    assert_eq!(audience(None), Everyone);
    // Somebody who sees compliments but no wins still folds it.
    journal.write(coach(), compliment(Some(win(7))));
    assert!(journal.plan.misfits.is_empty());
}
