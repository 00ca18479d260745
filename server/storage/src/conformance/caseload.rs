//! A coach's caseload.

use std::sync::Arc;

use domain::journal::Seq;
use domain::policy::Relation;

use super::stage::{Stage, at, permit, person_id, projections, relation_id, row, sealed};
use super::{Outcome, there};
use crate::{Projections, RelationRow, Storage};

/// Whom the coach guides at that moment, the longest guided first; one line tells all.
pub async fn a_coach_sees_whom_the_coach_guides_now(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (second_youth, second_plan) = stage.another_plan().await?;
    let (_, past_plan) = stage.another_plan().await?;
    let (_, not_guided) = stage.another_plan().await?;
    stage.fill(3).await?;
    let lead = stage.guided(Relation::LeadCoach, at(5));
    let deputy = RelationRow {
        plan: second_plan,
        ..stage.guided(Relation::Coach, at(1))
    };
    let past = RelationRow {
        plan: past_plan,
        until: Some(at(9)),
        ..stage.guided(Relation::LeadCoach, at(0))
    };
    let partner = RelationRow {
        plan: not_guided,
        ..stage.guided(Relation::Partner, at(0))
    };
    let mut unit = stage.storage.begin().await?;
    for relation in [&lead, &deputy, &past, &partner] {
        unit.add_relation(relation).await?;
    }
    unit.mark_seen(&stage.coach_permit()?, Seq(2)).await?;
    unit.mark_seen(&stage.permit()?, Seq(3)).await?;
    unit.commit().await?;

    let mut unit = stage.storage.read().await?;
    let lines = unit.caseload(stage.coach, at(10)).await?;
    let plans: Vec<_> = lines
        .iter()
        .map(|line| (line.plan, line.relation))
        .collect();
    assert_eq!(
        plans,
        [
            (second_plan, Relation::Coach),
            (stage.plan, Relation::LeadCoach)
        ]
    );
    let fresh = there(lines.first())?;
    assert_eq!(
        (fresh.youth, fresh.seq, fresh.seen),
        (second_youth, Seq::START, Seq::START)
    );
    assert_eq!(
        (&fresh.card, fresh.last_contact_at, fresh.paired),
        (&None, None, false)
    );
    let line = there(lines.last())?;
    assert_eq!(
        (line.youth, line.seq, line.seen),
        (stage.youth, Seq(3), Seq(2))
    );
    assert_eq!(
        (&line.name, &line.wrapped_key),
        (&sealed("naam"), &sealed("sleutel"))
    );
    assert_eq!(line.card, Some(projections("3").card));
    assert_eq!(unit.caseload(stage.coach, at(8)).await?.len(), 3);
    assert!(unit.caseload(person_id(), at(10)).await?.is_empty());
    Ok(())
}

/// Deputy first, lead coach later, both still open: one line, as lead coach.
pub async fn a_plan_stands_in_a_caseload_once(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let mut unit = stage.storage.begin().await?;
    unit.add_relation(&stage.guided(Relation::Coach, at(1)))
        .await?;
    unit.add_relation(&stage.guided(Relation::LeadCoach, at(2)))
        .await?;
    let again = RelationRow {
        id: relation_id(),
        ..stage.guided(Relation::Coach, at(3))
    };
    unit.add_relation(&again).await?;
    let lines = unit.caseload(stage.coach, at(10)).await?;
    let relations: Vec<_> = lines.iter().map(|line| line.relation).collect();
    assert_eq!(relations, [Relation::LeadCoach]);
    Ok(())
}

/// A used invitation means a phone; a burned one does not, also when it had been used.
pub async fn a_phone_counts_as_paired_once_its_words_were_right(
    storage: Arc<dyn Storage>,
) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (wrong, right) = (stage.invitation(at(0)), stage.invitation(at(1)));
    let mut unit = stage.storage.begin().await?;
    unit.add_relation(&stage.guided(Relation::LeadCoach, at(0)))
        .await?;
    unit.add_invitation(&wrong).await?;
    let mut paired = Vec::new();
    paired.push(there(unit.caseload(stage.coach, at(1)).await?.first())?.paired);
    unit.redeem_invitation(wrong.id, at(1)).await?;
    paired.push(there(unit.caseload(stage.coach, at(1)).await?.first())?.paired);
    unit.burn_invitation(wrong.id, at(1)).await?;
    paired.push(there(unit.caseload(stage.coach, at(1)).await?.first())?.paired);
    unit.add_invitation(&right).await?;
    unit.redeem_invitation(right.id, at(2)).await?;
    paired.push(there(unit.caseload(stage.coach, at(1)).await?.first())?.paired);
    assert_eq!(paired, [false, true, false, true]);
    Ok(())
}

/// The highest place that was seen stays.
pub async fn seen_never_goes_back(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let coach = permit(stage.coach, stage.plan, Relation::LeadCoach)?;
    let mut unit = stage.storage.begin().await?;
    unit.add_relation(&stage.guided(Relation::LeadCoach, at(0)))
        .await?;
    for (seen, stands) in [(3, 3), (2, 3), (3, 3), (7, 7)] {
        unit.mark_seen(&coach, Seq(seen)).await?;
        let lines = unit.caseload(stage.coach, at(0)).await?;
        assert_eq!(there(lines.first())?.seen, Seq(stands));
    }
    unit.commit().await
}

/// A write that was no contact changes nothing; nor does an earlier contact that comes in late.
pub async fn the_last_contact_never_goes_back(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let permit = stage.permit()?;
    let mut unit = stage.storage.begin().await?;
    unit.add_relation(&stage.guided(Relation::LeadCoach, at(0)))
        .await?;
    let moments = [
        (None, None),
        (Some(at(20)), Some(at(20))),
        (None, Some(at(20))),
        (Some(at(10)), Some(at(20))),
        (Some(at(30)), Some(at(30))),
    ];
    for (seq, (contact, stands)) in (1..).zip(moments) {
        let new = Projections {
            last_contact_at: contact,
            ..projections("x")
        };
        unit.append(&permit, &[row(seq, stage.youth)], &new).await?;
        let lines = unit.caseload(stage.coach, at(0)).await?;
        assert_eq!(there(lines.first())?.last_contact_at, stands);
    }
    unit.commit().await
}
