//! What is special about a database in a file.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use domain::id::{AccessEventId, ChangeId, OrganisationId, PersonId, PlanId};
use domain::journal::Seq;
use domain::policy::{Facts, Membership, Permit, Relation, enter};
use jiff::Timestamp;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use storage::{
    AccessEvent, NewJournalRow, NewPerson, NewPlan, Organisation, PersonKind, Projections, Sealed,
    Storage, StorageError,
};
use storage_sqlite::SqliteStorage;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;
const REGRETTED: &[u8] = b"ik heb spijt van deze zin, haal hem echt weg";

/// A connection past Stip, as somebody with the file would make one.
async fn raw(path: &Path) -> sqlx::Result<SqliteConnection> {
    SqliteConnectOptions::new().filename(path).connect().await
}

async fn add_organisation(storage: &SqliteStorage) -> storage::Result<OrganisationId> {
    let id = OrganisationId::mint(NOW, [1; 10]);
    let mut unit = storage.begin().await?;
    unit.add_organisation(&Organisation {
        id,
        name: "Huis".to_owned(),
        created_at: NOW,
    })
    .await?;
    unit.commit().await?;
    Ok(id)
}

/// A plan whose first entry holds the regretted words, and whose snapshot does too.
async fn regret(storage: &SqliteStorage) -> storage::Result<Permit> {
    let organisation = add_organisation(storage).await?;
    let (youth, plan) = (PersonId::mint(NOW, [2; 10]), PlanId::mint(NOW, [3; 10]));
    let facts = Facts {
        person: youth,
        plan,
        relation: Relation::Youth,
        membership: Membership::Active,
        consent: None,
    };
    let permit = enter(facts, NOW).map_err(|error| StorageError::Driver(Box::new(error)))?;
    let mut unit = storage.begin().await?;
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
    .await?;
    unit.add_plan(&NewPlan {
        id: plan,
        youth,
        organisation,
        wrapped_key: Sealed(Vec::new()),
        created_at: NOW,
    })
    .await?;
    let rows: Vec<_> = (1..=30_u8)
        .map(|number| NewJournalRow {
            seq: Seq(u64::from(number)),
            change: ChangeId::mint(NOW, [number; 10]),
            author: youth,
            recorded_at: NOW,
            sealed: Sealed(REGRETTED.repeat(usize::from(number))),
        })
        .collect();
    unit.append(&permit, &rows, &projections(&REGRETTED.repeat(300)))
        .await?;
    unit.commit().await?;
    Ok(permit)
}

fn projections(bytes: &[u8]) -> Projections {
    Projections {
        snapshot: Sealed(bytes.to_vec()),
        card: Sealed(bytes.to_vec()),
        last_contact_at: None,
    }
}

/// How often the regretted words stand in any file of the folder.
fn regretted(folder: &Path) -> usize {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|file| std::fs::read(file.path()).ok())
        .map(|bytes| {
            bytes
                .windows(REGRETTED.len())
                .filter(|window| *window == REGRETTED)
                .count()
        })
        .sum()
}

#[tokio::test]
async fn a_new_file_is_for_its_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stip.db");
    let storage = SqliteStorage::open(&path).await.unwrap();
    add_organisation(&storage).await.unwrap();
    for name in ["stip.db", "stip.db-wal", "stip.db-shm", "stip.db.lock"] {
        let mode = std::fs::metadata(folder.path().join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    storage.close().await;
}

#[tokio::test]
async fn a_second_holder_is_refused_until_the_first_closes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stip.db");
    let first = SqliteStorage::open(&path).await.unwrap();
    let id = add_organisation(&first).await.unwrap();
    let second = SqliteStorage::open(&path).await;
    assert!(matches!(second, Err(StorageError::Locked)), "{second:?}");
    first.close().await;
    let third = SqliteStorage::open(&path).await.unwrap();
    assert!(
        third
            .read()
            .await
            .unwrap()
            .organisation(id)
            .await
            .unwrap()
            .is_some()
    );
    third.close().await;
}

#[tokio::test]
async fn a_folder_that_is_missing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = SqliteStorage::open(&folder.path().join("geen/stip.db")).await;
    assert!(
        matches!(nowhere, Err(StorageError::Unavailable(_))),
        "{nowhere:?}"
    );
}

