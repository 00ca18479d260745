//! A form that is too long: refused, on a page that says so in plain words; and what was typed is on it.

use axum::body::Body;
use contract::path;
use http::{Method, Request, StatusCode, header};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use crate::support::{Browser, People, TestHouse, change_id, request};

const FORM: &str = "application/x-www-form-urlencoded";
const GO_BACK: &str = "Dit is te groot om te versturen. Ga terug en maak het korter.";
const COPY_IT: &str = "Dit is te groot om te versturen. Je tekst staat hieronder.";

/// A form with about so many bytes of text.
fn form(length: usize) -> String {
    let text = "Ik+wil+monteur+worden+".repeat(length / 22);
    format!(
        "ask=log_win&change={}&back=wins&text=begin+{text}einde&password=niet-tonen",
        change_id(680)
    )
}

fn post(address: &str, body: String) -> Request<Body> {
    request(Method::POST, address)
        .header(header::CONTENT_TYPE, FORM)
        .body(Body::from(body))
        .expect("a request")
}

#[tokio::test]
async fn a_megabyte_of_text_is_on_the_answer() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let address = path::plan_form(people.own.plan);
    let mut nobody = house.browser();
    let mut browsers = [people.own.browser, people.own_coach];
    for browser in browsers.iter_mut().chain([&mut nobody]) {
        for length in [300_000, 1_000_000] {
            let reply = browser.send(post(&address, form(length))).await;
            assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
            assert!(reply.header("content-type").starts_with("text/html"));
            let page = reply.text();
            assert!(
                page.contains("<h1>") && page.contains(COPY_IT),
                "{page:.2000}"
            );
            assert!(page.contains("begin Ik wil monteur") && page.contains("worden einde"));
            assert!(!page.contains("niet-tonen"), "a password is never shown");
        }
    }
    let mut english = nobody;
    english.plant("lang", "en");
    let page = english.send(post(&address, form(300_000))).await.text();
    assert!(
        page.contains("This is too big to send. Your text is below."),
        "{page:.2000}"
    );
}

#[tokio::test]
async fn what_is_longer_still_or_comes_from_elsewhere_is_not_kept() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    let refused = async |browser: &mut Browser, request| {
        let reply = browser.send(request).await;
        assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
        let page = reply.text();
        assert!(
            page.contains("<h1>") && page.contains(GO_BACK),
            "{page:.2000}"
        );
        assert!(!page.contains("monteur"));
    };
    let address = "/form/plans/0198b1f2-7c00-7000-8000-000000000001";
    refused(&mut browser, post(address, form(3_000_000))).await;
    let mut foreign = post(address, form(300_000));
    let site = "cross-site".parse().expect("a value");
    foreign.headers_mut().insert("sec-fetch-site", site);
    refused(&mut browser, foreign).await;
    // Only a win may come with a photo.
    let mut files = post("/form/invite", form(300_000));
    let kind = "multipart/form-data; boundary=x".parse().expect("a value");
    files.headers_mut().insert(header::CONTENT_TYPE, kind);
    refused(&mut browser, files).await;
}

#[tokio::test]
async fn nobody_can_fill_the_memory_with_them() {
    let house = TestHouse::open().await;
    let unread = async || {
        let answer = house
            .router
            .clone()
            .oneshot(post("/form/login", form(300_000)));
        answer.await.expect("an answer")
    };
    let held = [unread().await, unread().await];
    let mut browser = house.browser();
    let page = browser
        .send(post("/form/login", form(300_000)))
        .await
        .text();
    assert!(
        page.contains(GO_BACK) && !page.contains("monteur"),
        "{page:.2000}"
    );
    drop(held);
    let page = browser
        .send(post("/form/login", form(300_000)))
        .await
        .text();
    assert!(
        page.contains(COPY_IT) && page.contains("monteur"),
        "{page:.2000}"
    );
}

/// Over a real connection: an answer that comes while the browser still sends would be lost with it.
#[tokio::test]
async fn the_answer_reaches_a_browser_that_is_still_sending() {
    let house = TestHouse::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("its address");
    let serving = server::serve::connections::answer(
        listener,
        house.router.clone(),
        server::serve::connections::Limits::default(),
        core::future::pending(),
    );
    let serving = tokio::spawn(serving);
    for length in [300_000, 1_000_000, 12_000_000] {
        let body = form(length);
        let mut stream = TcpStream::connect(at).await.expect("connected");
        let head = format!(
            "POST /form/login HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: {FORM}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.expect("sent");
        stream.write_all(body.as_bytes()).await.expect("sent whole");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("answered");
        assert!(
            answer.starts_with("HTTP/1.1 413"),
            "{length}: {answer:.300}"
        );
        assert!(
            answer.contains("Dit is te groot"),
            "{length}: {answer:.2000}"
        );
    }
    serving.abort();
}
