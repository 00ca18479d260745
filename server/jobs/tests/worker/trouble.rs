//! A push service in trouble, and a push service that does not know us.

use storage::EffectState::{Failed, Queued, Sent};

use crate::kit::{Host, Town, a_look, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_asks_for_patience_gets_it_and_others_notice_nothing() {
    let (busy, calm) = (Host::start().await, Host::start().await);
    let town = Town::found(&[&busy, &calm]).await;
    let mut refused = Vec::new();
    for number in 0..3 {
        let path = format!("429/{number}?retry-after=30");
        refused.push(town.youth(&busy, &path).await);
    }
    let mut held = Vec::new();
    for number in 0..5 {
        held.push(town.youth(&busy, &format!("201/{number}")).await);
    }
    let other = town.youth(&calm, "201/x").await;
    for youth in &refused {
        town.nudge(youth).await;
    }
    let worker = town.worker();
    until("three are refused", async || {
        busy.tries("429/") == 3 && town.due_in().await >= 29.0 && town.due_in().await < 40.0
    })
    .await;
    for youth in &held {
        town.nudge(youth).await;
    }
    town.nudge(&other).await;
    until("the other service's is sent", async || {
        town.state(&other).await == (Sent, None)
    })
    .await;
    until("the held ones wait", async || town.due_in().await > 29.0).await;
    for youth in &held {
        assert_eq!(town.state(youth).await, (Queued, None));
    }
    assert_eq!(busy.tries("201/"), 0, "the service is left alone");

    town.advance(60);
    for youth in &held {
        until("the held ones are sent", async || {
            // One message finds out first, and the rest comes in the seconds after it.
            town.advance(1);
            town.state(youth).await == (Sent, None)
        })
        .await;
    }
    worker.stop().await;
    assert_eq!(busy.tries("201/"), held.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_most_phones_are_not_found_none_is_forgotten_any_more() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let mut youths = Vec::new();
    for number in 0..20 {
        youths.push(town.youth(&host, &format!("404/{number}")).await);
    }
    let leaving = town.youth(&host, "410/x").await;
    for youth in &youths {
        town.nudge(youth).await;
    }
    let worker = town.worker();
    until("all are settled", async || town.next_due().await.is_none()).await;
    town.nudge(&leaving).await;
    until("the last is settled", async || {
        town.next_due().await.is_none()
    })
    .await;
    a_look().await;
    worker.stop().await;

    let (mut kept, mut not_found) = (0, 0);
    for youth in &youths {
        let (state, failure) = town.state(youth).await;
        assert_eq!(state, Failed);
        kept += usize::from(town.is_subscribed(youth).await);
        not_found += usize::from(failure.as_deref() == Some("not_found"));
    }
    assert_eq!(
        (kept, not_found),
        (11, 11),
        "nine had gone before it was seen"
    );
    assert!(!town.is_subscribed(&leaving).await, "410 is plain");
}
