//! The outbox: adding, reporting, listing.

use std::sync::Arc;

use super::stage::{Stage, at, hash, plan_id};
use super::{Outcome, there};
use crate::{Effect, EffectKind, EffectState, NewEffect, Settled, Storage};

/// The key decides, not the id; a repeat changes nothing, whoever writes it.
pub async fn the_same_effect_is_added_once(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let first = stage.effect(at(0));
    let repeat = NewEffect {
        key: first.key,
        ..stage.effect(at(9))
    };
    stage.add_effects(std::slice::from_ref(&first)).await?;
    let mut unit = stage.storage.begin().await?;
    assert!(!unit.add_effect(&repeat).await?);
    unit.commit().await?;
    let kept = stage
        .storage
        .read()
        .await?
        .effects_of(stage.plan, 9)
        .await?;
    let expected = Effect {
        id: first.id,
        kind: EffectKind::Nudge,
        plan: stage.plan,
        subject: first.subject,
        person: stage.youth,
        state: EffectState::Queued,
        failure: None,
        changed_at: at(0),
    };
    assert_eq!(kept, [expected]);
    Ok(())
}

/// Newest first, of one plan, every kind, as many as asked.
pub async fn effects_come_newest_first(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let kinds = [EffectKind::Nudge, EffectKind::Cheer, EffectKind::Proposal];
    let effects: Vec<_> = (0..)
        .zip(kinds)
        .map(|(second, kind)| NewEffect {
            kind,
            ..stage.effect(at(second))
        })
        .collect();
    stage.add_effects(&effects).await?;
    let mut unit = stage.storage.read().await?;
    let found = unit.effects_of(stage.plan, 9).await?;
    let newest: Vec<_> = found.iter().map(|effect| effect.kind).collect();
    assert_eq!(
        newest,
        [EffectKind::Proposal, EffectKind::Cheer, EffectKind::Nudge]
    );
    assert_eq!(unit.effects_of(stage.plan, 2).await?.len(), 2);
    assert_eq!(unit.effects_of(plan_id(), 2).await?, []);
    Ok(())
}

/// A wrong token tells nothing and changes nothing.
pub async fn a_report_needs_the_right_token(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let effect = stage.effect(at(0));
    stage.add_effects(std::slice::from_ref(&effect)).await?;
    let mut unit = stage.storage.begin().await?;
    assert_eq!(
        unit.report_effect(hash(), EffectState::Opened, at(1))
            .await?,
        None
    );
    assert_eq!(
        unit.report_effect(effect.key, EffectState::Opened, at(1))
            .await?,
        None
    );
    let states: Vec<_> = unit
        .effects_of(stage.plan, 9)
        .await?
        .iter()
        .map(|effect| effect.state)
        .collect();
    assert_eq!(states, [EffectState::Queued]);
    Ok(())
}

/// Shown, then opened; never back, and nothing but those two.
pub async fn a_report_only_goes_on(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let effect = stage.effect(at(0));
    stage.add_effects(std::slice::from_ref(&effect)).await?;
    let mut unit = stage.storage.begin().await?;
    for (second, report, stands, since) in [
        (1, EffectState::Sent, EffectState::Queued, 0),
        (2, EffectState::Failed, EffectState::Queued, 0),
        (3, EffectState::Shown, EffectState::Shown, 3),
        (4, EffectState::Shown, EffectState::Shown, 3),
        (5, EffectState::Queued, EffectState::Shown, 3),
        (6, EffectState::Opened, EffectState::Opened, 6),
        (7, EffectState::Shown, EffectState::Opened, 6),
        (8, EffectState::Opened, EffectState::Opened, 6),
    ] {
        let found = there(
            unit.report_effect(effect.receipt, report, at(second))
                .await?,
        )?;
        assert_eq!((found.id, found.state), (effect.id, stands), "{report:?}");
        assert_eq!(found.changed_at, at(since), "{report:?}");
    }
    unit.commit().await
}

/// We gave up, and yet the phone showed it: then it was shown.
pub async fn a_report_proves_a_failure_wrong(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let effect = stage.effect(at(0));
    stage.add_effects(std::slice::from_ref(&effect)).await?;
    let mut unit = stage.storage.begin().await?;
    let leased = unit.lease_effects(at(1), at(9), 1).await?.effects;
    let lease = there(leased.first())?.lease;
    let failed = Settled::Failed("time_out".to_owned());
    assert!(unit.settle_effect(effect.id, lease, &failed, at(2)).await?);
    let found = unit.effects_of(stage.plan, 1).await?;
    let found = there(found.first())?;
    assert_eq!(
        (found.state, found.failure.as_deref()),
        (EffectState::Failed, Some("time_out"))
    );
    assert_eq!(found.changed_at, at(2));
    let shown = there(
        unit.report_effect(effect.receipt, EffectState::Shown, at(3))
            .await?,
    )?;
    assert_eq!((shown.state, shown.failure), (EffectState::Shown, None));
    unit.commit().await
}
