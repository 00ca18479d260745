//! The built site: for ever, or to be asked for again; never a page in place of a missing file.

use axum::body::Body;
use http::{Method, StatusCode, header};

use crate::support::TestHouse;

const FOR_EVER: &str = "public, max-age=31536000, immutable";

#[tokio::test]
async fn hashed_files_are_kept_for_ever() {
    let mut browser = TestHouse::open().await.browser();
    let files = [
        ("/pkg/stip.0a.css", "text/css"),
        ("/pkg/0a/stip.js", "text/javascript"),
        ("/pkg/0a/stip.wasm", "application/wasm"),
    ];
    for (file, kind) in files {
        let reply = browser.get(file).await;
        assert_eq!(reply.status, StatusCode::OK, "{file}");
        assert_eq!(reply.header("cache-control"), FOR_EVER, "{file}");
        assert!(
            reply.header("content-type").starts_with(kind),
            "{file}: {:?}",
            reply.headers
        );
    }
}

#[tokio::test]
async fn ready_compressed_copies_are_used() {
    let mut browser = TestHouse::open().await.browser();
    let request = crate::support::request(Method::GET, "/pkg/0a/stip.js")
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .body(Body::empty());
    let reply = browser.send(request.expect("a request")).await;
    assert_eq!(reply.header("content-encoding"), "br");
    assert_eq!(reply.text(), "not really brotli");
}

#[tokio::test]
async fn a_missing_file_is_never_a_page() {
    let mut browser = TestHouse::open().await.browser();
    for path in [
        "/pkg/0b/stip.wasm",
        "/pkg/",
        "/pkg/..%2fassets.json",
        "/pkg/0a",
        "/wat.js",
    ] {
        let reply = browser.get(path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!reply.header("content-type").contains("html"), "{path}");
        assert!(
            !reply.header("cache-control").contains("immutable"),
            "{path}"
        );
        assert!(!reply.text().contains('<'), "{path}");
    }
}

#[tokio::test]
async fn other_files_are_asked_for_again() {
    let mut browser = TestHouse::open().await.browser();
    for path in [
        "/sw.js",
        "/manifest.webmanifest",
        "/favicon.svg",
        "/offline.html",
    ] {
        let reply = browser.get(path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        assert_eq!(reply.header("cache-control"), "no-cache", "{path}");
    }
    let worker = browser.get("/sw.js").await;
    assert!(
        worker
            .header("content-security-policy")
            .contains("connect-src 'self'")
    );
    for hidden in ["/assets.json", "/.secret", "/pkg/0a/stip.js.br.br"] {
        assert_eq!(
            browser.get(hidden).await.status,
            StatusCode::NOT_FOUND,
            "{hidden}"
        );
    }
}
