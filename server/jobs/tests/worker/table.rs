//! Every answer of a push service, and what it does to message and phone (P-05).

use std::time::Instant;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use contract::{ReceiptEvent, ReceiptRequest};
use serde_json::Value;
use storage::EffectState::{self, Failed, Queued, Sent, Shown};
use web_push_native::Auth;

use crate::kit::{AUTH, Host, ORIGIN, TOTAL, Town, phone_key, policy, until};

/// What is asserted of one phone.
struct Row {
    path: &'static str,
    state: EffectState,
    failure: Option<&'static str>,
    kept: bool,
}

const fn row(
    path: &'static str,
    state: EffectState,
    failure: Option<&'static str>,
    kept: bool,
) -> Row {
    Row {
        path,
        state,
        failure,
        kept,
    }
}

const LINK_LOCAL: &str = "307/x?location=http://169.254.169.254/latest/meta-data/";
const TABLE: [Row; 16] = [
    row("200/x", Sent, None, true),
    row("201/x", Sent, None, true),
    row("202/x", Sent, None, true),
    row("201/x?body=endless", Sent, None, true),
    row("404/x", Failed, Some("gone"), false),
    row("410/x", Failed, Some("gone"), false),
    row("410/x?body=endless", Failed, Some("gone"), false),
    row("413/x", Failed, Some("too_large"), true),
    row("400/x", Failed, Some("refused"), true),
    row("400/x?body=endless", Failed, Some("refused"), true),
    row("403/x", Failed, Some("refused"), true),
    row(LINK_LOCAL, Failed, Some("refused"), true),
    row("429/x?retry-after=120", Queued, None, true),
    row("500/x", Queued, None, true),
    row("503/x", Queued, None, true),
    row("silence/x", Queued, None, true),
];

/// All at once, each at a service of its own; at the same service a phone that works. What works does
/// not wait for what does not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_has_its_effect_and_none_holds_up_another() {
    let mut hosts = Vec::new();
    for _ in &TABLE {
        hosts.push(Host::start().await);
    }
    let town = Town::found(&hosts.iter().collect::<Vec<_>>()).await;
    let (mut bad, mut good) = (Vec::new(), Vec::new());
    for (row, host) in TABLE.iter().zip(&hosts) {
        bad.push(town.youth(host, row.path).await);
        good.push(town.youth(host, "201/good").await);
    }
    for youth in bad.iter().chain(&good) {
        town.nudge(youth).await;
    }

    let begun = Instant::now();
    let worker = town.worker();
    for youth in &good {
        until("the good ones are sent", async || {
            town.state(youth).await == (Sent, None)
        })
        .await;
    }
    let took = begun.elapsed();
    assert!(
        took < TOTAL,
        "the good ones waited for the bad ones: {took:?}"
    );
    // The last to be settled is the one that never answers; its lease ends later than its next try.
    until("everything is settled", async || {
        let lease_ends = 60.0;
        let silent = hosts.last().unwrap().tries("silence/x");
        silent == 1 && town.due_in().await < lease_ends / 2.0 && begun.elapsed() > TOTAL * 2
    })
    .await;
    worker.stop().await;

    for ((row, host), youth) in TABLE.iter().zip(&hosts).zip(&bad) {
        let (state, failure) = town.state(youth).await;
        assert_eq!(
            (state, failure.as_deref()),
            (row.state, row.failure),
            "{}",
            row.path
        );
        assert_eq!(town.is_subscribed(youth).await, row.kept, "{}", row.path);
        assert_eq!(host.tries(row.path), 1, "{}", row.path);
        assert_eq!(
            host.service.messages().len(),
            2,
            "{}: no redirect is followed",
            row.path
        );
        for message in host.service.messages() {
            assert_eq!(message.problems, [""; 0], "{}", message.path);
        }
    }
    for youth in &good {
        assert!(town.is_subscribed(youth).await);
    }
    let endless = || {
        TABLE
            .iter()
            .zip(&hosts)
            .filter(|(row, _)| row.path.contains("endless"))
    };
    until("bodies without end are hung up on", async || {
        endless().all(|(_, host)| host.service.open_bodies() == 0)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_left_the_list_is_not_written_to() {
    let (kept, dropped) = (Host::start().await, Host::start().await);
    let town = Town::found(&[&kept, &dropped]).await;
    let (here, there) = (
        town.youth(&kept, "201/x").await,
        town.youth(&dropped, "201/x").await,
    );
    town.nudge(&there).await;
    town.nudge(&here).await;
    let worker = town.worker_for(&policy(&[&kept]));
    until("the one on the list is sent", async || {
        town.state(&here).await == (Sent, None)
    })
    .await;
    until("the other is settled", async || {
        town.state(&there).await.0 == Failed
    })
    .await;
    worker.stop().await;
    assert_eq!(town.state(&there).await.1.as_deref(), Some("endpoint"));
    assert!(
        town.is_subscribed(&there).await,
        "the operator may have made a mistake"
    );
    assert_eq!(dropped.service.messages().len(), 0);
}

/// Decrypted by an implementation that is not ours.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_arrives_is_neutral_and_its_receipt_works() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let youth = town.youth(&host, "201/x").await;
    town.nudge(&youth).await;
    town.advance(100);
    let worker = town.worker();
    until("it is sent", async || {
        town.state(&youth).await == (Sent, None)
    })
    .await;
    worker.stop().await;

    let message = host.service.messages().remove(0);
    let header = |name: &str| {
        message
            .headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
            .unwrap()
    };
    assert_eq!(header("ttl"), "86300", "a day, less what it waited");
    assert_eq!(header("urgency"), "normal");
    let body = STANDARD.decode(&message.body).unwrap();
    let plain = web_push_native::decrypt(body, &phone_key(), Auth::from_slice(&AUTH)).unwrap();
    let plain: Value = serde_json::from_slice(&plain).unwrap();
    let notification = &plain["notification"];
    assert_eq!(header("topic"), notification["tag"]);
    assert_eq!(header("topic").len(), 32);
    assert_eq!(plain["web_push"], 8030);
    assert_eq!(plain["stip"]["kind"], "nudge");
    assert_eq!(notification["title"], "Stip");
    assert_eq!(notification["body"], "Er is een seintje voor je.");
    assert_eq!(notification["navigate"], format!("{ORIGIN}/"));
    assert!(!plain.to_string().contains("KANARIE"));

    let receipt = plain["stip"]["receipt"].as_str().unwrap().to_owned();
    let shown = ReceiptRequest {
        receipt,
        event: ReceiptEvent::Shown,
    };
    town.stip.receipt(&shown).await.unwrap();
    assert_eq!(town.state(&youth).await, (Shown, None));
}
