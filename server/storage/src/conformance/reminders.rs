//! Reminders before they are due.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::stage::{Stage, at, sealed};
use super::{Outcome, there};
use crate::{EffectKind, EffectState, NewEffect, Resolved, Result, Storage, StorageError};

fn reminder(stage: &Stage, due: i64) -> NewEffect {
    NewEffect {
        kind: EffectKind::Reminder,
        ..stage.effect(at(due))
    }
}

async fn plan(stage: &Stage, reminders: &[NewEffect]) -> Result<u64> {
    let mut unit = stage.storage.begin().await?;
    let new = unit.plan_reminders(reminders).await?;
    unit.commit().await?;
    Ok(new)
}

/// A reminder that waits is no message yet: no worker takes it, nobody sees it; and it is due when it
/// is due.
pub async fn a_planned_reminder_waits(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let planned = [reminder(&stage, 30), reminder(&stage, 20)];
    assert_eq!(plan(&stage, &planned).await?, 2);
    let mut unit = stage.storage.begin().await?;
    assert_eq!(unit.next_due().await?, Some(at(20)));
    assert!(
        unit.lease_effects(at(40), at(60), 9)
            .await?
            .effects
            .is_empty()
    );
    assert_eq!(unit.effects_of(stage.plan, 9).await?, []);
    assert!(unit.due_reminders(at(19), 9).await?.is_empty());
    let due = unit.due_reminders(at(30), 9).await?;
    let ids: Vec<_> = due.iter().map(|due| due.id).collect();
    let [later, sooner] = &planned;
    assert_eq!(ids, [sooner.id, later.id], "oldest first");
    let first = there(due.first())?;
    assert_eq!((first.plan, first.person), (stage.plan, stage.youth));
    assert_eq!(
        (first.subject, &first.payload),
        (sooner.subject, &sealed("bericht"))
    );
    assert_eq!(unit.due_reminders(at(30), 1).await?.len(), 1);
    unit.commit().await
}

/// The key decides: what was planned before, or went out before, is not planned again.
pub async fn a_reminder_is_planned_once(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let first = reminder(&stage, 10);
    let repeat = NewEffect {
        key: first.key,
        ..reminder(&stage, 20)
    };
    let other = reminder(&stage, 30);
    assert_eq!(plan(&stage, std::slice::from_ref(&first)).await?, 1);
    assert_eq!(plan(&stage, &[repeat.clone(), other]).await?, 1);
    let mut unit = stage.storage.begin().await?;
    assert!(
        unit.resolve_reminder(first.id, &Resolved::Addressed(None, at(90)), at(10))
            .await?
    );
    unit.commit().await?;
    assert_eq!(plan(&stage, &[repeat]).await?, 0);
    let mut unit = stage.storage.read().await?;
    assert_eq!(unit.next_due().await?, Some(at(10)), "queued now");
    Ok(())
}

/// What is addressed is queued at once, and leased like everything else; with its browser.
pub async fn an_addressed_reminder_is_leased(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let session = stage.session();
    let browser = stage.subscription(&session);
    let planned = reminder(&stage, 10);
    let mut unit = stage.storage.begin().await?;
    unit.add_session(&session).await?;
    unit.put_subscription(&browser).await?;
    unit.plan_reminders(std::slice::from_ref(&planned)).await?;
    let addressed = Resolved::Addressed(Some(browser.id), at(70));
    assert!(
        unit.resolve_reminder(planned.id, &addressed, at(15))
            .await?
    );
    assert!(
        !unit
            .resolve_reminder(planned.id, &addressed, at(15))
            .await?,
        "once"
    );
    assert!(
        !unit
            .resolve_reminder(planned.id, &Resolved::Withdrawn, at(15))
            .await?
    );
    let leased = unit.lease_effects(at(15), at(60), 9).await?.effects;
    let leased = there(leased.first())?;
    assert_eq!((leased.id, leased.kind), (planned.id, EffectKind::Reminder));
    assert_eq!((leased.plan, leased.person), (stage.plan, stage.youth));
    assert_eq!(
        (leased.subscription, leased.expires_at),
        (Some(browser.id), at(70))
    );
    let seen = unit.effects_of(stage.plan, 9).await?;
    let seen = there(seen.first())?;
    assert_eq!((seen.state, seen.changed_at), (EffectState::Queued, at(15)));
    unit.commit().await
}

