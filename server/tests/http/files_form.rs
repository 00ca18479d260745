//! A photo in a plain form, from a browser without script.

use axum::body::Body;
use contract::path;
use http::{Method, StatusCode, header};
use jiff::SignedDuration;

use crate::support::{Browser, PHOTO, People, Reply, TestHouse, change_id, request};

pub(crate) const BOUNDARY: &str = "----stip";

/// The form as a browser sends it: words, and a file that may be empty.
fn parts(fields: &[(&str, &str)], name: &str, photo: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, value) in fields {
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.into_bytes());
    }
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend(head.into_bytes());
    body.extend(photo);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    body
}

pub(crate) async fn post(
    browser: &mut Browser,
    to: &str,
    number: u128,
    name: &str,
    photo: &[u8],
) -> Reply {
    let change = change_id(number).to_string();
    let fields = [
        ("ask", "log_win"),
        ("change", change.as_str()),
        ("back", "wins"),
        ("text", "Ik heb een band geplakt\r\nhelemaal zelf"),
        ("feeling", ""),
        ("photo_file", ""),
    ];
    let request = request(Method::POST, to)
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .header(header::REFERER, "http://127.0.0.1:3000/successen/nieuw")
        .body(Body::from(parts(&fields, name, photo)));
    browser.send(request.expect("a request")).await
}

async fn files(browser: &mut Browser, people: &People, win: u128) -> Vec<String> {
    let view = browser.get(&path::plan_view(people.own.plan)).await.json();
    let wins = view["plan"]["wins"].as_array().expect("wins").clone();
    let found = wins
        .iter()
        .find(|found| found["id"] == change_id(win).to_string());
    let files = found.expect("the win")["files"].as_array().cloned();
    let id = |file: &serde_json::Value| file["id"].as_str().expect("an id").to_owned();
    files.unwrap_or_default().iter().map(id).collect()
}

#[tokio::test]
async fn a_win_with_a_photo_is_kept_once() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let mut youth = people.own.browser.clone();
    let form = path::plan_form(people.own.plan);
    for _ in 0..2 {
        let reply = post(&mut youth, &form, 8_000, "foto.jpg", PHOTO).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        assert!(reply.location().starts_with("/successen"));
    }
    let files = files(&mut youth, &people, 8_000).await;
    let [photo] = files.as_slice() else {
        panic!("{files:?}");
    };
    let address = format!("{}/files/{photo}", path::plan(people.own.plan));
    for mut browser in [youth, people.own_coach] {
        let reply = browser.get(&address).await;
        assert_eq!(reply.header("content-type"), "image/jpeg");
    }
}

#[tokio::test]
async fn no_photo_is_fine_too() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let mut youth = people.own.browser.clone();
    let form = path::plan_form(people.own.plan);
    let reply = post(&mut youth, &form, 8_100, "", b"").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    assert!(files(&mut youth, &people, 8_100).await.is_empty());
}

#[tokio::test]
async fn what_is_no_photo_is_said_and_the_words_stay() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let mut youth = people.own.browser.clone();
    let form = path::plan_form(people.own.plan);
    let large = vec![0; 10 * 1024 * 1024 + 1];
    let table: [(&str, &[u8], u16, &str); 3] = [
        (
            "vakantie.jpg",
            b"MZ\x90\0 a program",
            422,
            "Stip kan deze foto niet lezen.",
        ),
        (
            "IMG_1.HEIC",
            b"\0\0\0\x18ftypheic\0\0\0\0",
            422,
            "Stip kan deze foto niet lezen.",
        ),
        ("groot.jpg", &large, 413, "Deze foto is te groot."),
    ];
    for (name, photo, status, sentence) in table {
        let reply = post(&mut youth, &form, 8_200, name, photo).await;
        assert_eq!(reply.status.as_u16(), status, "{name}");
        let page = reply.text();
        assert!(page.contains(sentence), "{name}: {page:.3000}");
        assert!(
            page.contains("Ik heb een band geplakt"),
            "{name}: the words stay"
        );
    }
    // The same form, without the photo.
    let reply = post(&mut youth, &form, 8_200, "", b"").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
}

#[tokio::test]
async fn somebody_who_was_away_a_while_keeps_the_photo() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let mut youth = people.own.browser.clone();
    house.clock.advance(SignedDuration::from_mins(6));
    let form = path::plan_form(people.own.plan);
    let reply = post(&mut youth, &form, 8_300, "foto.jpg", PHOTO).await;
    assert_eq!(reply.status, StatusCode::TEMPORARY_REDIRECT);
    // A browser sends the same body on.
    let refresh = reply.location().to_owned();
    let reply = post(&mut youth, &refresh, 8_300, "foto.jpg", PHOTO).await;
    assert_eq!(
        reply.status,
        StatusCode::TEMPORARY_REDIRECT,
        "{}",
        reply.text()
    );
    assert_eq!(reply.location(), form);
    let reply = post(&mut youth, &form, 8_300, "foto.jpg", PHOTO).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    assert_eq!(files(&mut youth, &people, 8_300).await.len(), 1);
}

#[tokio::test]
async fn who_may_not_see_the_plan_learns_nothing() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let form = path::plan_form(people.own.plan);
    for (number, mut browser) in
        (8_400..).zip([people.other.browser, people.own_coach, people.parent])
    {
        let reply = post(&mut browser, &form, number, "foto.jpg", PHOTO).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{}", reply.text());
    }
    let mut nobody = house.browser();
    let reply = post(&mut nobody, &form, 8_410, "foto.jpg", PHOTO).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert!(
        reply.text().contains("Ik heb een band geplakt"),
        "the words of whoever lost the session are shown again"
    );
}
