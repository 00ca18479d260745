//! The outbox: workers and their leases.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::stage::{Stage, at, sealed};
use super::{Outcome, Tamper, there};
use crate::{EffectState, LeasedEffect, Result, Settled, Storage, StorageError, UnitOfWork};

async fn lease_one(unit: &mut dyn UnitOfWork, now: i64, until: i64) -> Result<LeasedEffect> {
    let leased = unit.lease_effects(at(now), at(until), 1).await?.effects;
    there(leased.into_iter().next())
}

/// What is due, oldest first, as many as asked; what is not due yet waits.
pub async fn effects_are_leased_oldest_first(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    assert_eq!(stage.storage.read().await?.next_due().await?, None);
    let effects = [30, 10, 20, 40].map(|second| stage.effect(at(second)));
    stage.add_effects(&effects).await?;
    let mut unit = stage.storage.begin().await?;
    assert_eq!(unit.next_due().await?, Some(at(10)));
    assert!(
        unit.lease_effects(at(9), at(60), 9)
            .await?
            .effects
            .is_empty()
    );
    assert!(
        unit.lease_effects(at(39), at(60), 0)
            .await?
            .effects
            .is_empty()
    );
    let first = unit.lease_effects(at(39), at(60), 2).await?.effects;
    let rest = unit.lease_effects(at(39), at(60), 9).await?.effects;
    let ids: Vec<_> = first.iter().chain(&rest).map(|effect| effect.id).collect();
    let [third, oldest, second, later] = &effects;
    assert_eq!(ids, [oldest.id, second.id, third.id]);
    assert_eq!(unit.next_due().await?, Some(at(40)));
    let leased = there(first.first())?;
    assert_eq!((leased.kind, leased.subject), (oldest.kind, oldest.subject));
    assert_eq!(
        (&leased.payload, leased.expires_at),
        (&sealed("bericht"), at(5000))
    );
    assert_eq!((leased.attempts, leased.subscription), (1, None));
    assert_eq!(lease_one(&mut *unit, 40, 60).await?.id, later.id);
    assert_eq!(
        unit.next_due().await?,
        Some(at(60)),
        "held ones are due when their leases end"
    );
    unit.commit().await
}

/// Four workers empty a queue of forty: every effect is held once.
pub async fn two_workers_never_hold_the_same_effect(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let effects: Vec<_> = (0..40).map(|second| stage.effect(at(second))).collect();
    stage.add_effects(&effects).await?;
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let storage = Arc::clone(&stage.storage);
        workers.spawn(async move {
            let mut held = Vec::new();
            loop {
                let mut unit = storage.begin().await?;
                let leased = unit.lease_effects(at(50), at(100), 3).await?.effects;
                unit.commit().await?;
                if leased.is_empty() {
                    return Ok::<_, StorageError>(held);
                }
                held.extend(leased.into_iter().map(|effect| effect.id));
            }
        });
    }
    let held = workers
        .join_all()
        .await
        .into_iter()
        .collect::<Result<Vec<_>>>()?
        .concat();
    let distinct: BTreeSet<_> = held.iter().collect();
    assert_eq!((held.len(), distinct.len()), (40, 40));
    Ok(())
}

/// A worker that died loses its lease when it ends, not before; the count of tries goes on.
pub async fn a_lease_that_ran_out_is_due_again(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    stage.add_effects(&[stage.effect(at(0))]).await?;
    let mut unit = stage.storage.begin().await?;
    let first = lease_one(&mut *unit, 1, 10).await?;
    assert!(
        unit.lease_effects(at(9), at(20), 1)
            .await?
            .effects
            .is_empty()
    );
    let second = lease_one(&mut *unit, 10, 20).await?;
    assert_eq!((first.attempts, second.attempts), (1, 2));
    assert_eq!(first.id, second.id);
    assert_ne!(first.lease, second.lease);
    unit.commit().await
}

/// A worker that was too slow changes nothing, nor does one that settles twice.
pub async fn a_lost_lease_settles_nothing(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    stage.add_effects(&[stage.effect(at(0))]).await?;
    let mut unit = stage.storage.begin().await?;
    let slow = lease_one(&mut *unit, 1, 10).await?;
    let quick = lease_one(&mut *unit, 10, 20).await?;
    let failed = Settled::Failed("gone".to_owned());
    assert!(
        !unit
            .settle_effect(slow.id, slow.lease, &failed, at(11))
            .await?
    );
    assert!(
        !unit
            .settle_effect(slow.id, u64::MAX, &failed, at(11))
            .await?
    );
    assert!(
        unit.settle_effect(quick.id, quick.lease, &Settled::Sent, at(12))
            .await?
    );
    assert!(
        !unit
            .settle_effect(quick.id, quick.lease, &failed, at(13))
            .await?
    );
    let found = unit.effects_of(stage.plan, 1).await?;
    let found = there(found.first())?;
    assert_eq!(
        (found.state, found.failure.as_deref()),
        (EffectState::Sent, None)
    );
    assert_eq!(found.changed_at, at(12));
    assert!(
        unit.lease_effects(at(1000), at(2000), 1)
            .await?
            .effects
            .is_empty(),
        "sent is done"
    );
    assert_eq!(unit.next_due().await?, None);
    unit.commit().await
}

