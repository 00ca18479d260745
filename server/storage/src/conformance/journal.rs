//! Plans and journals.

use std::sync::Arc;

use domain::journal::Seq;
use domain::policy::Relation;

use super::stage::{Stage, at, change, permit, plan_id, projections, row, sealed};
use super::{Outcome, there};
use crate::{JournalRow, NewPlan, Projections, Sealed, Storage, StorageError};

/// A second plan of the same youth is refused.
pub async fn a_youth_has_one_plan(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let second = NewPlan {
        id: plan_id(),
        youth: stage.youth,
        organisation: stage.organisation,
        wrapped_key: sealed("sleutel"),
        created_at: at(0),
    };
    let mut unit = stage.storage.begin().await?;
    let taken = unit.add_plan(&second).await;
    assert!(
        matches!(&taken, Err(StorageError::Taken { constraint }) if constraint == "plan.youth_id"),
        "{taken:?}"
    );
    Ok(())
}

/// Look-ups of what is not there.
pub async fn what_is_not_there_is_none(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    stage.fill(1).await?;
    let (other, other_plan) = stage.another_plan().await?;
    let elsewhere = permit(other, other_plan, Relation::Youth)?;
    let nowhere = permit(other, plan_id(), Relation::Youth)?;
    let mut unit = stage.storage.begin().await?;
    assert!(unit.head(&nowhere).await?.is_none());
    assert_eq!(unit.entries_after(&elsewhere, Seq::START, 9).await?, []);
    assert_eq!(unit.seq_of(&stage.permit()?, change()).await?, None);
    assert_eq!(unit.entry(&stage.permit()?, change()).await?, None);
    let rows = unit.entries_after(&stage.permit()?, Seq::START, 9).await?;
    let known = there(rows.first())?.change;
    assert_eq!(
        unit.seq_of(&elsewhere, known).await?,
        None,
        "a change is looked up in its own plan"
    );
    assert_eq!(unit.entry(&elsewhere, known).await?, None);
    Ok(())
}

/// Key and snapshot come back; a new snapshot takes the place of the old one.
pub async fn the_head_carries_key_and_snapshot(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let permit = stage.permit()?;
    let mut unit = stage.storage.begin().await?;
    let empty = there(unit.head(&permit).await?)?;
    assert_eq!((empty.seq, empty.snapshot_seq), (Seq::START, Seq::START));
    assert_eq!(
        (empty.wrapped_key, empty.snapshot),
        (sealed("sleutel"), None)
    );
    drop(unit);
    stage.fill(2).await?;
    let mut unit = stage.storage.begin().await?;
    let head = there(unit.head(&permit).await?)?;
    assert_eq!((head.seq, head.snapshot_seq), (Seq(2), Seq(2)));
    assert_eq!(head.snapshot, Some(projections("2").snapshot));
    // After a text was taken away only the fold changes.
    unit.append(&permit, &[], &projections("schoon")).await?;
    unit.commit().await?;
    let head = there(stage.storage.read().await?.head(&permit).await?)?;
    assert_eq!((head.seq, head.snapshot_seq), (Seq(2), Seq(2)));
    assert_eq!(head.snapshot, Some(projections("schoon").snapshot));
    Ok(())
}

/// In order, after a place, as many as asked; a place far ahead has none after it.
pub async fn entries_come_in_order_after_a_place(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let permit = stage.permit()?;
    let rows: Vec<_> = (1..=5).map(|seq| row(seq, stage.youth)).collect();
    let kept: Vec<_> = rows
        .iter()
        .map(|row| JournalRow {
            seq: row.seq,
            change: row.change,
            sealed: row.sealed.clone(),
        })
        .collect();
    let mut unit = stage.storage.begin().await?;
    unit.append(&permit, &rows, &projections("5")).await?;
    unit.commit().await?;
    let mut unit = stage.storage.read().await?;
    assert_eq!(unit.entries_after(&permit, Seq::START, 100).await?, kept);
    let some: Vec<_> = kept.iter().skip(2).take(2).cloned().collect();
    assert_eq!(unit.entries_after(&permit, Seq(2), 2).await?, some);
    assert_eq!(unit.entries_after(&permit, Seq(5), 100).await?, []);
    assert_eq!(unit.entries_after(&permit, Seq(u64::MAX), 100).await?, []);
    for row in kept {
        assert_eq!(unit.seq_of(&permit, row.change).await?, Some(row.seq));
        assert_eq!(unit.entry(&permit, row.change).await?, Some(row));
    }
    Ok(())
}

