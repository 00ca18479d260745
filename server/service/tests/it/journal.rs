//! Recording: what is taken, what is not, what follows from it.

use contract::{Outcome, ProblemCode};
use domain::id::{CheerId, GoalId, NoteId, StepId, WinId};
use domain::journal::{
    Answer as Reply, Audience, Change, ProposalTarget, Seq, StepState, TextField,
};
use domain::plan::Standing;
use jiff::SignedDuration;

use crate::house::{House, Tested, after, prose};

#[tokio::test]
async fn the_same_change_twice_is_recorded_once() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let win = Change::WinLogged {
        win: WinId::from_uuid(house.id()),
        text: prose("op tijd")?,
        feeling: None,
    };
    let entry = house.entry(win, Audience::Everyone);
    let id = entry.id;
    let twice = vec![entry.clone(), entry.clone()];
    let outcomes = house.send(&youth, plan, twice).await?;
    assert_eq!(
        outcomes,
        [Outcome::Recorded { id }, Outcome::Duplicate { id }]
    );
    assert_eq!(
        house.send(&youth, plan, vec![entry]).await?,
        [Outcome::Duplicate { id }]
    );
    let reply = house.stip.entries(&youth, plan, Seq::START).await?;
    assert_eq!((reply.entries.len(), reply.cursor), (1, Seq(1)));
    Ok(())
}

/// The reply was lost, the youth wrote on, and the device sent the longer text under the first id.
#[tokio::test]
async fn other_words_under_a_used_id_are_refused_and_change_nothing() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let note = NoteId::from_uuid(house.id());
    let says = |text| -> crate::house::Answer<Change> {
        let text = prose(text)?;
        Ok(Change::NoteWritten { note, text })
    };
    let first = house.entry(says("ik heb gebeld")?, Audience::Everyone);
    let id = first.id;
    let longer = domain::journal::NewEntry {
        change: says("ik heb gebeld en zij komt")?,
        ..first.clone()
    };
    let refused = Outcome::Refused {
        id,
        code: ProblemCode::Unfit,
    };
    // In the same request, where the first is not in the journal yet, and in a later one.
    let both = vec![first.clone(), longer.clone()];
    let outcomes = house.send(&youth, plan, both).await?;
    assert_eq!(outcomes, [Outcome::Recorded { id }, refused.clone()]);
    let mut hidden = first.clone();
    hidden.audience = Audience::OnlyMe;
    assert_eq!(
        house.send(&youth, plan, vec![longer, hidden]).await?,
        [refused.clone(), refused],
        "what the coach sees is not taken for what only the youth does"
    );
    let mut later = first.clone();
    later.base = Seq(1);
    assert_eq!(
        house.send(&youth, plan, vec![later]).await?,
        [Outcome::Duplicate { id }],
        "when it was sent says nothing about what it is"
    );
    let reply = house.stip.entries(&youth, plan, Seq::START).await?;
    let [kept] = reply.entries.as_slice() else {
        return Err("one entry".into());
    };
    assert_eq!(kept.change, first.change.into());
    Ok(())
}

#[tokio::test]
async fn an_id_of_another_plan_is_refused_and_the_rest_goes_on() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (one, first) = house.youth(&coach, "Noor").await?;
    let (two, second) = house.youth(&coach, "Bram").await?;
    let note = |text| -> crate::house::Answer<Change> {
        Ok(Change::NoteWritten {
            note: NoteId::from_uuid(house.id()),
            text: prose(text)?,
        })
    };
    let taken = house.write(&one, first, note("van Noor")?).await?;
    let mut stolen = house.entry(note("van Bram")?, Audience::Everyone);
    stolen.id = taken;
    let fresh = house.entry(note("ook van Bram")?, Audience::Everyone);
    let outcomes = house
        .send(&two, second, vec![stolen, fresh.clone()])
        .await?;
    let expected = [
        Outcome::Refused {
            id: taken,
            code: ProblemCode::Unfit,
        },
        Outcome::Recorded { id: fresh.id },
    ];
    assert_eq!(outcomes, expected);
    let view = house.stip.plan_view(&two, second).await?;
    assert_eq!(view.plan.notes.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_plan_of_somebody_else_is_not_there() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let stranger = house.coach("b@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let (other, _) = house.youth(&stranger, "Bram").await?;
    let missing = domain::id::PlanId::from_uuid(house.id());
    for (who, plan) in [(&stranger, plan), (&other, plan), (&youth, missing)] {
        let entry = house.entry(
            Change::NoteWritten {
                note: NoteId::from_uuid(house.id()),
                text: prose("x")?,
            },
            Audience::Everyone,
        );
        let request = contract::ChangesRequest {
            changes: vec![entry],
        };
        let refused = [
            house.stip.record(who, plan, &request).await.err(),
            house.stip.plan_view(who, plan).await.err(),
            house.stip.entries(who, plan, Seq::START).await.err(),
            house.stip.deliveries(who, plan).await.err(),
        ];
        for error in refused {
            assert_eq!(error.map(|e| e.code()), Some(ProblemCode::NotFound));
        }
        assert_eq!(house.stip.visible_cursor(who, plan).await?, None);
    }
    Ok(())
}

#[tokio::test]
async fn a_proposal_becomes_real_when_the_youth_says_yes() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let goal = GoalId::from_uuid(house.id());
    let step = StepId::from_uuid(house.id());
    let add_goal = Change::GoalAdded {
        goal,
        title: prose("werk")?,
        domain: None,
    };
    house.write(&youth, plan, add_goal).await?;
    house
        .write(
            &coach,
            plan,
            Change::StepAdded {
                step,
                goal,
                title: prose("bel de garage")?,
            },
        )
        .await?;
    let line = house.stip.caseload(&coach).await?.lines.remove(0);
    assert_eq!((line.open_steps, line.open_proposals), (0, 1));
    let target = ProposalTarget::Step(step);
    let yes = Change::ProposalAnswered {
        target,
        answer: Reply::Accepted,
    };
    let by_coach = house.entry(yes.clone(), Audience::Everyone);
    let (id, code) = (by_coach.id, ProblemCode::Unfit);
    assert_eq!(
        house.send(&coach, plan, vec![by_coach]).await?,
        [Outcome::Refused { id, code }]
    );
    house.write(&youth, plan, yes).await?;
    let view = house.stip.plan_view(&coach, plan).await?;
    assert_eq!(
        view.plan.step(step).map(|(_, step)| step.standing),
        Some(Standing::Real)
    );
    house
        .write(
            &youth,
            plan,
            Change::StepStateSet {
                step,
                state: StepState::Done,
            },
        )
        .await?;
    let line = house.stip.caseload(&coach).await?.lines.remove(0);
    assert_eq!(
        (line.open_steps, line.open_proposals, line.something_new),
        (0, 0, true)
    );
    house.stip.plan_view(&coach, plan).await?;
    assert!(
        !house
            .stip
            .caseload(&coach)
            .await?
            .lines
            .remove(0)
            .something_new
    );
    Ok(())
}

