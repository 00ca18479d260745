//! The headers of every answer (W-01, W-02, W-04), whatever the answer is.

use std::collections::BTreeSet;

use axum::Router;
use axum::routing::get;
use http::{Method, StatusCode};
use server::http::dress;
use server::inventory::ADDRESSES;

use crate::support::{Database, People, Reply, TestHouse};

fn check(reply: &Reply, what: &str) {
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-robots-tag", "noindex, nofollow"),
        ("x-app-version", "v1"),
    ];
    for (name, value) in fixed {
        assert_eq!(reply.header(name), value, "{what}: {name}");
    }
    assert_eq!(reply.header("x-request-id").len(), 32, "{what}");
    assert!(
        reply
            .header("permissions-policy")
            .contains("geolocation=()"),
        "{what}"
    );
    let policy = reply.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{what}: {policy}");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{what}"
    );
    let html = reply.header("content-type").starts_with("text/html");
    let page = policy.contains("form-action 'self'");
    assert!(
        !html || page,
        "{what}: a page without a page's policy: {policy}"
    );
    if html {
        let reports = "; report-uri /api/csp-reports";
        assert!(policy.ends_with(reports), "{what}: {policy}");
    }
    let is_static = reply.header("cache-control") != "no-store";
    assert!(
        !is_static || !html || what.contains("offline"),
        "{what}: kept by caches"
    );
}

#[tokio::test]
async fn all_addresses_with_and_without_a_session() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    let mut nobody = house.browser();
    let plan = people.own.plan.to_string();
    for line in ADDRESSES
        .iter()
        .filter(|line| line.path != contract::path::LIVE)
    {
        let path = line
            .path
            .replace("{plan}", &plan)
            .replace("{code}", "AAAAA-AAAAA");
        let method: Method = line.method.parse().expect("a method");
        let what = format!("{method} {path}");
        check(&nobody.empty(method.clone(), &path).await, &what);
        check(
            &people.own_coach.clone().empty(method.clone(), &path).await,
            &what,
        );
        check(
            &people.own.browser.clone().empty(method, &path).await,
            &what,
        );
    }
    for path in [
        "/bestaat-niet",
        "/api/v1/bestaat-niet",
        "/pkg/nee.js",
        "/offline.html",
        "/sw.js",
    ] {
        check(&nobody.get(path).await, path);
    }
    let wrong = nobody.empty(Method::PUT, "/vandaag").await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    check(&wrong, "405");
    let wrong = people
        .own
        .browser
        .empty(Method::PATCH, contract::path::ME)
        .await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(wrong.code(), "wrong_method");
    check(&wrong, "405 of the api");
}

#[tokio::test]
async fn what_is_too_large_is_answered_like_all_else() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    for (path, kind) in [
        ("/form/login", "text/html; charset=utf-8"),
        ("/vandaag", "text/html; charset=utf-8"),
        ("/api/v1/session", "application/problem+json"),
        ("/sw.js", "text/plain; charset=utf-8"),
    ] {
        for fields in [
            "text=".len() + server::http::MAX_BODY,
            4 * server::http::MAX_BODY,
            12 * server::http::MAX_BODY,
        ] {
            let text = "a".repeat(fields);
            let reply = browser.form(path, &[("text", &text)]).await;
            assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
            assert_eq!(reply.header("content-type"), kind, "{path}");
            assert_eq!(reply.header("cache-control"), "no-store", "{path}");
            check(&reply, path);
        }
    }
}

async fn boom() {
    panic!("een geheim dat niemand mag zien");
}

#[tokio::test]
async fn a_panic_is_an_answer_and_tells_nothing() {
    let house = TestHouse::open().await;
    let router = Router::new()
        .route("/api/v1/boom", get(boom))
        .route("/boom", get(boom));
    let mut browser = house.browser_of(dress(router, &house.house));
    for path in ["/api/v1/boom", "/boom", "/api/v1/boom"] {
        let reply = browser.get(path).await;
        assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(!reply.text().contains("geheim"), "{path}");
        assert!(
            reply.text().contains(reply.header("x-request-id")),
            "{path}"
        );
        check(&reply, path);
    }
    assert_eq!(browser.get("/api/v1/boom").await.code(), "internal");
}

#[tokio::test]
async fn https_is_remembered_where_there_is_https() {
    let house = TestHouse::at(Database::Sqlite, "https://stip.example.org").await;
    let reply = house.browser().get("/healthz").await;
    assert_eq!(
        reply.header("strict-transport-security"),
        "max-age=63072000; includeSubDomains"
    );
    let house = TestHouse::open().await;
    let reply = house.browser().get("/healthz").await;
    assert_eq!(reply.header("strict-transport-security"), "");
}

fn nonce(reply: &Reply) -> String {
    let policy = reply.header("content-security-policy");
    let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
    rest.split_once('\'').expect("its end").0.to_owned()
}

#[tokio::test]
async fn a_nonce_stands_in_nonce_attributes_only() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    let plan = format!("/jongeren/{}", people.own.plan);
    let mut pages = Vec::new();
    for page in ["/vandaag", "/plan", "/successen", "/ik"] {
        pages.push((page, people.own.browser.get(page).await));
    }
    for page in ["/jongeren", "/jongeren/uitnodigen", plan.as_str()] {
        pages.push((page, people.own_coach.get(page).await));
    }
    pages.push(("/welkom", house.browser().get("/welkom").await));
    for (page, reply) in &pages {
        assert_eq!(reply.status, StatusCode::OK, "{page}: {}", reply.text());
        let (html, nonce) = (reply.text(), nonce(reply));
        assert!(nonce.len() >= 22, "{page}: 128 bits at least");
        assert_eq!(
            html.matches(&nonce).count(),
            html.matches(&format!("nonce=\"{nonce}\"")).count(),
            "{page}: the nonce stands elsewhere too"
        );
        for script in html.split("<script").skip(1) {
            let tag = script.split_once('>').expect("an end").0;
            assert!(
                tag.contains(" src=") || tag.contains(" nonce="),
                "{page}: <script{tag}>"
            );
        }
        for style in html.split("<style").skip(1) {
            let tag = style.split_once('>').expect("an end").0;
            assert!(tag.contains(" nonce="), "{page}: <style{tag}>");
        }
        assert!(!html.contains(" style="), "{page}");
        assert!(
            !html.contains(" onclick=") && !html.contains("javascript:"),
            "{page}"
        );
    }
    assert!(
        pages
            .iter()
            .any(|(_, reply)| reply.text().contains("nonce=")),
        "no nonce at all"
    );
}

#[tokio::test]
async fn ten_thousand_nonces_are_all_different() {
    let mut browser = TestHouse::open().await.browser();
    let mut seen = BTreeSet::new();
    for _ in 0..10_000 {
        assert!(seen.insert(nonce(&browser.get("/inloggen").await)));
    }
}

#[tokio::test]
async fn answers_are_compressed_but_not_streams_or_ready_files() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    let ask = |path: &str| {
        crate::support::request(Method::GET, path)
            .header("accept-encoding", "br")
            .body(axum::body::Body::empty())
            .expect("a request")
    };
    let page = people.own.browser.send(ask("/vandaag")).await;
    assert_eq!(page.header("content-encoding"), "br");
    let json = people
        .own
        .browser
        .send(ask(&contract::path::plan(people.own.plan)))
        .await;
    assert_eq!(json.header("content-encoding"), "br");
}
