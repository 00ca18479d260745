//! What may not leave does not leave, and every look is written down.

use contract::ProblemCode;
use domain::id::{GoalId, NoteId, StepId, WinId};
use domain::journal::{Audience, Change, Part, Seq, TextField};
use jiff::SignedDuration;
use storage::Storage as _;

use crate::house::{Answer, House, Tested, holds, prose};

const CANARY: &str = "kanarie-alleen-voor-mij";

fn shown<T: serde::Serialize>(value: &T) -> Answer<String> {
    Ok(serde_json::to_string(value)?)
}

#[tokio::test]
async fn what_is_only_for_me_never_leaves() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let win = |text: &str| -> Answer<Change> {
        Ok(Change::WinLogged {
            win: WinId::from_uuid(house.id()),
            text: prose(text)?,
            feeling: None,
        })
    };
    house.write(&youth, plan, win("eerste")?).await?;
    house.stip.plan_view(&coach, plan).await?;
    let before = house.stip.caseload(&coach).await?;
    let (cursor, contact) = (
        house.stip.visible_cursor(&coach, plan).await?,
        before.lines[0].last_contact_at,
    );
    house.clock.advance(SignedDuration::from_hours(5));

    let goal = GoalId::from_uuid(house.id());
    let step = StepId::from_uuid(house.id());
    let stip = Change::HorizonSet {
        stip: prose(CANARY)?,
        why: Some(prose(CANARY)?),
    };
    house
        .write_for(&youth, plan, stip, Audience::OnlyMe)
        .await?;
    let add = Change::GoalAdded {
        goal,
        title: prose(CANARY)?,
        domain: None,
    };
    house.write_for(&youth, plan, add, Audience::OnlyMe).await?;
    // A step of a secret goal is secret, whatever the form said.
    house
        .write(
            &youth,
            plan,
            Change::StepAdded {
                step,
                goal,
                title: prose(CANARY)?,
            },
        )
        .await?;
    let note = Change::NoteWritten {
        note: NoteId::from_uuid(house.id()),
        text: prose(CANARY)?,
    };
    let note = house
        .write_for(&youth, plan, note, Audience::OnlyMe)
        .await?;

    assert_eq!(house.stip.visible_cursor(&coach, plan).await?, cursor);
    let after = house.stip.caseload(&coach).await?;
    assert_eq!(after.lines[0], before.lines[0]);
    assert_eq!(after.lines[0].last_contact_at, contact);
    let view = house.stip.plan_view(&coach, plan).await?;
    let entries = house.stip.entries(&coach, plan, Seq::START).await?;
    for text in [
        shown(&view)?,
        shown(&entries)?,
        shown(&after)?,
        shown(&house.stip.deliveries(&coach, plan).await?)?,
    ] {
        assert!(
            !text.contains(CANARY) && !text.contains(&goal.to_string()),
            "{text}"
        );
    }
    // No gap in the numbers tells that something was left out.
    house.write(&youth, plan, win("tweede")?).await?;
    let entries = house.stip.entries(&coach, plan, Seq(1)).await?;
    assert_eq!(
        entries.entries.iter().map(|e| e.seq).collect::<Vec<_>>(),
        [Seq(2)]
    );
    assert_eq!(house.stip.visible_cursor(&coach, plan).await?, Some(Seq(2)));
    assert_eq!(house.stip.visible_cursor(&youth, plan).await?, Some(Seq(6)));

    // An edit for oneself of a thing that coaches see stays with oneself.
    let open = house.stip.plan_view(&youth, plan).await?.plan.wins[0].clone();
    let edit = Change::TextEdited {
        field: TextField::Win(open.id),
        text: prose(CANARY)?,
        replaces: open.text.replaceable(),
    };
    house
        .write_for(&youth, plan, edit, Audience::OnlyMe)
        .await?;
    let view = shown(&house.stip.plan_view(&coach, plan).await?)?;
    let entries = shown(&house.stip.entries(&coach, plan, Seq::START).await?)?;
    assert!(!view.contains(CANARY) && !entries.contains(CANARY));

    // A coach who guesses the ids hears the same as for ids that never were.
    let guesses = |goal, note, step: u128| -> Answer<Vec<Change>> {
        let step = StepId::from_uuid(uuid::Uuid::from_u128(step));
        Ok(vec![
            Change::StepAdded {
                step,
                goal,
                title: prose("x")?,
            },
            Change::TextRemoved {
                change: note,
                part: Part::Notes,
            },
        ])
    };
    let real = guesses(goal, note, 5)?;
    let never = guesses(
        GoalId::from_uuid(house.id()),
        domain::id::ChangeId::from_uuid(house.id()),
        6,
    )?;
    for (real, never) in real.into_iter().zip(never) {
        let (real, never) = (
            house.entry(real, Audience::Everyone),
            house.entry(never, Audience::Everyone),
        );
        let (one, two) = (real.id, never.id);
        let outcomes = house.send(&coach, plan, vec![real, never]).await?;
        let unfit = |id| contract::Outcome::Refused {
            id,
            code: ProblemCode::Unfit,
        };
        assert_eq!(outcomes, [unfit(one), unfit(two)]);
    }
    assert!(shown(&house.stip.plan_view(&youth, plan).await?)?.contains(CANARY));
    Ok(())
}

#[tokio::test]
async fn nothing_that_was_typed_stands_readable_in_the_file() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("geheim-adres@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Kanarienaam").await?;
    house
        .write(
            &youth,
            plan,
            Change::HorizonSet {
                stip: prose("kanarie-stip")?,
                why: None,
            },
        )
        .await?;
    let nudge = domain::id::NudgeId::from_uuid(house.id());
    house
        .write(
            &coach,
            plan,
            Change::NudgeSent {
                nudge,
                text: prose("kanarie-seintje")?,
            },
        )
        .await?;
    let bytes = house.bytes()?;
    for canary in [
        "kanarie-stip",
        "kanarie-seintje",
        "Kanarienaam",
        "Samira",
        "geheim-adres",
    ] {
        assert!(!holds(&bytes, canary.as_bytes()), "{canary}");
    }
    assert!(
        holds(&bytes, b"De Brug"),
        "the search itself works: an organisation's name is public"
    );
    Ok(())
}

#[tokio::test]
async fn every_look_of_somebody_else_is_written_down_once_a_quarter() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let log = async || -> Answer<Vec<String>> {
        let mut unit = house.storage.read().await?;
        let log = unit.access_log(plan, 100).await?;
        let mut looks: Vec<String> = log.into_iter().map(|event| event.what).collect();
        looks.sort_unstable();
        Ok(looks)
    };
    house.stip.plan_view(&youth, plan).await?;
    house.stip.entries(&youth, plan, Seq::START).await?;
    assert!(
        log().await?.is_empty(),
        "the youth's own looks are nobody's business"
    );
    house.stip.plan_view(&coach, plan).await?;
    house.stip.entries(&coach, plan, Seq::START).await?;
    house.stip.caseload(&coach).await?;
    house.stip.deliveries(&coach, plan).await?;
    let nudge = domain::id::NudgeId::from_uuid(house.id());
    house
        .write(
            &coach,
            plan,
            Change::NudgeSent {
                nudge,
                text: prose("hoi")?,
            },
        )
        .await?;
    assert_eq!(log().await?, ["caseload", "nudges", "plan", "write"]);
    house.clock.advance(SignedDuration::from_mins(15));
    house.stip.entries(&coach, plan, Seq::START).await?;
    assert_eq!(log().await?.len(), 5);
    Ok(())
}
