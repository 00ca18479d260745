//! Nobody else's page may make a browser write here (W-05).

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use server::inventory::{ADDRESSES, CSP_REPORTS};

use crate::support::TestHouse;

fn real(path: &str) -> String {
    path.replace("{plan}", "0198b1f2-7c00-7000-8000-000000000001")
        .replace("{code}", "AAAAA-AAAAA")
}

async fn status(house: &TestHouse, method: &str, path: &str, from: &[(&str, &str)]) -> StatusCode {
    let mut request = Request::builder().method(method).uri(real(path));
    for (name, value) in from {
        request = request.header(*name, *value);
    }
    let mut browser = house.browser();
    browser
        .send(request.body(Body::empty()).expect("a request"))
        .await
        .status
}

#[tokio::test]
async fn every_address_that_writes_refuses_other_sites() {
    let house = TestHouse::open().await;
    let foreign: [&[(&str, &str)]; 7] = [
        &[],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[
            ("sec-fetch-site", "cross-site"),
            ("origin", "http://127.0.0.1:3000"),
        ],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[("origin", "http://127.0.0.1:3000.evil.example")],
    ];
    let ours: [&[(&str, &str)]; 3] = [
        &[("sec-fetch-site", "same-origin")],
        &[("sec-fetch-site", "none")],
        &[("origin", "http://127.0.0.1:3000")],
    ];
    let mut tried = 0;
    for line in ADDRESSES.iter().filter(|line| line.method != "GET") {
        for from in foreign {
            let status = status(&house, line.method, line.path, from).await;
            if line.path == CSP_REPORTS && from.is_empty() {
                // The browser's own, which no page sent: it is read, and is no report.
                assert_eq!(status, StatusCode::BAD_REQUEST);
                continue;
            }
            assert_eq!(
                status,
                StatusCode::FORBIDDEN,
                "{} {} {from:?}",
                line.method,
                line.path
            );
        }
        for from in ours {
            let status = status(&house, line.method, line.path, from).await;
            assert_ne!(
                status,
                StatusCode::FORBIDDEN,
                "{} {} {from:?}",
                line.method,
                line.path
            );
        }
        tried += 1;
    }
    assert!(tried >= 18, "only {tried} addresses write");
}

#[tokio::test]
async fn a_refused_request_changed_nothing_and_says_so() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    let request = Request::builder()
        .method(Method::POST)
        .uri("/form/language")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("language=en"));
    let reply = browser.send(request.expect("a request")).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(browser.jar.is_empty());
    assert!(
        reply.text().contains("Dit kwam niet van Stip zelf"),
        "{}",
        reply.text()
    );
}
