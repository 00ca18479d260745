//! What the database itself refuses, whoever asks.

use domain::id::{AccessEventId, PersonId, PlanId};
use domain::policy::Relation;
use jiff::Timestamp;
use storage::{AccessEvent, Storage, StorageError};
use storage_postgres::PgStorage;

use crate::own_database::OwnDatabase;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

#[tokio::test]
async fn the_access_log_refuses_every_change() {
    let own = OwnDatabase::make().await.unwrap();
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
    let mut unit = own.storage.begin().await.unwrap();
    unit.log_access(&event).await.unwrap();
    unit.commit().await.unwrap();
    let mut raw = own.raw().await.unwrap();
    // A superuser who switches ordinary triggers off, even.
    for role in [
        "SET session_replication_role = 'origin'",
        "SET session_replication_role = 'replica'",
    ] {
        sqlx::query(role).execute(&mut raw).await.unwrap();
        for tamper in [
            "UPDATE access_event SET what = 'niets'",
            "DELETE FROM access_event",
            "TRUNCATE access_event",
            "INSERT INTO access_event SELECT * FROM access_event
             ON CONFLICT (id) DO UPDATE SET what = 'niets'",
        ] {
            let refused = sqlx::query(tamper).execute(&mut raw).await.unwrap_err();
            assert!(
                refused.to_string().contains("only ever added to"),
                "{tamper}: {refused}"
            );
        }
    }
    let mut unit = own.storage.read().await.unwrap();
    assert_eq!(unit.access_log(event.plan, 9).await.unwrap(), [event]);
    drop(unit);
    own.drop_it().await;
}

#[tokio::test]
async fn a_database_of_a_newer_stip_is_refused() {
    let own = OwnDatabase::make().await.unwrap();
    let mut raw = own.raw().await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'later', TRUE, 'x', 0)",
    )
    .execute(&mut raw)
    .await
    .unwrap();
    let newer = PgStorage::connect(&own.url).await.map(drop);
    assert!(matches!(newer, Err(StorageError::Newer)), "{newer:?}");
    own.drop_it().await;
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_said() {
    let own = OwnDatabase::make().await.unwrap();
    for nowhere in [
        "postgres://stip@127.0.0.1:1/stip".to_owned(),
        format!("{}_is_missing", own.url),
    ] {
        let away = PgStorage::connect(&nowhere).await.map(drop);
        assert!(
            matches!(away, Err(StorageError::Unavailable(_))),
            "{away:?}"
        );
    }
    let nonsense = PgStorage::connect("postgres://[").await.map(drop);
    assert!(
        matches!(nonsense, Err(StorageError::Driver(_))),
        "{nonsense:?}"
    );
    own.drop_it().await;
}
