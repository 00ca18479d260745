//! Workers die, and workers are asked to stop.

use storage::EffectState::{Queued, Sent};

use crate::kit::{Host, TOTAL, Town, a_look, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_worker_costs_exactly_one_more_send() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let youth = town.youth(&host, "silence/x").await;
    town.nudge(&youth).await;
    let killed = town.worker();
    until("it is on its way", async || host.tries("silence/x") == 1).await;
    killed.kill().await;

    let next = town.worker();
    town.advance(59);
    a_look().await;
    assert_eq!(host.tries("silence/x"), 1, "the lease holds");
    town.advance(2);
    until("the lease ran out", async || host.tries("silence/x") == 2).await;
    tokio::time::sleep(TOTAL).await;
    a_look().await;
    next.stop().await;
    assert_eq!(host.tries("silence/x"), 2);
    assert_eq!(
        town.state(&youth).await,
        (Queued, None),
        "the next try has its own time"
    );
}

/// One dies after another, at any moment; in the end everything was sent, and nothing that was
/// settled is sent again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_dies_when_everything_is_sent_in_the_end() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let mut youths = Vec::new();
    for number in 0..8 {
        youths.push(town.youth(&host, &format!("201/{number}")).await);
    }
    let kills = 25;
    let mut sent_before_a_kill = 0;
    for round in 0..kills {
        for youth in &youths {
            town.nudge(youth).await;
        }
        let worker = town.worker();
        tokio::time::sleep(std::time::Duration::from_millis(round * 3)).await;
        worker.kill().await;
        let settled = host.service.messages().len();
        sent_before_a_kill = settled.max(sent_before_a_kill);
        town.advance(61);
    }
    let worker = town.worker();
    until("everything is sent", async || {
        town.next_due().await.is_none()
    })
    .await;
    worker.stop().await;
    for youth in &youths {
        assert_eq!(town.state(youth).await, (Sent, None));
    }
    let rounds = usize::try_from(kills).unwrap();
    let received = host.service.messages().len();
    let wanted = youths.len() * rounds;
    assert!(received >= wanted, "{received} of {wanted}");
    // A kill costs at most what was on its way: one batch of this round and what was left of before.
    let topics: std::collections::BTreeMap<String, usize> =
        host.service
            .messages()
            .iter()
            .fold(Default::default(), |mut count, message| {
                let topic = message
                    .headers
                    .iter()
                    .find(|(name, _)| name == "topic")
                    .unwrap()
                    .1
                    .clone();
                *count.entry(topic).or_default() += 1;
                count
            });
    assert_eq!(
        topics.len(),
        wanted,
        "each message was sent, under a topic of its own"
    );
    assert!(sent_before_a_kill > 0, "some kills came in the middle");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_is_asked_to_stop_finishes_and_takes_no_more() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let (slow, late) = (
        town.youth(&host, "silence/x").await,
        town.youth(&host, "201/x").await,
    );
    town.nudge(&slow).await;
    let worker = town.worker();
    until("it is on its way", async || host.tries("silence/x") == 1).await;
    let stopping = tokio::spawn(worker.stop());
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    town.nudge(&late).await;
    let begun = std::time::Instant::now();
    stopping.await.unwrap();
    assert!(begun.elapsed() < TOTAL * 2, "{:?}", begun.elapsed());
    assert_eq!(host.tries("201/x"), 0, "nothing new was begun");
    // The slow one was settled, not left to its lease: its next try is due before a lease would end.
    assert_eq!(town.due_in().await, 0.0, "the late one");
    assert_eq!(town.state(&slow).await, (Queued, None));
    let next = town.worker();
    town.advance(6);
    until("both are tried", async || {
        host.tries("silence/x") == 2 && town.state(&late).await == (Sent, None)
    })
    .await;
    next.stop().await;
}
