//! Several instances on one database, and connections that break.

use std::time::Duration;

use domain::id::{ChangeId, ConsentId, OrganisationId, PersonId, PlanId};
use domain::journal::{Part, Seq};
use domain::policy::{Consent, Facts, Membership, Permit, Relation, enter};
use jiff::Timestamp;
use storage::{
    ConsentRow, NewJournalRow, NewPerson, NewPlan, Organisation, PersonKind, Projections, Sealed,
    Storage, StorageError, UnitOfWork,
};
use storage_postgres::PgStorage;
use tokio::time::timeout;

use crate::own_database::OwnDatabase;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;
const SOON: Duration = Duration::from_secs(5);

/// A youth with a plan.
async fn plan(storage: &PgStorage) -> Permit {
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
    let wrapped_key = Sealed(Vec::new());
    unit.add_plan(&NewPlan {
        id: plan,
        youth,
        organisation,
        wrapped_key,
        created_at: NOW,
    })
    .await
    .unwrap();
    unit.commit().await.unwrap();
    let (relation, membership) = (Relation::Youth, Membership::Active);
    enter(
        Facts {
            person: youth,
            plan,
            relation,
            membership,
            consent: None,
        },
        NOW,
    )
    .unwrap()
}

async fn append(unit: &mut dyn UnitOfWork, permit: &Permit, seq: u8) -> Result<(), StorageError> {
    let row = NewJournalRow {
        seq: Seq(u64::from(seq)),
        change: ChangeId::mint(NOW, [seq; 10]),
        author: permit.person(),
        recorded_at: NOW,
        sealed: Sealed(Vec::new()),
    };
    let (snapshot, card) = (Sealed(Vec::new()), Sealed(Vec::new()));
    let projections = Projections {
        snapshot,
        card,
        last_contact_at: None,
    };
    unit.append(permit, &[row], &projections).await
}

#[tokio::test]
async fn one_instance_hears_what_another_commits() {
    let own = OwnDatabase::make().await.unwrap();
    let other = PgStorage::connect(&own.url).await.unwrap();
    let permit = plan(&own.storage).await;
    let mut news = other.subscribe();
    let mut unit = own.storage.begin().await.unwrap();
    append(&mut *unit, &permit, 1).await.unwrap();
    unit.commit().await.unwrap();
    let heard = timeout(SOON, news.recv()).await.unwrap().unwrap();
    assert_eq!(heard, (permit.plan(), Seq(1)));
    other.close().await;
    own.drop_it().await;
}

#[tokio::test]
async fn broken_connections_heal_and_listeners_are_told_again() {
    let own = OwnDatabase::make().await.unwrap();
    let permit = plan(&own.storage).await;
    let mut unit = own.storage.begin().await.unwrap();
    append(&mut *unit, &permit, 1).await.unwrap();
    unit.commit().await.unwrap();
    let mut news = own.storage.subscribe();
    while timeout(Duration::from_millis(300), news.recv())
        .await
        .is_ok()
    {}

    let mut cut = own.storage.begin().await.unwrap();
    let mut raw = own.raw().await.unwrap();
    sqlx::query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .execute(&mut raw)
    .await
    .unwrap();
    let broken = cut.count_people().await;
    assert!(
        matches!(broken, Err(StorageError::Unavailable(_))),
        "{broken:?}"
    );
    drop(cut);

    let heard = timeout(SOON, news.recv()).await.unwrap().unwrap();
    assert_eq!(
        heard,
        (permit.plan(), Seq(1)),
        "what may have been missed is told again"
    );
    let mut unit = own.storage.begin().await.unwrap();
    append(&mut *unit, &permit, 2).await.unwrap();
    unit.commit().await.unwrap();
    // Being told twice is fine; not being told is not.
    let told = async { while news.recv().await != Ok((permit.plan(), Seq(2))) {} };
    timeout(SOON, told).await.unwrap();
    own.drop_it().await;
}

#[tokio::test]
async fn who_waits_too_long_for_a_plan_gives_up() {
    let own = OwnDatabase::make().await.unwrap();
    let permit = plan(&own.storage).await;
    let mut first = own.storage.begin().await.unwrap();
    first.head(&permit).await.unwrap();
    let mut second = own.storage.begin().await.unwrap();
    let waited = timeout(Duration::from_secs(20), second.head(&permit))
        .await
        .unwrap();
    assert!(
        matches!(waited, Err(StorageError::Unavailable(_))),
        "{waited:?}"
    );
    drop(second);
    append(&mut *first, &permit, 1).await.unwrap();
    first.commit().await.unwrap();
    own.drop_it().await;
}

#[tokio::test]
async fn taking_back_a_consent_waits_for_who_is_reading() {
    let own = OwnDatabase::make().await.unwrap();
    let permit = plan(&own.storage).await;
    let consent = ConsentRow {
        plan: permit.plan(),
        receiver: permit.person(),
        name: Sealed(Vec::new()),
        purpose: "meelezen".to_owned(),
        legal_basis: "toestemming".to_owned(),
        text_version: "1".to_owned(),
        consent: Consent {
            id: ConsentId::mint(NOW, [8; 10]),
            parts: Part::ALL.into(),
            from: NOW,
            until: Timestamp::MAX,
            withdrawn_at: None,
        },
    };
    let mut unit = own.storage.begin().await.unwrap();
    unit.add_consent(&consent).await.unwrap();
    unit.commit().await.unwrap();

    let mut reader = own.storage.begin().await.unwrap();
    reader
        .facts(permit.person(), permit.plan(), NOW)
        .await
        .unwrap();
    let mut withdrawal = own.storage.begin().await.unwrap();
    let early = Duration::from_millis(300);
    let mut taken_back = withdrawal.withdraw_consent(consent.consent.id, NOW);
    assert!(timeout(early, &mut taken_back).await.is_err(), "it waits");
    reader.commit().await.unwrap();
    timeout(SOON, taken_back).await.unwrap().unwrap();
    withdrawal.commit().await.unwrap();
    own.drop_it().await;
}
