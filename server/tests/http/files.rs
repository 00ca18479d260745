//! Photos and voice notes over HTTP: bytes in, bytes out, and never a page.

use axum::body::Body;
use bytes::Bytes;
use contract::path;
use domain::id::FileId;
use futures::stream;
use http::{Method, StatusCode, header};
use serde_json::json;
use service::testing::webm_note;

use crate::support::{Browser, PHOTO, People, Reply, TestHouse, change, change_id, request};

const MB: usize = 1024 * 1024;

fn address(people: &People, number: u128) -> String {
    path::file(people.own.plan, FileId::from_uuid(change_id(number)))
}

async fn add(browser: &mut Browser, people: &People, number: u128, media: &str) -> Reply {
    let one = change(
        number + 1,
        &json!({ "kind": "file_added", "file": change_id(number), "win": change_id(15),
        "media": media }),
    );
    let body = json!({ "changes": [one] });
    let changes = path::changes(people.own.plan);
    browser.json(Method::POST, &changes, &body).await
}

#[tokio::test]
async fn a_file_comes_back_as_nothing_but_itself() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let mut youth = people.own.browser.clone();
    let photo = path::file(people.own.plan, FileId::from_uuid(people.own.photo));
    for mut browser in [
        youth.clone(),
        people.own_coach.clone(),
        people.parent.clone(),
    ] {
        let reply = browser.get(&photo).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(reply.bytes.starts_with(b"\xFF\xD8\xFF"));
        for (name, value) in [
            ("content-type", "image/jpeg"),
            ("content-disposition", "attachment"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store, private"),
            ("cross-origin-resource-policy", "same-origin"),
            ("accept-ranges", "bytes"),
        ] {
            assert_eq!(reply.header(name), value, "{name}");
        }
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"));
        assert_eq!(reply.header("etag"), "", "nothing to remember it by");
    }
    // Safari asks for two bytes first.
    let part = request(Method::GET, &photo).header(header::RANGE, "bytes=0-1");
    let reply = youth
        .send(part.body(Body::empty()).expect("a request"))
        .await;
    assert_eq!(reply.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(reply.bytes, b"\xFF\xD8");
    assert!(reply.header("content-range").starts_with("bytes 0-1/"));

    let mark = "kanarie van Noor";
    let note = address(&people, 5_000);
    let reply = youth
        .put_file(&note, "audio/webm;codecs=opus", &webm_note(900, mark))
        .await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text());
    let reply = add(&mut youth, &people, 5_000, "voice").await;
    assert_eq!(
        reply.json()["outcomes"][0]["outcome"],
        "recorded",
        "{}",
        reply.text()
    );
    let mut coach = people.own_coach.clone();
    let reply = coach.get(&note).await;
    assert_eq!(reply.header("content-type"), "audio/webm");
    assert!(!reply.text().contains("kanarie"));
}

#[tokio::test]
async fn what_is_not_taken_says_why() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let mut youth = people.own.browser.clone();
    let webm = webm_note(61_000, "");
    let table: [(&str, &[u8], u16, &str); 9] = [
        (
            "image/heic",
            b"\0\0\0\x18ftypheic\0\0\0\0",
            422,
            "not_a_picture",
        ),
        (
            "image/svg+xml",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            422,
            "not_a_picture",
        ),
        ("image/jpeg", b"MZ\x90\0", 422, "not_a_picture"),
        ("image/jpeg", b"", 422, "not_a_picture"),
        ("audio/mp4", PHOTO, 422, "not_a_voice_note"),
        ("audio/webm", &webm, 422, "voice_too_long"),
        ("video/mp4", PHOTO, 400, "malformed"),
        ("text/html", PHOTO, 400, "malformed"),
        ("application/octet-stream", PHOTO, 400, "malformed"),
    ];
    for (number, (kind, bytes, status, code)) in (0..).zip(table) {
        let reply = youth
            .put_file(&address(&people, 6_000 + number), kind, bytes)
            .await;
        let answer = (reply.status.as_u16(), reply.code());
        assert_eq!(answer, (status, code.to_owned()), "{kind}");
    }
    // The same id for another picture.
    let own = path::file(people.own.plan, FileId::from_uuid(people.own.photo));
    assert_eq!(
        youth.put_file(&own, "image/jpeg", PHOTO).await.status,
        StatusCode::NO_CONTENT
    );
    let mut other = PHOTO.to_vec();
    other.extend(b"more");
    let reply = youth.put_file(&own, "image/jpeg", &other).await;
    assert_eq!(reply.code(), "unfit");
    for nothing in ["/api/v1/plans/x/files/y", "/api/v1/plans/x/files/"] {
        let reply = youth.put_file(nothing, "image/jpeg", PHOTO).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn ten_megabytes_are_enough_however_they_are_sent() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let mut youth = people.own.browser.clone();
    let address = address(&people, 7_000);
    let whole = request(Method::PUT, &address)
        .header(header::CONTENT_TYPE, "image/jpeg")
        .header(header::CONTENT_LENGTH, 10 * MB + 1)
        .body(Body::from(vec![0; 10 * MB + 1]));
    let reply = youth.send(whole.expect("a request")).await;
    assert_eq!(
        (reply.status.as_u16(), reply.code().as_str()),
        (413, "file_too_large")
    );
    let pieces = (0..11).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![0; MB])));
    let chunked = request(Method::PUT, &address)
        .header(header::CONTENT_TYPE, "image/jpeg")
        .body(Body::from_stream(stream::iter(pieces)));
    let reply = youth.send(chunked.expect("a request")).await;
    assert_eq!(
        (reply.status.as_u16(), reply.code().as_str()),
        (413, "file_too_large")
    );
    // Nobody else's bytes are even read.
    for mut browser in [people.own_coach.clone(), house.browser()] {
        let never = stream::pending::<Result<Bytes, std::io::Error>>();
        let endless = request(Method::PUT, &address)
            .header(header::CONTENT_TYPE, "image/jpeg")
            .body(Body::from_stream(never));
        let reply = browser.send(endless.expect("a request")).await;
        assert!(
            [401, 404].contains(&reply.status.as_u16()),
            "{}",
            reply.status
        );
    }
    let reply = youth.put_file(&address, "image/jpeg", PHOTO).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "the server goes on");
}