#[tokio::test]
async fn a_database_of_a_newer_stip_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stip.db");
    SqliteStorage::open(&path).await.unwrap().close().await;
    let mut raw = raw(&path).await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'later', TRUE, x'00', 0)",
    )
    .execute(&mut raw)
    .await
    .unwrap();
    let newer = SqliteStorage::open(&path).await;
    assert!(matches!(newer, Err(StorageError::Newer)), "{newer:?}");
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stip.db");
    SqliteStorage::open(&path).await.unwrap().close().await;
    let whole = std::fs::read(&path).unwrap();
    for torn in [0, 4096, 8192] {
        let mut bytes = whole.clone();
        bytes[torn..torn + 1024].fill(0xa5);
        std::fs::write(&path, bytes).unwrap();
        let damaged = SqliteStorage::open(&path).await;
        assert!(
            matches!(damaged, Err(StorageError::Damaged)),
            "{torn}: {damaged:?}"
        );
    }
    std::fs::write(&path, whole).unwrap();
    SqliteStorage::open(&path).await.unwrap().close().await;
}

#[tokio::test]
async fn the_access_log_refuses_every_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stip.db");
    let storage = SqliteStorage::open(&path).await.unwrap();
    let event = AccessEvent {
        id: AccessEventId::mint(NOW, [4; 10]),
        plan: PlanId::mint(NOW, [3; 10]),
        person: PersonId::mint(NOW, [2; 10]),
        relation: Relation::Coach,
        organisation: None,
        what: "plan".to_owned(),
        consent: None,
        at: NOW,
    };
    let mut unit = storage.begin().await.unwrap();
    unit.log_access(&event).await.unwrap();
    unit.commit().await.unwrap();
    let mut raw = raw(&path).await.unwrap();
    for tamper in [
        "UPDATE access_event SET what = 'niets'",
        "DELETE FROM access_event",
        "REPLACE INTO access_event (id, plan_id, person_id, relation, what, at)
         SELECT id, plan_id, person_id, relation, 'niets', at FROM access_event",
        "INSERT OR REPLACE INTO access_event (rowid, id, plan_id, person_id, relation, what, at)
         SELECT rowid, id, plan_id, person_id, relation, 'niets', at FROM access_event",
    ] {
        let refused = sqlx::query(tamper).execute(&mut raw).await.unwrap_err();
        assert!(
            refused.to_string().contains("only ever added to"),
            "{tamper}: {refused}"
        );
    }
    let mut unit = storage.read().await.unwrap();
    assert_eq!(unit.access_log(event.plan, 9).await.unwrap(), [event]);
    unit.commit().await.unwrap();
    storage.close().await;
}

#[tokio::test]
async fn words_that_are_taken_away_leave_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let storage = SqliteStorage::open(&folder.path().join("stip.db"))
        .await
        .unwrap();
    let permit = regret(&storage).await.unwrap();
    assert!(
        regretted(folder.path()) > 300,
        "the words stand on the disk"
    );
    let mut unit = storage.begin().await.unwrap();
    for row in unit.entries_after(&permit, Seq::START, 99).await.unwrap() {
        unit.rewrite_entry(&permit, row.change, &Sealed(b"weg".to_vec()))
            .await
            .unwrap();
    }
    unit.append(&permit, &[], &projections(b"weg"))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    assert_eq!(regretted(folder.path()), 0);
    storage.close().await;
    assert_eq!(regretted(folder.path()), 0);
}

#[tokio::test]
async fn a_reader_in_the_way_only_delays_the_wiping() {
    let folder = tempfile::tempdir().unwrap();
    let storage = SqliteStorage::open(&folder.path().join("stip.db"))
        .await
        .unwrap();
    let permit = regret(&storage).await.unwrap();
    let mut reader = storage.read().await.unwrap();
    let rows = reader.entries_after(&permit, Seq::START, 99).await.unwrap();
    let mut unit = storage.begin().await.unwrap();
    for row in rows {
        unit.rewrite_entry(&permit, row.change, &Sealed(b"weg".to_vec()))
            .await
            .unwrap();
    }
    unit.append(&permit, &[], &projections(b"weg"))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    assert!(regretted(folder.path()) > 0, "the reader still reads them");
    reader.commit().await.unwrap();
    let mut unit = storage.begin().await.unwrap();
    unit.mark_seen(&permit, Seq(1)).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(regretted(folder.path()), 0);
    storage.close().await;
}
