//! A regretted sentence is gone for good.

use domain::id::{GoalId, NoteId};
use domain::journal::{Audience, Change, Part, Seq, TextField};
use domain::plan::Plan;
use domain::policy::{Facts, Membership, Relation, enter};
use service::Clock as _;
use storage::Storage as _;

use crate::house::{Answer, House, Tested, holds, prose};

const CANARY: &str = "kanarie-waar-ik-spijt-van-heb";

/// The sealed bytes of every entry and of the snapshot.
async fn sealed(
    house: &House,
    person: domain::id::PersonId,
    plan: domain::id::PlanId,
) -> Answer<Vec<Vec<u8>>> {
    let relation = Relation::Youth;
    let membership = Membership::Active;
    let facts = Facts {
        person,
        plan,
        relation,
        membership,
        consent: None,
    };
    let permit = enter(facts, house.clock.now())?;
    let mut unit = house.storage.read().await?;
    let rows = unit.entries_after(&permit, Seq::START, 100).await?;
    let head = unit.head(&permit).await?.ok_or("no head")?;
    Ok(rows
        .into_iter()
        .map(|row| row.sealed.0)
        .chain(head.snapshot.map(|s| s.0))
        .collect())
}

#[tokio::test]
async fn regretted_words_are_in_neither_journal_nor_snapshot_nor_file() -> Tested {
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
    let field = TextField::Goal(goal);
    let edit = Change::TextEdited {
        field,
        text: prose(CANARY)?,
        replaces: vec![first],
    };
    let regretted = house.write(&youth, plan, edit).await?;
    let before = sealed(&house, youth.person, plan).await?;
    assert!(
        before
            .iter()
            .all(|blob| holds(&house.bytes().unwrap_or_default(), blob))
    );

    // Somebody else may not take the words away.
    let remove = Change::TextRemoved {
        change: regretted,
        part: Part::Goals,
    };
    let by_coach = house.entry(remove.clone(), Audience::Everyone);
    let refused = house.send(&coach, plan, vec![by_coach]).await?;
    assert!(
        matches!(refused.as_slice(), [contract::Outcome::Refused { .. }]),
        "{refused:?}"
    );

    house.write(&youth, plan, remove).await?;
    let bytes = house.bytes()?;
    let kept: Vec<bool> = before.iter().map(|blob| holds(&bytes, blob)).collect();
    assert_eq!(
        kept,
        [true, false, false],
        "entry one; the regretted one; the old snapshot"
    );
    for who in [&youth, &coach] {
        let view = house.stip.plan_view(who, plan).await?;
        let entries = house.stip.entries(who, plan, Seq::START).await?.entries;
        let text = serde_json::to_string(&(&view, &entries))?;
        assert!(!text.contains(CANARY));
        assert_eq!(entries.len(), 3, "a stub stays");
        assert_eq!(
            Plan::fold(&entries),
            view.plan,
            "snapshot and journal say the same"
        );
    }
    Ok(())
}

#[tokio::test]
async fn words_written_and_regretted_in_one_go_never_reach_the_journal() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let note = Change::NoteWritten {
        note: NoteId::from_uuid(house.id()),
        text: prose(CANARY)?,
    };
    let note = house.entry(note, Audience::Everyone);
    let remove = Change::TextRemoved {
        change: note.id,
        part: Part::Notes,
    };
    let remove = house.entry(remove, Audience::Everyone);
    let outcomes = house.send(&youth, plan, vec![note.clone(), remove]).await?;
    assert!(
        outcomes
            .iter()
            .all(|o| matches!(o, contract::Outcome::Recorded { .. })),
        "{outcomes:?}"
    );
    let entries = house.stip.entries(&youth, plan, Seq::START).await?.entries;
    let view = house.stip.plan_view(&coach, plan).await?;
    assert!(!serde_json::to_string(&(&entries, &view))?.contains(CANARY));
    // The phone, which never heard the answer, sends again.
    let again = house.send(&youth, plan, vec![note.clone()]).await?;
    assert_eq!(again, [contract::Outcome::Duplicate { id: note.id }]);
    Ok(())
}
