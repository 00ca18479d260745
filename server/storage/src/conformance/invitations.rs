//! Pairing a phone.

use std::sync::Arc;

use super::stage::{Stage, at, hash, plan_id, sealed};
use super::{Outcome, there};
use crate::{Invitation, Storage, StorageError};

/// By the long secret and by the short code.
pub async fn an_invitation_is_found_by_secret_and_by_code(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let invitation = stage.invitation(at(0));
    let mut unit = stage.storage.begin().await?;
    unit.add_invitation(&invitation).await?;
    unit.commit().await?;
    let mut unit = stage.storage.read().await?;
    for hash in [invitation.secret, invitation.code] {
        assert_eq!(
            unit.invitation_by_hash(hash).await?.as_ref(),
            Some(&invitation)
        );
    }
    assert_eq!(unit.invitation_by_hash(hash()).await?, None);
    assert_eq!(unit.latest_invitation(stage.plan).await?, Some(invitation));
    assert_eq!(unit.latest_invitation(plan_id()).await?, None);
    Ok(())
}

/// Only the newest works; one that was used stays used.
pub async fn a_newer_invitation_burns_the_older(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (used, old, new) = (
        stage.invitation(at(0)),
        stage.invitation(at(1)),
        stage.invitation(at(2)),
    );
    let mut unit = stage.storage.begin().await?;
    unit.add_invitation(&used).await?;
    unit.redeem_invitation(used.id, at(1)).await?;
    unit.add_invitation(&old).await?;
    unit.add_invitation(&new).await?;
    let used = there(unit.invitation_by_hash(used.secret).await?)?;
    assert_eq!((used.redeemed_at, used.burned_at), (Some(at(1)), None));
    let burned = Invitation {
        burned_at: Some(at(2)),
        ..old
    };
    assert_eq!(
        unit.invitation_by_hash(burned.code).await?.as_ref(),
        Some(&burned)
    );
    assert_eq!(
        unit.latest_invitation(stage.plan).await?.as_ref(),
        Some(&new)
    );
    let gone = unit.redeem_invitation(burned.id, at(3)).await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    unit.redeem_invitation(new.id, at(3)).await?;
    unit.commit().await
}

/// Fifty phones at once: one is paired, the others hear that it is gone, and may still count a try.
pub async fn of_fifty_phones_one_wins(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let invitation = stage.invitation(at(0));
    let bucket = hash();
    let mut unit = stage.storage.begin().await?;
    unit.add_invitation(&invitation).await?;
    unit.commit().await?;
    let mut phones = tokio::task::JoinSet::new();
    for second in 1..=50 {
        let (storage, id) = (Arc::clone(&stage.storage), invitation.id);
        phones.spawn(async move {
            let mut unit = storage.begin().await?;
            let won = match unit.redeem_invitation(id, at(second)).await {
                Ok(()) => true,
                Err(StorageError::Gone) => false,
                Err(error) => return Err(error),
            };
            unit.count_try(bucket, at(0)).await?;
            unit.commit().await?;
            Ok(won)
        });
    }
    let won = phones
        .join_all()
        .await
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    assert_eq!(won.into_iter().filter(|won| *won).count(), 1);
    let mut unit = stage.storage.begin().await?;
    assert_eq!(unit.count_try(bucket, at(0)).await?, 51);
    let found = there(unit.invitation_by_hash(invitation.secret).await?)?;
    assert!(found.redeemed_at.is_some());
    Ok(())
}

/// Also after it was used: the words may turn out to differ.
pub async fn burning_twice_keeps_the_first_moment(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let invitation = stage.invitation(at(0));
    let mut unit = stage.storage.begin().await?;
    unit.add_invitation(&invitation).await?;
    unit.redeem_invitation(invitation.id, at(1)).await?;
    unit.burn_invitation(invitation.id, at(2)).await?;
    unit.burn_invitation(invitation.id, at(3)).await?;
    let found = there(unit.latest_invitation(stage.plan).await?)?;
    assert_eq!(
        (found.redeemed_at, found.burned_at),
        (Some(at(1)), Some(at(2)))
    );
    unit.commit().await
}

/// Two invitations never share a secret or a code.
pub async fn secrets_and_codes_are_unique(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let first = stage.invitation(at(0));
    let same_secret = Invitation {
        secret: first.secret,
        ..stage.invitation(at(1))
    };
    let same_code = Invitation {
        code: first.code,
        ..stage.invitation(at(1))
    };
    let mut unit = stage.storage.begin().await?;
    unit.add_invitation(&first).await?;
    unit.commit().await?;
    for (second, name) in [
        (same_secret, "invitation.secret"),
        (same_code, "invitation.code"),
    ] {
        let mut unit = stage.storage.begin().await?;
        let taken = unit.add_invitation(&second).await;
        assert!(
            matches!(&taken, Err(StorageError::Taken { constraint }) if constraint == name),
            "{taken:?}"
        );
    }
    let found = there(
        stage
            .storage
            .read()
            .await?
            .latest_invitation(stage.plan)
            .await?,
    )?;
    assert_eq!(found, first, "a refused one burned nothing");
    Ok(())
}

/// What the youth offers to somebody else neither ends nor hides the way in of the youth's own phone.
pub async fn an_offer_stands_beside_the_others(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let offer = |seconds| Invitation {
        maker: stage.youth,
        offer: Some(sealed("mama mag de successen zien")),
        ..stage.invitation(at(seconds))
    };
    let (first, second, taken, burned) = (offer(1), offer(2), offer(3), offer(4));
    let old = Invitation {
        code_until: at(9),
        ..offer(5)
    };
    let phone = stage.invitation(at(0));
    let mut unit = stage.storage.begin().await?;
    for invitation in [&first, &phone, &second, &taken, &burned, &old] {
        unit.add_invitation(invitation).await?;
    }
    unit.redeem_invitation(taken.id, at(6)).await?;
    unit.burn_invitation(burned.id, at(6)).await?;
    // A newer way in for the phone burns the older, and no offer.
    let newer = stage.invitation(at(7));
    unit.add_invitation(&newer).await?;
    unit.commit().await?;

    let mut unit = stage.storage.read().await?;
    assert_eq!(unit.open_offers(stage.plan, at(9)).await?, [first, second]);
    assert_eq!(unit.open_offers(plan_id(), at(9)).await?, []);
    let phone = there(unit.invitation_by_hash(phone.secret).await?)?;
    assert_eq!(phone.burned_at, Some(at(7)));
    assert_eq!(unit.latest_invitation(stage.plan).await?, Some(newer));
    Ok(())
}