/// Not before its moment; until then it is queued as before.
pub async fn a_retry_comes_back_later(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    stage.add_effects(&[stage.effect(at(0))]).await?;
    let mut unit = stage.storage.begin().await?;
    let first = lease_one(&mut *unit, 1, 10).await?;
    let retry = Settled::Retry(at(100));
    assert!(
        unit.settle_effect(first.id, first.lease, &retry, at(2))
            .await?
    );
    assert_eq!(unit.next_due().await?, Some(at(100)));
    assert!(
        !unit
            .settle_effect(first.id, first.lease, &Settled::Sent, at(3))
            .await?
    );
    assert!(
        unit.lease_effects(at(99), at(200), 1)
            .await?
            .effects
            .is_empty()
    );
    let found = unit.effects_of(stage.plan, 1).await?;
    let found = there(found.first())?;
    assert_eq!(
        (found.state, found.changed_at),
        (EffectState::Queued, at(0))
    );
    let second = lease_one(&mut *unit, 100, 200).await?;
    assert_eq!(second.attempts, 2);
    unit.commit().await
}

/// What was never sent costs no try, however often a worker takes it and gives it back; the lease is
/// over all the same.
pub async fn what_was_not_sent_costs_no_try(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    stage.add_effects(&[stage.effect(at(0))]).await?;
    let mut unit = stage.storage.begin().await?;
    for round in 1..=20 {
        let leased = lease_one(&mut *unit, round * 10, round * 10 + 5).await?;
        assert_eq!(leased.attempts, 1, "round {round}");
        let unsent = Settled::Unsent(at(round * 10 + 10));
        let (id, lease, now) = (leased.id, leased.lease, at(round * 10 + 1));
        assert!(unit.settle_effect(id, lease, &unsent, now).await?);
        assert!(!unit.settle_effect(id, lease, &unsent, now).await?, "once");
        assert_eq!(unit.next_due().await?, Some(at(round * 10 + 10)));
    }
    let tried = lease_one(&mut *unit, 500, 600).await?;
    let retry = Settled::Retry(at(600));
    assert!(
        unit.settle_effect(tried.id, tried.lease, &retry, at(501))
            .await?
    );
    let again = lease_one(&mut *unit, 600, 700).await?;
    assert_eq!(again.attempts, 2, "tries that were made count on");
    let found = unit.effects_of(stage.plan, 1).await?;
    assert_eq!(there(found.first())?.changed_at, at(0), "queued ever since");
    unit.commit().await
}

/// A kind of a newer version, a moment that is none: such a row is handed out as unreadable, can be
/// settled, and the others are leased in the same go.
pub async fn rows_that_cannot_be_read_hold_up_no_other(
    storage: Arc<dyn Storage>,
    tamper: Arc<dyn Tamper>,
) -> Outcome {
    let stage = Stage::set(storage).await?;
    let effects = [0, 1, 2, 3].map(|second| stage.effect(at(second)));
    stage.add_effects(&effects).await?;
    let [letter, first, timeless, last] = &effects;
    tamper.unknown_kind(letter.id).await?;
    tamper.impossible_expiry(timeless.id).await?;

    let mut unit = stage.storage.begin().await?;
    let leases = unit.lease_effects(at(10), at(60), 9).await?;
    let readable: Vec<_> = leases.effects.iter().map(|effect| effect.id).collect();
    assert_eq!(readable, [first.id, last.id]);
    let unreadable: Vec<_> = leases
        .unreadable
        .iter()
        .map(|effect| (effect.id, effect.why.to_string()))
        .collect();
    let impossible = |column| format!("the database holds an impossible value in effect.{column}");
    let expected = [
        (letter.id, impossible("kind")),
        (timeless.id, impossible("expires_at")),
    ];
    assert_eq!(unreadable, expected);
    for effect in leases.unreadable {
        let failed = Settled::Failed("unreadable".to_owned());
        assert!(
            unit.settle_effect(effect.id, effect.lease, &failed, at(11))
                .await?
        );
    }
    for effect in leases.effects {
        assert!(
            unit.settle_effect(effect.id, effect.lease, &Settled::Sent, at(11))
                .await?
        );
    }
    unit.commit().await?;

    let mut unit = stage.storage.begin().await?;
    assert_eq!(unit.next_due().await?, None, "nothing comes back");
    let found = unit.effects_of(stage.plan, 9).await?;
    let found: Vec<_> = found
        .iter()
        .map(|effect| (effect.id, effect.state, effect.failure.as_deref()))
        .collect();
    let expected = [
        (last.id, EffectState::Sent, None),
        (timeless.id, EffectState::Failed, Some("unreadable")),
        (first.id, EffectState::Sent, None),
    ];
    assert_eq!(
        found, expected,
        "the coach's list goes on without the letter"
    );
    unit.commit().await
}

/// The phone was quicker than the push service's answer: shown stays shown, and is not tried again.
pub async fn shown_before_sent_stays_shown(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let outcomes = [
        Settled::Sent,
        Settled::Retry(at(5)),
        Settled::Unsent(at(5)),
        Settled::Failed("time_out".to_owned()),
    ];
    for outcome in outcomes {
        let effect = stage.effect(at(0));
        stage.add_effects(std::slice::from_ref(&effect)).await?;
        let mut unit = stage.storage.begin().await?;
        let leased = lease_one(&mut *unit, 1, 10).await?;
        assert_eq!(leased.id, effect.id);
        let shown = unit
            .report_effect(effect.receipt, EffectState::Shown, at(2))
            .await?;
        assert!(shown.is_some());
        assert!(
            unit.settle_effect(effect.id, leased.lease, &outcome, at(3))
                .await?
        );
        let found = unit.effects_of(stage.plan, 9).await?;
        let found = there(found.iter().find(|found| found.id == effect.id))?;
        assert_eq!(
            (found.state, found.failure.as_deref()),
            (EffectState::Shown, None)
        );
        assert_eq!(found.changed_at, at(2), "{outcome:?}");
        assert!(
            unit.lease_effects(at(100), at(200), 9)
                .await?
                .effects
                .is_empty(),
            "{outcome:?}"
        );
        unit.commit().await?;
    }
    Ok(())
}