#[tokio::test]
async fn two_texts_on_the_same_base_both_stay() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let goal = GoalId::from_uuid(house.id());
    let first = house
        .write(
            &youth,
            plan,
            Change::GoalAdded {
                goal,
                title: prose("werk")?,
                domain: None,
            },
        )
        .await?;
    // Two phones of the youth, each of which had seen the first text only.
    for text in ["werk in een garage", "werk met auto's"] {
        let field = TextField::Goal(goal);
        let edit = Change::TextEdited {
            field,
            text: prose(text)?,
            replaces: vec![first],
        };
        house.write(&youth, plan, edit).await?;
    }
    let view = house.stip.plan_view(&youth, plan).await?;
    let title = &view.plan.goal(goal).ok_or("no goal")?.title;
    assert!(title.in_conflict());
    assert_eq!(title.versions().len(), 3);
    assert_eq!(view.plan, house.stip.plan_view(&coach, plan).await?.plan);
    Ok(())
}

#[tokio::test]
async fn bad_requests_are_named_and_a_wrong_clock_does_no_harm() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let win = |text: &str| -> crate::house::Answer<Change> {
        Ok(Change::WinLogged {
            win: WinId::from_uuid(house.id()),
            text: prose(text)?,
            feeling: None,
        })
    };
    let error = house
        .stip
        .record(
            &youth,
            plan,
            &contract::ChangesRequest {
                changes: Vec::new(),
            },
        )
        .await
        .err();
    assert_eq!(error.map(|e| e.code()), Some(ProblemCode::Invalid));
    let entry = house.entry(win("veel")?, Audience::Everyone);
    let many = contract::ChangesRequest {
        changes: vec![entry.clone(); 201],
    };
    let error = house.stip.record(&youth, plan, &many).await.err();
    assert_eq!(error.map(|e| e.code()), Some(ProblemCode::Invalid));

    let mut early = entry;
    early.authored_at = after(
        service::Clock::now(house.clock.as_ref()),
        SignedDuration::from_hours(72),
    )?;
    house.send(&youth, plan, vec![early]).await?;
    let view = house.stip.plan_view(&youth, plan).await?;
    assert_eq!(
        view.plan.wins.first().map(|win| win.origin.at),
        Some(view.now)
    );

    // The youth may give no cheer, the coach log no win; nobody may write words that are not there.
    let cheer = Change::CheerGiven {
        cheer: CheerId::from_uuid(house.id()),
        text: prose("top")?,
        win: None,
    };
    let empty = Change::NoteWritten {
        note: NoteId::from_uuid(house.id()),
        text: domain::words::Prose::Removed,
    };
    for (who, change, code) in [
        (&youth, cheer, ProblemCode::NotFound),
        (&coach, win("van mij")?, ProblemCode::NotFound),
        (&youth, empty, ProblemCode::Invalid),
    ] {
        let entry = house.entry(change, Audience::Everyone);
        let id = entry.id;
        assert_eq!(
            house.send(who, plan, vec![entry]).await?,
            [Outcome::Refused { id, code }]
        );
    }
    Ok(())
}
