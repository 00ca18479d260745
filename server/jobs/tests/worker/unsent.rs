//! What was taken and given back unsent has not been tried.

use crate::kit::{Host, Town, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_for_a_service_in_trouble_costs_no_try() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let mut refused = Vec::new();
    for number in 0..3 {
        let path = format!("429/{number}?retry-after=30");
        refused.push(town.youth(&host, &path).await);
    }
    let held = town.youth(&host, "201/x").await;
    for youth in &refused {
        town.nudge(youth).await;
    }
    let worker = town.worker();
    until("three are refused", async || {
        let due = town.due_in().await;
        host.tries("429/") == 3 && (29.0..40.0).contains(&due)
    })
    .await;
    town.nudge(&held).await;
    until("the gate is shut before it", async || {
        town.due_in().await > 29.0
    })
    .await;
    worker.stop().await;
    assert_eq!(host.tries("201/"), 0);
    town.advance(60);
    assert_eq!(town.tries_counted(&held).await, 1, "the first real try");
    town.advance(61);
    let tried = refused.first().unwrap();
    assert_eq!(
        town.tries_counted(tried).await,
        3,
        "sent once, lost once, taken once"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_worker_gives_back_when_it_stops_costs_no_try() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let mut youths = Vec::new();
    for number in 0..36 {
        let path = format!("silence/{number}-");
        let youth = town.youth(&host, &path).await;
        town.nudge(&youth).await;
        youths.push((path, youth));
    }
    let worker = town.worker();
    until("as many as may are on their way", async || {
        host.tries("silence/") == 32
    })
    .await;
    worker.stop().await;
    assert_eq!(host.tries("silence/"), 32, "nothing new was begun");
    let leased = town
        .stip
        .lease_messages(100, jiff::SignedDuration::from_secs(60))
        .await
        .unwrap();
    assert_eq!(leased.len(), 4, "what was not begun is due at once");
    for message in leased {
        let (path, _) = youths
            .iter()
            .find(|(path, _)| message.endpoint.ends_with(path.as_str()))
            .unwrap();
        assert_eq!((host.tries(path), message.attempts), (0, 1), "{path}");
    }
}
