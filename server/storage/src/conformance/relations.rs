//! Relations and facts.

use std::sync::Arc;

use domain::policy::{Membership, Relation};

use super::stage::{Stage, at, person_id, plan_id, relation_id, somebody};
use super::{Outcome, there};
use crate::{PersonKind, RelationRow, Storage, StorageError};

/// A second lead coach is refused while the first one lasts, and welcome after.
pub async fn a_plan_has_one_lead_coach_at_a_time(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let colleague = somebody(PersonKind::Coach, Some(stage.organisation));
    let first = stage.guided(Relation::LeadCoach, at(0));
    let second = RelationRow {
        id: relation_id(),
        person: colleague.id,
        from: at(10),
        ..first.clone()
    };
    let mut unit = stage.storage.begin().await?;
    unit.add_person(&colleague).await?;
    unit.add_relation(&first).await?;
    unit.commit().await?;

    let mut unit = stage.storage.begin().await?;
    let taken = unit.add_relation(&second).await;
    assert!(
        matches!(&taken, Err(StorageError::Taken { constraint }) if constraint == "relation.plan_id"),
        "{taken:?}"
    );
    drop(unit);

    let mut unit = stage.storage.begin().await?;
    let deputy = RelationRow {
        id: relation_id(),
        relation: Relation::Coach,
        ..second.clone()
    };
    unit.add_relation(&deputy).await?;
    unit.end_relation(first.id, at(10)).await?;
    unit.add_relation(&second).await?;
    unit.commit().await
}

/// From its first moment until just before its last; who ended stays ended.
pub async fn relations_hold_for_their_time(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let relation = stage.guided(Relation::Coach, at(10));
    let mut unit = stage.storage.begin().await?;
    unit.add_relation(&relation).await?;
    assert_eq!(unit.relations(stage.plan, at(9)).await?, []);
    assert_eq!(
        unit.relations(stage.plan, at(10)).await?,
        std::slice::from_ref(&relation)
    );
    unit.end_relation(relation.id, at(20)).await?;
    unit.end_relation(relation.id, at(30)).await?;
    let ended = RelationRow {
        until: Some(at(20)),
        ..relation
    };
    assert_eq!(unit.relations(stage.plan, at(19)).await?, [ended]);
    assert_eq!(unit.relations(stage.plan, at(20)).await?, []);
    let gone = unit.end_relation(relation_id(), at(0)).await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    Ok(())
}

/// The owner, a coach in time, and a stranger.
pub async fn facts_tell_who_somebody_is(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let mut unit = stage.storage.begin().await?;
    let owner = there(unit.facts(stage.youth, stage.plan, at(0)).await?)?;
    assert_eq!(owner.relation, Relation::Youth);
    assert_eq!((owner.person, owner.plan), (stage.youth, stage.plan));
    assert_eq!(owner.membership, Membership::Active);
    assert_eq!(owner.consent, None);

    let stranger = there(unit.facts(stage.coach, stage.plan, at(0)).await?)?;
    assert_eq!(stranger.relation, Relation::Stranger);

    unit.add_relation(&stage.guided(Relation::Partner, at(0)))
        .await?;
    let lead = stage.guided(Relation::LeadCoach, at(5));
    unit.add_relation(&lead).await?;
    unit.set_membership(stage.coach, Membership::Suspended)
        .await?;
    let partner = there(unit.facts(stage.coach, stage.plan, at(4)).await?)?;
    assert_eq!(partner.relation, Relation::Partner);
    let coach = there(unit.facts(stage.coach, stage.plan, at(5)).await?)?;
    assert_eq!(
        coach.relation,
        Relation::LeadCoach,
        "the strongest relation counts"
    );
    assert_eq!(coach.membership, Membership::Suspended);
    unit.end_relation(lead.id, at(6)).await?;
    let partner = there(unit.facts(stage.coach, stage.plan, at(6)).await?)?;
    assert_eq!(partner.relation, Relation::Partner);
    unit.commit().await?;

    let mut unit = stage.storage.read().await?;
    let owner = there(unit.facts(stage.youth, stage.plan, at(0)).await?)?;
    assert_eq!(
        owner.relation,
        Relation::Youth,
        "a reading unit knows it too"
    );
    assert_eq!(unit.plan_of(stage.youth).await?, Some(stage.plan));
    assert_eq!(unit.plan_of(stage.coach).await?, None);
    Ok(())
}

/// No person or no plan: no facts.
pub async fn facts_are_none_for_what_does_not_exist(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let mut unit = stage.storage.read().await?;
    assert_eq!(unit.facts(person_id(), stage.plan, at(0)).await?, None);
    assert_eq!(unit.facts(stage.youth, plan_id(), at(0)).await?, None);
    assert_eq!(unit.facts(person_id(), plan_id(), at(0)).await?, None);
    assert_eq!(unit.relations(plan_id(), at(0)).await?, []);
    Ok(())
}
