//! Rows that nobody can make sense of.

use ::service::Clock as _;
use domain::id::EffectId;
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use storage::EffectState::{Failed, Sent};
use storage::{EffectKind, KeyedHash, NewEffect, Sealed};
use uuid::Uuid;

use crate::kit::{Host, Town, Youth, until};

/// Changes the newest message to a youth past Stip.
async fn tamper(town: &Town, youth: &Youth, set: &'static str) {
    let mut raw = SqliteConnectOptions::new()
        .filename(town.file())
        .pragma("ignore_check_constraints", "ON")
        .connect()
        .await
        .unwrap();
    let done = sqlx::query(set)
        .bind(town.effect(youth).await.id.uuid())
        .execute(&mut raw)
        .await
        .unwrap();
    assert_eq!(done.rows_affected(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_cannot_be_read_holds_up_no_other() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let (letter, timeless) = (
        town.youth(&host, "201/letter").await,
        town.youth(&host, "201/timeless").await,
    );
    let good = town.youth(&host, "201/x").await;
    for youth in [&letter, &timeless, &good] {
        town.nudge(youth).await;
    }
    let kind = "UPDATE effect SET kind = 'letter' WHERE id = ?";
    tamper(&town, &letter, kind).await;
    let expiry = "UPDATE effect SET expires_at = 9223372036854775807 WHERE id = ?";
    tamper(&town, &timeless, expiry).await;

    let worker = town.worker();
    until("the good one is sent", async || {
        town.state(&good).await == (Sent, None)
    })
    .await;
    until("nothing waits", async || town.next_due().await.is_none()).await;
    worker.stop().await;
    let (state, failure) = town.state(&timeless).await;
    assert_eq!((state, failure.as_deref()), (Failed, Some("unreadable")));
    assert_eq!(host.service.messages().len(), 1, "only the good one");
    for youth in [&letter, &timeless] {
        assert!(town.is_subscribed(youth).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_cannot_be_opened_holds_up_no_other() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let damaged = town.youth(&host, "201/damaged").await;
    let now = town.clock.now();
    let person = damaged.actor.person;
    let mut unit = town.stip.storage().begin().await.unwrap();
    let phone = unit
        .subscriptions_of(person, now)
        .await
        .unwrap()
        .remove(0)
        .id;
    let effect = NewEffect {
        id: EffectId::mint(now, [1; 10]),
        key: KeyedHash([1; 32]),
        kind: EffectKind::Nudge,
        plan: damaged.plan,
        subject: Uuid::nil(),
        person,
        subscription: Some(phone),
        payload: Sealed(vec![0; 64]),
        receipt: KeyedHash([2; 32]),
        due_at: now,
        expires_at: now + jiff::SignedDuration::from_hours(24),
        created_at: now,
    };
    assert!(unit.add_effect(&effect).await.unwrap());
    unit.commit().await.unwrap();
    let youth = town.youth(&host, "201/x").await;
    town.nudge(&youth).await;
    let worker = town.worker();
    until("the other is sent", async || {
        town.state(&youth).await == (Sent, None)
    })
    .await;
    worker.stop().await;
    let (state, failure) = town.state(&damaged).await;
    assert_eq!((state, failure.as_deref()), (Failed, Some("unreadable")));
    assert!(town.is_subscribed(&damaged).await);
}
