//! The disk of an embedded database is full, and has room again.
//!
//! The file may not grow beyond a bound that the kernel keeps (`RLIMIT_FSIZE`): needs no rights, and
//! fails in the midst of a write, as a full disk does. What SQLite itself calls full is tested beside
//! its driver.

use std::process::Command;

use contract::path::{self, page};
use reqwest::StatusCode;

use crate::program::Program;
use crate::visitor::{Visitor, win};

/// 2 MiB per file; beyond it a write fails, and no signal ends the process.
const NARROW: &str = "trap '' XFSZ; ulimit -S -f 4096;";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_half_written_reading_goes_on_and_room_heals_it() {
    let mut program = Program::serve(None, NARROW).await;
    let coach = Visitor::coach(&program).await;
    let (youth, plan) = coach.youth(&program).await;
    let mut kept = Vec::new();
    let (refused, text) = loop {
        let text = format!("{} {}", kept.len(), "band ".repeat(700).trim());
        let one = win(&text);
        let answer = youth.win(plan, &one).await;
        if answer.status != StatusCode::OK {
            answer.assert_unavailable();
            break (one, text);
        }
        kept.push(text);
        assert!(kept.len() < 1_000, "it never fills");
    };
    assert!(kept.len() > 3, "some were kept before: {}", kept.len());

    for _ in 0..3 {
        youth.win(plan, &refused).await.assert_unavailable();
        assert_eq!(
            youth.wins(plan).await,
            kept,
            "what was answered, and no more"
        );
    }
    let shown = youth.get(page::WINS).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.kind);
    let change = win("x").id.to_string();
    let typed = "mijn eigen woorden ".repeat(180);
    let fields = [
        ("ask", "log_win"),
        ("change", change.as_str()),
        ("back", "wins"),
        ("text", typed.trim()),
    ];
    let lost = youth
        .form(page::LOG_WIN, &path::plan_form(plan), &fields)
        .await;
    lost.assert_plain_sentence();
    assert!(
        lost.body.contains(typed.trim()),
        "what was typed stands there"
    );
    assert_eq!(youth.get("/healthz").await.status, StatusCode::OK);
    program.assert_alive();
    let log = program.log();
    assert!(
        !log.contains("panicked") && !log.contains("band band"),
        "{log}"
    );

    let widened = Command::new("prlimit")
        .args(["--pid", &program.pid().to_string(), "--fsize=unlimited"])
        .status();
    assert!(widened.expect("prlimit runs").success());
    let again = youth.win(plan, &refused).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.body);
    kept.push(text);
    assert_eq!(youth.wins(plan).await, kept, "once, and in its place");
    program.assert_alive();
}
