//! Reports of broken policies: counted, bounded, and nothing personal is kept of them.

use std::io;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use server::inventory::CSP_REPORTS;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{Browser, Reply, TestHouse};

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("sound").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// As a browser does by itself: nothing says from which page.
async fn report(browser: &mut Browser, kind: &str, body: impl Into<Body>) -> Reply {
    let request = Request::builder()
        .method(Method::POST)
        .uri(CSP_REPORTS)
        .header(header::CONTENT_TYPE, kind)
        .body(body.into());
    browser.send(request.expect("a request")).await
}

fn old() -> Value {
    json!({ "csp-report": {
        "document-uri": "http://127.0.0.1:3000/jongeren/geheim", "referrer": "http://geheim/",
        "violated-directive": "script-src-elem", "effective-directive": "script-src-elem",
        "original-policy": "default-src 'none'", "disposition": "enforce",
        "blocked-uri": "https://an:geheim@evil.example/geheim?geheim", "status-code": 200,
        "source-file": "http://127.0.0.1:3000/geheim", "script-sample": "geheim" } })
}

fn new(directive: &str) -> Value {
    json!({ "type": "csp-violation", "age": 3, "url": "http://127.0.0.1:3000/plan?geheim",
        "user_agent": "geheim", "body": { "documentURL": "http://127.0.0.1:3000/plan?geheim",
        "effectiveDirective": directive, "blockedURL": "inline", "sample": "geheim",
        "sourceFile": "geheim", "disposition": "enforce", "statusCode": 200 } })
}

#[tokio::test]
async fn both_kinds_are_counted_and_nothing_personal_is_logged() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    let log = Log::default();
    let logging = tracing_subscriber::fmt()
        .with_writer(log.clone())
        .with_max_level(tracing::Level::TRACE)
        .finish();
    let logging = tracing::subscriber::set_default(logging);
    let reply = report(&mut browser, "application/csp-report", old().to_string()).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text());
    let deprecation = json!({ "type": "deprecation", "body": { "id": "geheim" } });
    let many = json!([new("style-src-attr"), deprecation, new("geheim-src")]);
    let reply = report(&mut browser, "application/reports+json", many.to_string()).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text());
    drop(logging);
    let logged = String::from_utf8(log.0.lock().expect("sound").clone()).expect("text");
    assert!(logged.contains("https://evil.example"), "{logged}");
    assert!(logged.contains("style-src-attr"), "{logged}");
    assert!(!logged.contains("geheim"), "{logged}");
    let numbers = browser.get("/metrics").await.text();
    for line in [
        "stip_csp_reports_total{directive=\"script-src-elem\"} 1\n",
        "stip_csp_reports_total{directive=\"style-src-attr\"} 1\n",
        "stip_csp_reports_total{directive=\"other\"} 1\n",
    ] {
        assert!(numbers.contains(line), "{line}: {numbers}");
    }
    assert!(!numbers.contains("geheim"), "{numbers}");
}

#[tokio::test]
async fn what_is_no_report_is_refused() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    let kind = "application/csp-report";
    for body in ["", "{", "null", "{}", "[1]", "{\"csp-report\":1}"] {
        let reply = report(&mut browser, kind, body).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{body}");
        assert_eq!(reply.code(), "malformed");
    }
    let reply = report(&mut browser, "text/plain", old().to_string()).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    let long = format!("{}{}", old(), " ".repeat(16 * 1024));
    let reply = report(&mut browser, kind, long).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    let numbers = browser.get("/metrics").await.text();
    assert!(!numbers.contains("csp_reports_total{"), "{numbers}");
}

#[tokio::test]
async fn a_flood_from_one_network_ends_by_itself() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    let kind = "application/csp-report";
    let mut answers = Vec::new();
    for _ in 0..40 {
        answers.push(report(&mut browser, kind, old().to_string()).await);
    }
    let last = answers.last().expect("one");
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(last.code(), "too_many");
    let wait: i64 = last.header("retry-after").parse().expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
    let mut other = house.browser();
    other.peer.set_ip([203, 0, 113, 8].into());
    let reply = report(&mut other, kind, old().to_string()).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "others are heard");
    house.clock.advance(jiff::SignedDuration::from_secs(wait));
    let reply = report(&mut browser, kind, old().to_string()).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
    let numbers = browser.get("/metrics").await.text();
    assert!(numbers.contains("stip_csp_reports_total{directive=\"script-src-elem\"} 32\n"));
}
