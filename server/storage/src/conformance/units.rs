//! Transactions as such.

use std::sync::Arc;
use std::time::Duration;

use domain::journal::Seq;
use tokio::sync::broadcast::error::TryRecvError;
use tokio::time::timeout;

use super::stage::{Stage, at, organisation, projections, row};
use super::{Outcome, there};
use crate::{Storage, StorageError};

/// How long news may take.
const SOON: Duration = Duration::from_secs(5);

/// Everything in a unit that was dropped is as if it never was.
pub async fn a_dropped_unit_leaves_no_trace(storage: Arc<dyn Storage>) -> Outcome {
    let house = organisation("Weg", at(0));
    let mut unit = storage.begin().await?;
    unit.add_organisation(&house).await?;
    assert!(
        unit.organisation(house.id).await?.is_some(),
        "a unit sees its own work"
    );
    drop(unit);
    assert_eq!(storage.begin().await?.organisation(house.id).await?, None);
    assert_eq!(storage.read().await?.organisation(house.id).await?, None);
    Ok(())
}

/// After a failed statement nothing is kept, whatever came before it, and commit says so.
pub async fn a_spoilt_unit_is_not_committed(storage: Arc<dyn Storage>) -> Outcome {
    let house = organisation("Een", at(0));
    let mut unit = storage.begin().await?;
    unit.add_organisation(&house).await?;
    let again = unit.add_organisation(&house).await;
    assert!(
        matches!(&again, Err(StorageError::Taken { constraint }) if constraint == "organisation.id"),
        "{again:?}"
    );
    let more = unit.count_people().await;
    assert!(matches!(more, Err(StorageError::Aborted)), "{more:?}");
    let end = unit.commit().await;
    assert!(matches!(end, Err(StorageError::Aborted)), "{end:?}");
    assert_eq!(storage.read().await?.organisation(house.id).await?, None);
    Ok(())
}

/// What others commit meanwhile does not show in a reading unit.
pub async fn a_reading_unit_sees_one_moment(storage: Arc<dyn Storage>) -> Outcome {
    let mut reader = storage.read().await?;
    assert_eq!(reader.count_people().await?, 0);
    Stage::set(Arc::clone(&storage)).await?;
    assert_eq!(reader.count_people().await?, 0);
    reader.commit().await?;
    assert_eq!(storage.read().await?.count_people().await?, 2);
    Ok(())
}

/// A reading unit refuses to write.
pub async fn a_reading_unit_cannot_write(storage: Arc<dyn Storage>) -> Outcome {
    let house = organisation("Nee", at(0));
    let mut reader = storage.read().await?;
    assert!(reader.add_organisation(&house).await.is_err());
    drop(reader);
    assert_eq!(storage.read().await?.organisation(house.id).await?, None);
    Ok(())
}

/// Twenty devices write the same plan at once: each gets a place of its own, without gaps.
pub async fn writers_of_one_plan_follow_each_other(storage: Arc<dyn Storage>) -> Outcome {
    const WRITERS: u32 = 20;
    let stage = Stage::set(storage).await?;
    let mut writers = tokio::task::JoinSet::new();
    for _ in 0..WRITERS {
        let stage = stage.clone();
        writers.spawn(async move {
            let permit = stage.permit()?;
            let mut unit = stage.storage.begin().await?;
            let head = there(unit.head(&permit).await?)?;
            let seq = head.seq.next();
            let rows = [row(seq.0, stage.youth)];
            unit.append(&permit, &rows, &projections("samen")).await?;
            unit.commit().await?;
            Ok::<_, StorageError>(seq)
        });
    }
    for outcome in writers.join_all().await {
        outcome?;
    }
    let mut unit = stage.storage.read().await?;
    let permit = stage.permit()?;
    let entries = unit.entries_after(&permit, Seq::START, 100).await?;
    let places: Vec<_> = entries.iter().map(|entry| entry.seq.0).collect();
    assert_eq!(places, (1..=u64::from(WRITERS)).collect::<Vec<_>>());
    let head = there(unit.head(&permit).await?)?;
    assert_eq!(head.seq, Seq(u64::from(WRITERS)));
    assert_eq!(head.snapshot_seq, head.seq);
    Ok(())
}

/// Listeners hear of an append once it is durable, and of nothing that was dropped.
pub async fn news_follows_the_commit(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let permit = stage.permit()?;
    let mut news = stage.storage.subscribe();
    let mut second = stage.storage.subscribe();

    let mut unit = stage.storage.begin().await?;
    unit.append(&permit, &[row(1, stage.youth)], &projections("weg"))
        .await?;
    drop(unit);

    let mut unit = stage.storage.begin().await?;
    let rows = [row(1, stage.youth), row(2, stage.youth)];
    unit.append(&permit, &rows, &projections("blijft")).await?;
    assert_eq!(news.try_recv(), Err(TryRecvError::Empty));
    unit.commit().await?;

    let heard = timeout(SOON, news.recv()).await.ok().and_then(Result::ok);
    assert_eq!(heard, Some((stage.plan, Seq(2))));
    assert_eq!(news.try_recv(), Err(TryRecvError::Empty));
    let heard = timeout(SOON, second.recv()).await.ok().and_then(Result::ok);
    assert_eq!(heard, Some((stage.plan, Seq(2))));
    Ok(())
}

/// An open database answers; a closed one says that it does not.
pub async fn a_closed_database_does_not_answer(storage: Arc<dyn Storage>) -> Outcome {
    storage.ping().await?;
    storage.close().await;
    let answer = storage.ping().await;
    assert!(
        matches!(answer, Err(StorageError::Unavailable(_))),
        "{answer:?}"
    );
    let unit = storage.begin().await.map(drop);
    assert!(
        matches!(unit, Err(StorageError::Unavailable(_))),
        "{unit:?}"
    );
    Ok(())
}
