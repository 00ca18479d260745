//! Forms with a photo that are meant to fill the memory, or to stand in everybody's way.

use core::pin::Pin;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::{Context, Poll};
use std::sync::Arc;

use axum::body::Body;
use bytes::Bytes;
use contract::path;
use futures::{Stream, StreamExt, stream};
use http::{Method, Request, StatusCode, header};
use tokio::task::JoinHandle;

use crate::files_form::{BOUNDARY, post};
use crate::support::{Browser, PHOTO, People, Reply, TestHouse, request};

const MB: usize = 1024 * 1024;
const TEXT: &str = "Content-Disposition: form-data; name=\"text\"\r\n\r\n";

/// A form of these pieces; and how many of them were asked for.
fn pieces(pieces: impl Stream<Item = Bytes> + Send + 'static) -> (Body, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let counted = pieces.map(move |piece| {
        count.fetch_add(1, Ordering::Relaxed);
        Ok::<_, std::io::Error>(piece)
    });
    (Body::from_stream(counted), asked)
}

fn form(to: &str, body: Body) -> Request<Body> {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let request = request(Method::POST, to).header(header::CONTENT_TYPE, kind);
    request.body(body).expect("a request")
}

/// One beginning, and then sixty-four megabytes of the same.
fn long(begin: String, again: &[u8]) -> impl Stream<Item = Bytes> + Send + use<> {
    let more = Bytes::from(again.repeat(MB / again.len()));
    stream::once(async { Bytes::from(begin) }).chain(stream::repeat(more).take(64))
}

#[tokio::test]
async fn an_anonymous_form_is_not_kept() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let to = path::plan_form(people.own.plan);
    let begin = format!("--{BOUNDARY}\r\n{TEXT}");
    let (body, asked) = pieces(long(begin, b"a"));
    let reply = house.browser().send(form(&to, body)).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{}", reply.text());
    let asked = asked.load(Ordering::Relaxed);
    assert!(asked < 20, "{asked} megabytes taken in");
}

#[tokio::test]
async fn words_have_an_end_however_they_come() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let to = path::plan_form(people.own.plan);
    let begin = || format!("--{BOUNDARY}\r\n{TEXT}");
    let part = |head: &str| format!("\r\n--{BOUNDARY}\r\n{head}").into_bytes();
    let named = format!(
        "Content-Disposition: form-data; name=\"{}\"\r\n\r\n",
        "n".repeat(500)
    );
    let file = "Content-Disposition: form-data; name=\"x\"; filename=\"y\"\r\n\r\n";
    let table = [
        ("a part without an end", begin(), b"a".to_vec()),
        ("parts without a value", begin(), part(TEXT)),
        ("names", begin(), part(&named)),
        ("empty files", begin(), part(file)),
        (
            "a head without an end",
            format!("--{BOUNDARY}\r\nX: "),
            b"a".to_vec(),
        ),
        (
            "nothing but what comes before",
            String::new(),
            b"a".to_vec(),
        ),
    ];
    for (what, begin, again) in table {
        let (body, asked) = pieces(long(begin, &again));
        let mut youth = people.own.browser.clone();
        let reply = youth.send(form(&to, body)).await;
        assert!(
            [400, 413].contains(&reply.status.as_u16()),
            "{what}: {}",
            reply.status
        );
        let asked = asked.load(Ordering::Relaxed);
        assert!(asked < 5, "{what}: {asked} megabytes taken in");
    }
}

/// Begins a photo, says so, and never ends it.
struct Slow {
    begun: Option<Bytes>,
    asked: Option<tokio::sync::oneshot::Sender<()>>,
}

impl Stream for Slow {
    type Item = Bytes;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Bytes>> {
        if let Some(begun) = self.begun.take() {
            return Poll::Ready(Some(begun));
        }
        if let Some(asked) = self.asked.take() {
            asked.send(()).unwrap_or_default();
        }
        Poll::Pending
    }
}

/// Posts that never end, as many as there is room for and one more.
async fn slow(browser: &Browser, to: &str) -> Vec<JoinHandle<Reply>> {
    let mut posts = Vec::new();
    for _ in 0..7 {
        let (asked, was_asked) = tokio::sync::oneshot::channel();
        let begun = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n"
        );
        let (body, _) = pieces(Slow {
            begun: Some(Bytes::from(begun)),
            asked: Some(asked),
        });
        let (mut browser, request) = (browser.clone(), form(to, body));
        posts.push(tokio::spawn(async move { browser.send(request).await }));
        // The last one may have to wait before its body is asked for.
        let patience = core::time::Duration::from_millis(500);
        drop(tokio::time::timeout(patience, was_asked).await);
    }
    posts
}

#[tokio::test]
async fn anonymous_posts_take_nobodys_room() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let to = path::plan_form(people.own.plan);
    let posts = slow(&house.browser(), &to).await;
    let mut youth = people.own.browser.clone();
    let reply = post(&mut youth, &to, 8_500, "foto.jpg", PHOTO).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    posts.iter().for_each(JoinHandle::abort);
}

#[tokio::test]
async fn without_room_for_a_photo_the_words_stay() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let posts = slow(&people.far.browser, &path::plan_form(people.far.plan)).await;
    let to = path::plan_form(people.own.plan);
    let mut youth = people.own.browser.clone();
    let reply = post(&mut youth, &to, 8_600, "foto.jpg", PHOTO).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    let page = reply.text();
    assert!(page.contains("Ik heb een band geplakt"), "{page:.3000}");
    let reply = post(&mut youth, &to, 8_600, "", b"").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    posts.iter().for_each(JoinHandle::abort);
}
