//! Sessions and their refresh chains.

use std::sync::Arc;

use super::stage::{Stage, at, hash};
use super::{Outcome, there};
use crate::{RefreshToken, Session, Storage, StorageError};

/// Every field comes back; a look-up of nothing is `None`.
pub async fn a_session_comes_back(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let new = stage.session();
    let mut unit = stage.storage.begin().await?;
    unit.add_session(&new).await?;
    unit.commit().await?;
    let mut unit = stage.storage.read().await?;
    let expected = Session {
        id: new.id,
        person: stage.youth,
        created_at: at(0),
        last_used_at: at(0),
        expires_at: at(1000),
        revoked_at: None,
    };
    assert_eq!(unit.session(new.id).await?, Some(expected));
    let first = RefreshToken {
        hash: new.refresh,
        session: new.id,
        issued_at: at(0),
        consumed_at: None,
        successor: None,
    };
    assert_eq!(unit.refresh_token(new.refresh).await?, Some(first));
    assert_eq!(unit.session(stage.session().id).await?, None);
    assert_eq!(unit.refresh_token(hash()).await?, None);
    Ok(())
}

/// Used, replaced, and touched; used again within its grace, only the successor changes.
pub async fn refresh_tokens_form_a_chain(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let new = stage.session();
    let (second, third) = (hash(), hash());
    let mut unit = stage.storage.begin().await?;
    unit.add_session(&new).await?;
    unit.rotate_refresh(new.refresh, second, at(10)).await?;
    assert_eq!(there(unit.session(new.id).await?)?.last_used_at, at(10));
    unit.rotate_refresh(new.refresh, third, at(20)).await?;
    let first = there(unit.refresh_token(new.refresh).await?)?;
    assert_eq!(first.consumed_at, Some(at(10)));
    assert_eq!(first.successor, Some(third));
    for (link, issued_at) in [(second, at(10)), (third, at(20))] {
        let link = there(unit.refresh_token(link).await?)?;
        assert_eq!((link.session, link.issued_at), (new.id, issued_at));
        assert_eq!((link.consumed_at, link.successor), (None, None));
    }
    let taken = unit.rotate_refresh(third, second, at(30)).await;
    assert!(
        matches!(&taken, Err(StorageError::Taken { constraint }) if constraint == "refresh_token.hash"),
        "{taken:?}"
    );
    Ok(())
}

/// Nothing rotates out of nothing.
pub async fn a_token_that_is_unknown_is_gone(storage: Arc<dyn Storage>) -> Outcome {
    let fresh = hash();
    let mut unit = storage.begin().await?;
    let gone = unit.rotate_refresh(hash(), fresh, at(0)).await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    assert_eq!(unit.refresh_token(fresh).await?, None);
    unit.commit().await
}

/// Ten tabs refresh at once: one sees a fresh token, the others see it used.
pub async fn a_token_is_used_by_one_of_two(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let new = stage.session();
    let mut unit = stage.storage.begin().await?;
    unit.add_session(&new).await?;
    unit.commit().await?;
    let mut tabs = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let (storage, token) = (Arc::clone(&stage.storage), new.refresh);
        tabs.spawn(async move {
            let mut unit = storage.begin().await?;
            let fresh = there(unit.refresh_token(token).await?)?
                .consumed_at
                .is_none();
            if fresh {
                unit.rotate_refresh(token, hash(), at(1)).await?;
            }
            unit.commit().await?;
            Ok::<_, StorageError>(fresh)
        });
    }
    let fresh = tabs
        .join_all()
        .await
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    assert_eq!(fresh.into_iter().filter(|fresh| *fresh).count(), 1);
    Ok(())
}

/// The first moment stays, and the browser is not woken any more (P-06).
pub async fn ending_a_session_ends_its_subscriptions(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (ended, other) = (stage.session(), stage.session());
    let (gone, stays) = (stage.subscription(&ended), stage.subscription(&other));
    let mut effect = stage.effect(at(0));
    effect.subscription = Some(gone.id);
    let mut unit = stage.storage.begin().await?;
    unit.add_session(&ended).await?;
    unit.add_session(&other).await?;
    unit.put_subscription(&gone).await?;
    unit.put_subscription(&stays).await?;
    unit.add_effect(&effect).await?;
    unit.revoke_session(ended.id, at(5)).await?;
    unit.revoke_session(ended.id, at(6)).await?;
    unit.commit().await?;

    let mut unit = stage.storage.begin().await?;
    assert_eq!(
        there(unit.session(ended.id).await?)?.revoked_at,
        Some(at(5))
    );
    assert_eq!(there(unit.session(other.id).await?)?.revoked_at, None);
    assert_eq!(unit.subscription(gone.id).await?, None);
    assert_eq!(unit.subscriptions_of(stage.youth, at(7)).await?, [stays]);
    let leased = unit.lease_effects(at(7), at(8), 1).await?.effects;
    let targets: Vec<_> = leased.iter().map(|effect| effect.subscription).collect();
    assert_eq!(
        targets,
        [None],
        "a message for a lost browser stays, to be shown as such"
    );
    Ok(())
}

/// Every session of one person, and of nobody else.
pub async fn somebody_can_be_logged_out_everywhere(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (first, second, mut coach) = (stage.session(), stage.session(), stage.session());
    coach.person = stage.coach;
    let mut unit = stage.storage.begin().await?;
    for session in [&first, &second, &coach] {
        unit.add_session(session).await?;
        unit.put_subscription(&stage.subscription(session)).await?;
    }
    assert_eq!(unit.revoke_sessions_of(stage.youth, at(5)).await?, 2);
    assert_eq!(unit.revoke_sessions_of(stage.youth, at(6)).await?, 0);
    assert_eq!(
        there(unit.session(first.id).await?)?.revoked_at,
        Some(at(5))
    );
    assert_eq!(there(unit.session(coach.id).await?)?.revoked_at, None);
    assert_eq!(unit.subscriptions_of(stage.youth, at(5)).await?, []);
    assert_eq!(unit.subscriptions_of(stage.coach, at(5)).await?.len(), 1);
    unit.commit().await
}

/// Of one person, without those that were ended; whether their time is over is not asked here.
pub async fn the_sessions_of_somebody_are_found(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (mut ended, mut old, mut new) = (stage.session(), stage.session(), stage.session());
    let mut coach = stage.session();
    coach.person = stage.coach;
    (ended.created_at, old.created_at, new.created_at) = (at(0), at(1), at(2));
    old.expires_at = at(3);
    let mut unit = stage.storage.begin().await?;
    for session in [&new, &ended, &coach, &old] {
        unit.add_session(session).await?;
    }
    unit.revoke_session(ended.id, at(5)).await?;
    unit.commit().await?;
    let mut unit = stage.storage.read().await?;
    let found = unit.sessions_of(stage.youth).await?;
    let expected = [
        there(unit.session(old.id).await?)?,
        there(unit.session(new.id).await?)?,
    ];
    assert_eq!(found, expected);
    Ok(())
}