/// Another moment, a mark, or gone without a trace.
pub async fn a_due_reminder_is_put_off_marked_or_withdrawn(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let planned = [10, 10, 10].map(|due| reminder(&stage, due));
    plan(&stage, &planned).await?;
    let [later, late, void] = &planned;
    let mut unit = stage.storage.begin().await?;
    for (of, resolved) in [
        (later, Resolved::Postponed(at(50))),
        (late, Resolved::Failed("expired".to_owned())),
        (void, Resolved::Withdrawn),
    ] {
        assert!(unit.resolve_reminder(of.id, &resolved, at(20)).await?);
    }
    assert_eq!(unit.next_due().await?, Some(at(50)));
    assert!(unit.due_reminders(at(49), 9).await?.is_empty());
    assert_eq!(unit.withdraw_reminders(later.subject, at(20)).await?, 0);
    assert_eq!(unit.due_reminders(at(50), 9).await?.len(), 1);
    let seen = unit.effects_of(stage.plan, 9).await?;
    assert_eq!(seen.len(), 1);
    let seen = there(seen.first())?;
    assert_eq!((seen.id, seen.state), (late.id, EffectState::Failed));
    assert_eq!(seen.failure.as_deref(), Some("expired"));
    unit.commit().await?;
    assert_eq!(
        plan(&stage, std::slice::from_ref(void)).await?,
        1,
        "its key is free again"
    );
    Ok(())
}

/// Only those of this appointment, only those that are not due, and never what is a message by now.
pub async fn reminders_are_withdrawn_until_they_are_due(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let [due, later, queued, other] = [10, 30, 30, 30].map(|due| reminder(&stage, due));
    let of_it = |planned: NewEffect| NewEffect {
        subject: due.subject,
        ..planned
    };
    let (later, queued) = (of_it(later), of_it(queued));
    plan(&stage, &[due.clone(), later, queued.clone(), other]).await?;
    let mut unit = stage.storage.begin().await?;
    unit.resolve_reminder(queued.id, &Resolved::Addressed(None, at(90)), at(5))
        .await?;
    assert_eq!(unit.withdraw_reminders(due.subject, at(10)).await?, 1);
    assert_eq!(unit.withdraw_reminders(due.subject, at(10)).await?, 0);
    let left = unit.due_reminders(at(99), 9).await?;
    assert_eq!(
        left.len(),
        2,
        "the one that is due, and the other appointment's"
    );
    assert_eq!(unit.effects_of(stage.plan, 9).await?.len(), 1);
    unit.commit().await
}

/// Four workers at once: everything that is due is resolved by one of them.
pub async fn two_workers_never_resolve_the_same_reminder(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let planned: Vec<_> = (0..40).map(|due| reminder(&stage, due)).collect();
    plan(&stage, &planned).await?;
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let storage = Arc::clone(&stage.storage);
        workers.spawn(async move {
            let mut resolved = Vec::new();
            loop {
                let mut unit = storage.begin().await?;
                let due = unit.due_reminders(at(50), 3).await?;
                for one in &due {
                    let marked = Resolved::Failed("expired".to_owned());
                    assert!(unit.resolve_reminder(one.id, &marked, at(50)).await?);
                }
                unit.commit().await?;
                if due.is_empty() {
                    return Ok::<_, StorageError>(resolved);
                }
                resolved.extend(due.into_iter().map(|one| one.id));
            }
        });
    }
    let resolved = workers
        .join_all()
        .await
        .into_iter()
        .collect::<Result<Vec<_>>>()?
        .concat();
    let distinct: BTreeSet<_> = resolved.iter().collect();
    assert_eq!((resolved.len(), distinct.len()), (40, 40));
    Ok(())
}
