//! What a youth lets somebody see.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::id::{ConsentId, PersonId};
use domain::journal::Part;
use domain::policy::{Consent, Relation};

use super::stage::{Stage, at, consent_id, relation_id, sealed, somebody};
use super::{Outcome, there};
use crate::{ConsentRow, PersonKind, RelationRow, Result, Storage, StorageError};

/// A parent beside the plan, and what the parent may see.
async fn parent(stage: &Stage) -> Result<PersonId> {
    let parent = somebody(PersonKind::Parent, None);
    let relation = RelationRow {
        id: relation_id(),
        plan: stage.plan,
        person: parent.id,
        relation: Relation::Parent,
        from: at(0),
        until: None,
    };
    let mut unit = stage.storage.begin().await?;
    unit.add_person(&parent).await?;
    unit.add_relation(&relation).await?;
    unit.commit().await?;
    Ok(parent.id)
}

fn consent(stage: &Stage, receiver: PersonId, parts: &[Part], from: i64, until: i64) -> ConsentRow {
    ConsentRow {
        plan: stage.plan,
        receiver,
        name: sealed("mama"),
        purpose: "meelezen".to_owned(),
        legal_basis: "toestemming".to_owned(),
        text_version: "2026-1".to_owned(),
        consent: Consent {
            id: consent_id(),
            parts: parts.iter().copied().collect(),
            from: at(from),
            until: at(until),
            withdrawn_at: None,
        },
    }
}

/// Parts and dates, for every part that there is.
pub async fn a_consent_comes_back_with_its_parts(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let parent = parent(&stage).await?;
    let given = consent(&stage, parent, &Part::ALL, 0, 100);
    let mut unit = stage.storage.begin().await?;
    let before = there(unit.facts(parent, stage.plan, at(1)).await?)?;
    assert_eq!((before.relation, before.consent), (Relation::Parent, None));
    unit.add_consent(&given).await?;
    unit.commit().await?;

    let mut unit = stage.storage.read().await?;
    let facts = there(unit.facts(parent, stage.plan, at(1)).await?)?;
    assert_eq!(facts.relation, Relation::Parent);
    assert_eq!(facts.consent, Some(given.consent));
    let other = there(unit.facts(stage.coach, stage.plan, at(1)).await?)?;
    assert_eq!(other.consent, None, "a consent is for its receiver only");
    Ok(())
}

/// From the commit on it covers nothing; twice changes nothing.
pub async fn a_consent_taken_back_is_still_known(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let parent = parent(&stage).await?;
    let given = consent(&stage, parent, &[Part::Goals], 0, 100);
    let mut unit = stage.storage.begin().await?;
    unit.add_consent(&given).await?;
    unit.withdraw_consent(given.consent.id, at(10)).await?;
    unit.withdraw_consent(given.consent.id, at(20)).await?;
    unit.commit().await?;

    let mut unit = stage.storage.begin().await?;
    let facts = there(unit.facts(parent, stage.plan, at(10)).await?)?;
    let found = there(facts.consent)?;
    assert_eq!(found.withdrawn_at, Some(at(10)));
    assert!(!found.covers(Part::Goals, at(10)));
    let nothing: ConsentId = consent_id();
    let gone = unit.withdraw_consent(nothing, at(0)).await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    Ok(())
}

/// Those that hold now are added up; those that ran out, or begin later, add nothing.
pub async fn several_consents_count_together(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let parent = parent(&stage).await?;
    let mut unit = stage.storage.begin().await?;
    let newest = consent(&stage, parent, &[Part::Wins, Part::Goals], 5, 50);
    for given in [
        consent(&stage, parent, &[Part::Goals], 0, 100),
        newest.clone(),
        consent(&stage, parent, &[Part::Notes], 0, 20),
        consent(&stage, parent, &[Part::CheckIns], 30, 90),
    ] {
        unit.add_consent(&given).await?;
    }
    let sum = there(there(unit.facts(parent, stage.plan, at(20)).await?)?.consent)?;
    assert_eq!(sum.parts, BTreeSet::from([Part::Goals, Part::Wins]));
    assert_eq!((sum.from, sum.until), (at(5), at(50)));
    assert_eq!(sum.id, newest.consent.id, "the one that was given last");
    let later = there(there(unit.facts(parent, stage.plan, at(95)).await?)?.consent)?;
    assert_eq!(later.parts, BTreeSet::from([Part::Goals]));
    let over = there(there(unit.facts(parent, stage.plan, at(100)).await?)?.consent)?;
    assert!(
        Part::ALL
            .into_iter()
            .all(|part| !over.covers(part, at(100)))
    );
    Ok(())
}

/// Also those that are over, newest first, with the name that the youth gave.
pub async fn the_owner_finds_every_consent(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (mother, father) = (parent(&stage).await?, parent(&stage).await?);
    let first = consent(&stage, mother, &Part::ALL, 0, 10);
    let second = ConsentRow {
        name: sealed("papa"),
        ..consent(&stage, father, &[Part::Wins], 1, 100)
    };
    let mut unit = stage.storage.begin().await?;
    unit.add_consent(&first).await?;
    unit.add_consent(&second).await?;
    unit.withdraw_consent(second.consent.id, at(5)).await?;
    unit.commit().await?;

    let (_, other_plan) = stage.another_plan().await?;
    let mut unit = stage.storage.read().await?;
    let withdrawn = ConsentRow {
        consent: Consent {
            withdrawn_at: Some(at(5)),
            ..second.consent
        },
        ..second
    };
    assert_eq!(unit.consents(stage.plan).await?, [withdrawn, first]);
    assert_eq!(unit.consents(other_plan).await?, []);
    Ok(())
}

/// Of every youth who shows something at this moment; what ran out or was taken back is not among them.
pub async fn whoever_reads_along_finds_the_plans(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (mother, father) = (parent(&stage).await?, parent(&stage).await?);
    let (_, other_plan) = stage.another_plan().await?;
    let of = |plan, consent: ConsentRow| ConsentRow { plan, ..consent };
    let taken_back = of(other_plan, consent(&stage, mother, &[Part::Wins], 2, 100));
    let mut unit = stage.storage.begin().await?;
    for given in [
        consent(&stage, mother, &[Part::Goals], 0, 50),
        consent(&stage, mother, &[Part::Wins], 1, 100),
        taken_back.clone(),
        of(other_plan, consent(&stage, father, &[Part::Wins], 0, 100)),
    ] {
        unit.add_consent(&given).await?;
    }
    unit.commit().await?;
    let found = async |seconds| {
        let mut unit = stage.storage.read().await?;
        unit.shared_with(mother, at(seconds)).await
    };
    assert_eq!(found(-1).await?, []);
    assert_eq!(found(1).await?, [stage.plan]);
    assert_eq!(found(2).await?, [stage.plan, other_plan]);
    let mut unit = stage.storage.begin().await?;
    unit.withdraw_consent(taken_back.consent.id, at(60)).await?;
    unit.commit().await?;
    assert_eq!(found(59).await?, [stage.plan, other_plan]);
    assert_eq!(found(60).await?, [stage.plan]);
    assert_eq!(found(100).await?, []);
    Ok(())
}
