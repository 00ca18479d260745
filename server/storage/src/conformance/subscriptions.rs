//! Browsers that want to be woken.

use std::sync::Arc;

use super::Outcome;
use super::stage::{Stage, at, hash, sealed};
use crate::{Storage, Subscription};

/// The same endpoint under another person's session: the first one's subscription goes (P-06).
pub async fn a_browser_has_one_owner(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (youth, mut coach) = (stage.session(), stage.session());
    coach.person = stage.coach;
    let before = stage.subscription(&youth);
    let after = Subscription {
        endpoint: before.endpoint,
        ..stage.subscription(&coach)
    };
    let mut effect = stage.effect(at(0));
    effect.subscription = Some(before.id);
    let mut unit = stage.storage.begin().await?;
    unit.add_session(&youth).await?;
    unit.add_session(&coach).await?;
    unit.put_subscription(&before).await?;
    unit.add_effect(&effect).await?;
    unit.put_subscription(&after).await?;
    unit.commit().await?;
    let mut unit = stage.storage.begin().await?;
    assert_eq!(unit.subscriptions_of(stage.youth, at(1)).await?, []);
    assert_eq!(unit.subscription(before.id).await?, None);
    assert_eq!(unit.subscription(after.id).await?, Some(after.clone()));
    assert_eq!(unit.subscriptions_of(stage.coach, at(1)).await?, [after]);
    let leased = unit.lease_effects(at(1), at(2), 1).await?.effects;
    let targets: Vec<_> = leased.iter().map(|effect| effect.subscription).collect();
    assert_eq!(
        targets,
        [None],
        "the youth's message never goes to the next owner"
    );
    Ok(())
}

/// The same person's browser, put again under a new id: one row, and what waits goes there.
pub async fn a_renewed_browser_keeps_its_messages(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (first, second) = (stage.session(), stage.session());
    let before = stage.subscription(&first);
    let after = Subscription {
        endpoint: before.endpoint,
        sealed: sealed("nieuwe sleutel"),
        created_at: at(9),
        ..stage.subscription(&second)
    };
    let mut effect = stage.effect(at(0));
    effect.subscription = Some(before.id);
    let mut unit = stage.storage.begin().await?;
    unit.add_session(&first).await?;
    unit.add_session(&second).await?;
    unit.put_subscription(&before).await?;
    unit.add_effect(&effect).await?;
    unit.put_subscription(&after).await?;
    unit.put_subscription(&after).await?;
    assert_eq!(
        unit.subscriptions_of(stage.youth, at(10)).await?,
        std::slice::from_ref(&after)
    );
    let leased = unit.lease_effects(at(10), at(20), 1).await?.effects;
    let targets: Vec<_> = leased.iter().map(|effect| effect.subscription).collect();
    assert_eq!(targets, [Some(after.id)]);
    unit.commit().await
}

/// Neither after it ended by itself, nor after it was ended.
pub async fn a_session_that_ended_is_not_woken(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (first, mut second) = (stage.session(), stage.session());
    second.expires_at = at(50);
    let (lasting, short) = (stage.subscription(&first), stage.subscription(&second));
    let mut unit = stage.storage.begin().await?;
    unit.add_session(&first).await?;
    unit.add_session(&second).await?;
    unit.put_subscription(&lasting).await?;
    unit.put_subscription(&short).await?;
    let awake = unit.subscriptions_of(stage.youth, at(49)).await?;
    assert_eq!(awake, [lasting.clone(), short.clone()]);
    assert_eq!(unit.subscriptions_of(stage.youth, at(50)).await?, [lasting]);
    unit.revoke_session(first.id, at(50)).await?;
    assert_eq!(unit.subscriptions_of(stage.youth, at(50)).await?, []);
    // Put by a request that was still on its way when the session ended.
    unit.put_subscription(&stage.subscription(&first)).await?;
    assert_eq!(unit.subscriptions_of(stage.youth, at(50)).await?, []);
    Ok(())
}

/// By id, or by session and endpoint together; twice changes nothing.
pub async fn removing_takes_session_and_endpoint(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (first, second) = (stage.session(), stage.session());
    let (one, two) = (stage.subscription(&first), stage.subscription(&second));
    let mut unit = stage.storage.begin().await?;
    unit.add_session(&first).await?;
    unit.add_session(&second).await?;
    unit.put_subscription(&one).await?;
    unit.put_subscription(&two).await?;
    unit.remove_subscription_of(second.id, one.endpoint).await?;
    unit.remove_subscription_of(first.id, hash()).await?;
    assert_eq!(
        unit.subscriptions_of(stage.youth, at(1)).await?,
        [one.clone(), two.clone()]
    );
    unit.remove_subscription_of(first.id, one.endpoint).await?;
    assert_eq!(unit.subscription(one.id).await?, None);
    unit.remove_subscription(two.id).await?;
    unit.remove_subscription(two.id).await?;
    assert_eq!(unit.subscriptions_of(stage.youth, at(1)).await?, []);
    unit.commit().await
}
