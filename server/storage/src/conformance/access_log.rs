//! Who looked. That the database refuses to change it is tested per driver, in raw SQL.

use std::sync::Arc;

use domain::policy::Relation;

use super::Outcome;
use super::stage::{Stage, at, consent_id, event_id, plan_id};
use crate::{AccessEvent, Storage};

/// Newest first, of one plan, every field as it was; also about people that are not there any more.
pub async fn events_come_newest_first(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let event = |plan, relation, seconds| AccessEvent {
        id: event_id(),
        plan,
        person: stage.coach,
        relation,
        organisation: Some(stage.organisation),
        what: "plan".to_owned(),
        consent: Some(consent_id()),
        at: at(seconds),
    };
    let mut events = Vec::new();
    let mut unit = stage.storage.begin().await?;
    for (seconds, relation) in (0..).zip(Relation::ALL) {
        let event = event(stage.plan, relation, seconds);
        unit.log_access(&event).await?;
        events.insert(0, event);
    }
    let bare = AccessEvent {
        organisation: None,
        consent: None,
        ..event(plan_id(), Relation::Stranger, 9)
    };
    unit.log_access(&bare).await?;
    unit.commit().await?;

    let mut unit = stage.storage.read().await?;
    assert_eq!(unit.access_log(stage.plan, 100).await?, events);
    events.truncate(2);
    assert_eq!(unit.access_log(stage.plan, 2).await?, events);
    assert_eq!(unit.access_log(bare.plan, 2).await?, [bare]);
    assert_eq!(unit.access_log(plan_id(), 2).await?, []);
    Ok(())
}

/// Whoever reads along does so by a consent: the database takes no look without it (C-10).
pub async fn who_reads_along_names_the_consent(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (one, other) = (consent_id(), consent_id());
    let look = |relation, consent, seconds| AccessEvent {
        id: event_id(),
        plan: stage.plan,
        person: stage.coach,
        relation,
        organisation: None,
        what: "plan".to_owned(),
        consent,
        at: at(seconds),
    };
    let first = look(Relation::Parent, Some(one), 1);
    let second = look(Relation::Partner, Some(one), 2);
    let mut unit = stage.storage.begin().await?;
    for event in [
        &first,
        &second,
        &look(Relation::Parent, Some(other), 3),
        &look(Relation::Coach, None, 4),
    ] {
        unit.log_access(event).await?;
    }
    unit.commit().await?;

    let mut unit = stage.storage.read().await?;
    assert_eq!(unit.looks_by(one, 100).await?, [second.clone(), first]);
    assert_eq!(unit.looks_by(one, 1).await?, [second]);
    assert_eq!(unit.looks_by(consent_id(), 100).await?, []);
    drop(unit);
    for relation in [Relation::Parent, Relation::Partner] {
        let mut unit = stage.storage.begin().await?;
        let nameless = unit.log_access(&look(relation, None, 5)).await;
        assert!(nameless.is_err(), "{relation:?}");
    }
    Ok(())
}
