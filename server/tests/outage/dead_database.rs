//! PostgreSQL dies while Stip runs, and comes back.

use contract::path::{self, page};
use reqwest::StatusCode;
use tokio::task::JoinSet;

use crate::cluster::Cluster;
use crate::program::Program;
use crate::visitor::{Visitor, win};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn visitors_are_told_so_and_everything_works_again_afterwards() {
    let cluster = Cluster::start_new();
    let mut program = Program::serve(Some(&cluster.url()), "").await;
    let coach = Visitor::coach(&program).await;
    let (youth, plan) = coach.youth(&program).await;
    let before = win("voor de storing");
    assert_eq!(youth.win(plan, &before).await.status, StatusCode::OK);

    cluster.crash();
    let during = win("tijdens de storing");
    let mut asked = JoinSet::new();
    for _ in 0..4 {
        let (youth, coach, during) = (youth.clone(), coach.clone(), during.clone());
        asked.spawn(async move {
            youth.win(plan, &during).await.assert_unavailable();
            youth.get(&path::plan_view(plan)).await.assert_unavailable();
            coach.get(path::CASELOAD).await.assert_unavailable();
            for page in [page::TODAY, page::CASELOAD] {
                youth.get(page).await.assert_plain_sentence();
            }
        });
    }
    let typed = "mijn eigen woorden";
    let change = during.id.to_string();
    let fields = [
        ("ask", "log_win"),
        ("change", change.as_str()),
        ("back", "wins"),
        ("text", typed),
    ];
    let lost = youth
        .form(page::LOG_WIN, &path::plan_form(plan), &fields)
        .await;
    lost.assert_plain_sentence();
    assert!(lost.body.contains(typed), "what was typed stands there");
    asked.join_all().await;
    program.assert_alive();
    let alive = youth.get("/healthz").await;
    assert_eq!(alive.status, StatusCode::OK, "the process lives");
    let ready = youth.get("/readyz").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    let log = program.log();
    assert!(!log.contains("panicked"), "{log}");

    cluster.start();
    program.until_ready().await;
    assert_eq!(youth.win(plan, &before).await.status, StatusCode::OK);
    assert_eq!(youth.win(plan, &during).await.status, StatusCode::OK);
    let wins = youth.wins(plan).await;
    assert_eq!(
        wins,
        ["voor de storing", "tijdens de storing"],
        "nothing lost, nothing doubled"
    );
    for (visitor, page) in [(&youth, page::TODAY), (&coach, page::CASELOAD)] {
        let answer = visitor.get(page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.body);
    }
    program.assert_alive();
}
