//! When a message is tried again, and when it is given up.

use storage::EffectState::{Failed, Queued, Sent};

use crate::kit::{Host, Town, a_look, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn retry_after_is_honoured() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let path = "429/x?retry-after=120";
    let youth = town.youth(&host, path).await;
    town.nudge(&youth).await;
    let worker = town.worker();
    until("it waits", async || {
        host.tries(path) == 1 && town.due_in().await > 70.0
    })
    .await;
    let due = town.due_in().await;
    assert!((120.0..132.0).contains(&due), "{due}");

    town.advance(119);
    a_look().await;
    assert_eq!(host.tries(path), 1, "not before");
    town.advance(14);
    until("it is tried again", async || host.tries(path) == 2).await;
    worker.stop().await;
    assert_eq!(town.state(&youth).await, (Queued, None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_tries_that_come_slower_and_slower_are_the_end() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let youth = town.youth(&host, "500/x").await;
    town.nudge(&youth).await;
    let worker = town.worker();
    let mut longest = 5.0;
    for tries in 1..10 {
        until("one more try", async || host.tries("500/x") == tries).await;
        // Until it is settled, what is due is the end of its lease.
        a_look().await;
        let due = town.due_in().await;
        assert!(
            due >= longest / 2.0 - 0.1 && due <= longest,
            "{tries}: {due}"
        );
        longest = f64::min(longest * 3.0, 21_600.0);
        town.clock.set(town.next_due().await.unwrap());
    }
    until("it is given up", async || {
        town.state(&youth).await.0 == Failed
    })
    .await;
    worker.stop().await;
    assert_eq!(host.tries("500/x"), 10);
    assert_eq!(town.state(&youth).await.1.as_deref(), Some("tries"));
    assert!(town.is_subscribed(&youth).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_useless_by_now_is_not_sent() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    // Asked to come back in a day, when it will be useless: that is known today.
    let asked = town.youth(&host, "429/x?retry-after=86400").await;
    town.nudge(&asked).await;
    let worker = town.worker();
    until("it is given up", async || {
        town.state(&asked).await.0 == Failed
    })
    .await;
    worker.stop().await;
    assert_eq!(town.state(&asked).await.1.as_deref(), Some("expired"));
    assert_eq!(host.tries("429/x"), 1);

    let youth = town.youth(&host, "201/x").await;
    town.nudge(&youth).await;
    town.advance(24 * 3_600);
    let worker = town.worker();
    until("it is given up", async || {
        town.state(&youth).await.0 == Failed
    })
    .await;
    worker.stop().await;
    assert_eq!(town.state(&youth).await.1.as_deref(), Some("expired"));
    assert_eq!(host.tries("201/x"), 0);
}

/// One tick of polling is a second; a commit is heard at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_wakes_the_worker() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let youth = town.youth(&host, "201/x").await;
    let worker = town.worker();
    a_look().await;
    let mut fastest = std::time::Duration::MAX;
    for _ in 0..6 {
        let begun = std::time::Instant::now();
        town.nudge(&youth).await;
        until("it is sent", async || {
            town.state(&youth).await == (Sent, None)
        })
        .await;
        fastest = fastest.min(begun.elapsed());
    }
    worker.stop().await;
    assert!(
        fastest < std::time::Duration::from_millis(400),
        "{fastest:?}"
    );
}