/// An append at a place that is taken, or too far ahead, is refused; the unit can go on.
pub async fn a_moved_head_refuses_and_harms_nothing(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let permit = stage.permit()?;
    stage.fill(2).await?;
    let mut unit = stage.storage.begin().await?;
    for seq in [1, 2, 4, u64::MAX] {
        let gone = unit
            .append(&permit, &[row(seq, stage.youth)], &projections("nee"))
            .await;
        assert!(matches!(gone, Err(StorageError::Gone)), "{seq}: {gone:?}");
    }
    unit.append(&permit, &[row(3, stage.youth)], &projections("ja"))
        .await?;
    unit.commit().await?;
    let mut unit = stage.storage.read().await?;
    assert_eq!(unit.entries_after(&permit, Seq::START, 9).await?.len(), 3);
    let head = there(unit.head(&permit).await?)?;
    assert_eq!(
        (head.seq, head.snapshot),
        (Seq(3), Some(projections("ja").snapshot))
    );
    Ok(())
}

/// Rows with a gap, or twice the same place, are refused.
pub async fn rows_must_follow_each_other(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let permit = stage.permit()?;
    let mut unit = stage.storage.begin().await?;
    for places in [[1, 3], [1, 1], [2, 1]] {
        let rows = places.map(|seq| row(seq, stage.youth));
        let gone = unit.append(&permit, &rows, &projections("nee")).await;
        assert!(
            matches!(gone, Err(StorageError::Gone)),
            "{places:?}: {gone:?}"
        );
    }
    assert_eq!(there(unit.head(&permit).await?)?.seq, Seq::START);
    Ok(())
}

/// The same change id again is refused whole, in this plan and in another one.
pub async fn a_change_is_recorded_once_over_all_plans(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (other, other_plan) = stage.another_plan().await?;
    let known = row(1, stage.youth);
    let mut unit = stage.storage.begin().await?;
    unit.append(
        &stage.permit()?,
        std::slice::from_ref(&known),
        &projections("1"),
    )
    .await?;
    unit.commit().await?;

    let elsewhere = permit(other, other_plan, Relation::Youth)?;
    for (permit, author, first) in [
        (stage.permit()?, stage.youth, 2),
        (elsewhere.clone(), other, 1),
    ] {
        let mut again = row(first + 1, author);
        again.change = known.change;
        let rows = [row(first, author), again];
        let mut unit = stage.storage.begin().await?;
        let taken = unit.append(&permit, &rows, &projections("nee")).await;
        assert!(
            matches!(&taken, Err(StorageError::Taken { constraint }) if constraint == "entry.change_id"),
            "{taken:?}"
        );
        let end = unit.commit().await;
        assert!(matches!(end, Err(StorageError::Aborted)), "{end:?}");
    }
    let mut unit = stage.storage.read().await?;
    assert_eq!(there(unit.head(&stage.permit()?).await?)?.seq, Seq(1));
    assert_eq!(there(unit.head(&elsewhere).await?)?.seq, Seq::START);
    assert_eq!(unit.entries_after(&elsewhere, Seq::START, 9).await?, []);
    Ok(())
}

/// The stub stands where the words stood; nothing else moves.
pub async fn an_entry_can_be_rewritten(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let permit = stage.permit()?;
    stage.fill(2).await?;
    let (other, other_plan) = stage.another_plan().await?;
    let mut unit = stage.storage.begin().await?;
    let rows = unit.entries_after(&permit, Seq::START, 9).await?;
    let first = there(rows.first())?;
    unit.rewrite_entry(&permit, first.change, &sealed("weg"))
        .await?;
    let gone = unit.rewrite_entry(&permit, change(), &sealed("weg")).await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    let elsewhere = super::stage::permit(other, other_plan, Relation::Youth)?;
    let gone = unit
        .rewrite_entry(&elsewhere, first.change, &sealed("weg"))
        .await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    unit.commit().await?;
    let after = stage
        .storage
        .read()
        .await?
        .entries_after(&permit, Seq::START, 9)
        .await?;
    let expected: Vec<_> = rows
        .iter()
        .map(|row| match row.seq {
            Seq(1) => JournalRow {
                sealed: sealed("weg"),
                ..row.clone()
            },
            _ => row.clone(),
        })
        .collect();
    assert_eq!(after, expected);
    Ok(())
}

/// Large blobs, empty ones, and every byte value.
pub async fn a_megabyte_comes_back_whole(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let permit = stage.permit()?;
    let large = Sealed((0..=u8::MAX).cycle().take(1 << 20).collect());
    let mut rows = [row(1, stage.youth), row(2, stage.youth)];
    for (row, blob) in rows.iter_mut().zip([large.clone(), Sealed(Vec::new())]) {
        row.sealed = blob;
    }
    let whole = Projections {
        snapshot: large.clone(),
        card: large.clone(),
        last_contact_at: None,
    };
    let mut unit = stage.storage.begin().await?;
    unit.append(&permit, &rows, &whole).await?;
    unit.commit().await?;
    let mut unit = stage.storage.read().await?;
    let kept = unit.entries_after(&permit, Seq::START, 9).await?;
    assert!(
        kept.iter()
            .map(|row| &row.sealed)
            .eq([&large, &Sealed(Vec::new())])
    );
    assert!(there(unit.head(&permit).await?)?.snapshot == Some(large));
    Ok(())
}
