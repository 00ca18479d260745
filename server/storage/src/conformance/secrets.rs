//! The house's own secrets.

use std::sync::Arc;

use super::Outcome;
use super::stage::sealed;
use crate::{Storage, StorageError};

/// A second one under the same name changes nothing.
pub async fn the_first_secret_stays(storage: Arc<dyn Storage>) -> Outcome {
    let mut unit = storage.begin().await?;
    assert_eq!(unit.secret("vapid").await?, None);
    assert_eq!(
        unit.secret_or_add("vapid", &sealed("een")).await?,
        sealed("een")
    );
    assert_eq!(
        unit.secret_or_add("vapid", &sealed("twee")).await?,
        sealed("een")
    );
    assert_eq!(
        unit.secret_or_add("jwt", &sealed("drie")).await?,
        sealed("drie")
    );
    unit.commit().await?;
    let mut unit = storage.read().await?;
    assert_eq!(unit.secret("vapid").await?, Some(sealed("een")));
    assert_eq!(unit.secret("Vapid").await?, None, "names are exact");
    Ok(())
}

/// Instances that start at once all use the same one.
pub async fn of_many_instances_one_secret_wins(storage: Arc<dyn Storage>) -> Outcome {
    let mut instances = tokio::task::JoinSet::new();
    for number in 0..20 {
        let storage = Arc::clone(&storage);
        instances.spawn(async move {
            let mut unit = storage.begin().await?;
            let won = unit
                .secret_or_add("jwt", &sealed(&number.to_string()))
                .await?;
            unit.commit().await?;
            Ok::<_, StorageError>(won)
        });
    }
    let kept = storage
        .begin()
        .await?
        .secret_or_add("jwt", &sealed("later"))
        .await;
    let answers = instances
        .join_all()
        .await
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    drop(kept?);
    let stands = storage.read().await?.secret("jwt").await?;
    assert!(answers.into_iter().all(|answer| Some(answer) == stands));
    Ok(())
}
