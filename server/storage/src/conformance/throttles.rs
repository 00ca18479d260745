//! Counted tries.

use std::sync::Arc;

use super::Outcome;
use super::stage::{at, hash};
use crate::{Storage, StorageError};

/// A newer window starts at one; a late try of an older window counts in the one that stands.
pub async fn windows_begin_at_one(storage: Arc<dyn Storage>) -> Outcome {
    let (bucket, other) = (hash(), hash());
    let mut unit = storage.begin().await?;
    assert_eq!(unit.count_try(bucket, at(0)).await?, 1);
    assert_eq!(unit.count_try(bucket, at(0)).await?, 2);
    assert_eq!(unit.count_try(other, at(0)).await?, 1);
    assert_eq!(unit.count_try(bucket, at(60)).await?, 1);
    assert_eq!(unit.count_try(bucket, at(0)).await?, 2);
    assert_eq!(unit.count_try(bucket, at(60)).await?, 3);
    unit.forget_tries(bucket).await?;
    unit.forget_tries(bucket).await?;
    assert_eq!(unit.count_try(bucket, at(60)).await?, 1);
    unit.commit().await
}

/// Windows before a moment go; others stay.
pub async fn old_windows_are_forgotten(storage: Arc<dyn Storage>) -> Outcome {
    let (old, new) = (hash(), hash());
    let mut unit = storage.begin().await?;
    unit.count_try(old, at(0)).await?;
    unit.count_try(new, at(60)).await?;
    assert_eq!(unit.purge_tries(at(60)).await?, 1);
    assert_eq!(unit.purge_tries(at(60)).await?, 0);
    assert_eq!(unit.count_try(old, at(0)).await?, 1);
    assert_eq!(unit.count_try(new, at(60)).await?, 2);
    Ok(())
}

/// Of thirty tries at once, none is lost and no two get the same number.
pub async fn every_try_counts(storage: Arc<dyn Storage>) -> Outcome {
    let bucket = hash();
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..30 {
        let storage = Arc::clone(&storage);
        tries.spawn(async move {
            let mut unit = storage.begin().await?;
            let count = unit.count_try(bucket, at(0)).await?;
            unit.commit().await?;
            Ok::<_, StorageError>(count)
        });
    }
    let mut counts = tries
        .join_all()
        .await
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    counts.sort_unstable();
    assert_eq!(counts, (1..=30).collect::<Vec<_>>());
    Ok(())
}
