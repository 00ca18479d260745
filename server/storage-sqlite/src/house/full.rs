//! A database that may not grow any more: SQLite answers `SQLITE_FULL`, as on a disk without room.

use domain::id::{AccessEventId, ChangeId, EffectId, OrganisationId, PersonId};
use domain::policy::{Facts, Membership, Permit, Relation, enter};
use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use storage::{
    AccessEvent, EffectKind, KeyedHash, NewEffect, NewJournalRow, NewPerson, NewPlan, Organisation,
    PersonKind, Projections, Sealed, StorageError,
};

use super::*;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// A youth with a plan.
async fn plan(storage: &SqliteStorage) -> Permit {
    let organisation = OrganisationId::mint(NOW, [1; 10]);
    let (youth, plan) = (PersonId::mint(NOW, [2; 10]), PlanId::mint(NOW, [3; 10]));
    let mut unit = storage.begin().await.unwrap();
    let house = Organisation {
        id: organisation,
        name: "Huis".to_owned(),
        created_at: NOW,
    };
    unit.add_organisation(&house).await.unwrap();
    unit.add_person(&NewPerson {
        id: youth,
        organisation: None,
        kind: PersonKind::Youth,
        name: Sealed(Vec::new()),
        email: None,
        password: None,
        membership: Membership::Active,
        created_at: NOW,
    })
    .await
    .unwrap();
    unit.add_plan(&NewPlan {
        id: plan,
        youth,
        organisation,
        wrapped_key: Sealed(Vec::new()),
        created_at: NOW,
    })
    .await
    .unwrap();
    unit.commit().await.unwrap();
    let facts = Facts {
        person: youth,
        plan,
        relation: Relation::Youth,
        membership: Membership::Active,
        consent: None,
    };
    enter(facts, NOW).unwrap()
}

/// Everything that one write brings: message and access log first, then rows of 40 KB each.
async fn write(storage: &SqliteStorage, permit: &Permit, rows: core::ops::Range<u8>) -> Result<()> {
    let number = rows.start;
    let mut unit = storage.begin().await?;
    let id = EffectId::mint(NOW, [number; 10]);
    unit.add_effect(&NewEffect {
        id,
        key: KeyedHash([number; 32]),
        kind: EffectKind::Nudge,
        plan: permit.plan(),
        subject: id.uuid(),
        person: permit.person(),
        subscription: None,
        payload: Sealed(vec![number; 64]),
        receipt: KeyedHash([number; 32]),
        due_at: NOW,
        expires_at: NOW,
        created_at: NOW,
    })
    .await?;
    unit.log_access(&AccessEvent {
        id: AccessEventId::mint(NOW, [number; 10]),
        plan: permit.plan(),
        person: permit.person(),
        relation: Relation::Coach,
        organisation: None,
        what: "write".to_owned(),
        consent: None,
        at: NOW,
    })
    .await?;
    let rows: Vec<_> = rows
        .map(|number| NewJournalRow {
            seq: Seq(u64::from(number)),
            change: ChangeId::mint(NOW, [number; 10]),
            author: permit.person(),
            recorded_at: NOW,
            sealed: Sealed(vec![number; 40_000]),
        })
        .collect();
    let projections = Projections {
        snapshot: Sealed(vec![number; 1_000]),
        card: Sealed(vec![number; 100]),
        last_contact_at: None,
    };
    unit.append(permit, &rows, &projections).await?;
    unit.commit().await
}

/// What stands there: places, the snapshot's first byte, messages, looks.
async fn stands(storage: &SqliteStorage, permit: &Permit) -> (Vec<u64>, Option<u8>, usize, usize) {
    let mut unit = storage.read().await.unwrap();
    let head = unit.head(permit).await.unwrap().unwrap();
    let entries = unit.entries_after(permit, Seq::START, 100).await.unwrap();
    for entry in &entries {
        assert_eq!(entry.sealed.0.len(), 40_000);
    }
    let places: Vec<_> = entries.iter().map(|entry| entry.seq.0).collect();
    assert_eq!(places.last().copied().unwrap_or(0), head.seq.0);
    assert_eq!(head.snapshot_seq, head.seq);
    let snapshot = head.snapshot.and_then(|sealed| sealed.0.first().copied());
    let effects = unit.effects_of(permit.plan(), 100).await.unwrap().len();
    let looks = unit.access_log(permit.plan(), 100).await.unwrap().len();
    (places, snapshot, effects, looks)
}

/// Lets the file have so many pages more than it has. The bound goes with the writer's connection, which
/// the pool replaces after the error.
async fn room(storage: &SqliteStorage, pages: u32) {
    let writer = &storage.house.writer;
    let has = sqlx::query_scalar::<_, u32>("PRAGMA page_count")
        .fetch_one(writer)
        .await
        .unwrap();
    let most = format!("PRAGMA max_page_count = {}", has.saturating_add(pages));
    sqlx::query(AssertSqlSafe(most))
        .execute(writer)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_full_disk_refuses_writes_and_heals() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stip.db");
    let storage = SqliteStorage::open(&path).await.unwrap();
    let permit = plan(&storage).await;
    write(&storage, &permit, 1..3).await.unwrap();
    let before = stands(&storage, &permit).await;
    assert_eq!(before, (vec![1, 2], Some(1), 1, 1));

    // Room for nothing; for the first rows of the write; for all but the last.
    for pages in [0, 1, 5, 12, 25] {
        room(&storage, pages).await;
        let mut news = storage.subscribe();
        let full = write(&storage, &permit, 3..6).await;
        assert!(matches!(full, Err(StorageError::Full)), "{pages}: {full:?}");
        assert!(news.try_recv().is_err(), "nobody is told");
        assert_eq!(stands(&storage, &permit).await, before, "{pages}");
        storage.ping().await.unwrap();
    }

    room(&storage, 1_000).await;
    write(&storage, &permit, 3..6).await.unwrap();
    let after = (vec![1, 2, 3, 4, 5], Some(3), 2, 2);
    assert_eq!(stands(&storage, &permit).await, after);
    storage.close().await;
    let storage = SqliteStorage::open(&path).await.unwrap();
    assert_eq!(stands(&storage, &permit).await, after, "the file is whole");
    storage.close().await;
}

#[tokio::test]
async fn a_unit_that_met_a_full_disk_can_only_be_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let storage = SqliteStorage::open(&folder.path().join("stip.db"))
        .await
        .unwrap();
    room(&storage, 0).await;
    let mut unit = storage.begin().await.unwrap();
    let organisation = |number: u8, name: String| Organisation {
        id: OrganisationId::mint(NOW, [number; 10]),
        name,
        created_at: NOW,
    };
    unit.add_organisation(&organisation(1, "klein".to_owned()))
        .await
        .unwrap();
    let large = organisation(2, "x".repeat(20_000));
    let full = unit.add_organisation(&large).await;
    assert!(matches!(full, Err(StorageError::Full)), "{full:?}");
    let after = organisation(3, "ook".to_owned());
    let after = unit.add_organisation(&after).await;
    assert!(matches!(after, Err(StorageError::Aborted)), "{after:?}");
    let end = unit.commit().await;
    assert!(matches!(end, Err(StorageError::Aborted)), "{end:?}");
    let mut unit = storage.read().await.unwrap();
    assert!(unit.organisations(9).await.unwrap().is_empty());
    drop(unit);
    storage.close().await;
}
