//! Answers, good and hostile.

use std::{
    convert::Infallible,
    sync::{Arc, atomic::AtomicUsize},
    time::Duration,
};

use bytes::Bytes;
use futures::{StreamExt as _, stream};
use http::{Response, StatusCode, header::CONTENT_LENGTH};
use http_body_util::{BodyExt as _, Full, StreamBody, combinators::UnsyncBoxBody};
use hyper::body::Frame;

use super::Open;

pub(crate) type Body = UnsyncBoxBody<Bytes, Infallible>;
pub(crate) type Answer = Response<Body>;

pub(crate) fn full(bytes: Bytes) -> Body {
    Full::new(bytes).boxed_unsync()
}

pub(crate) fn text(status: StatusCode, text: String) -> Answer {
    let mut answer = Response::new(full(Bytes::from(text)));
    *answer.status_mut() = status;
    answer
}

/// The answer that a path and query ask for.
pub(crate) async fn by(status: &str, query: Option<&str>, open: &Arc<AtomicUsize>) -> Answer {
    if status == "silence" {
        let _open = Open::new(open);
        return std::future::pending().await;
    }
    let Ok(status) = status.parse::<StatusCode>() else {
        return text(StatusCode::NOT_FOUND, format!("no such answer: {status}\n"));
    };
    let mut answer = Response::builder().status(status);
    let mut body = full(Bytes::new());
    for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        match (name.as_ref(), value.as_ref()) {
            ("retry-after" | "location", value) => answer = answer.header(name.as_ref(), value),
            ("body", "endless") => body = endless(open),
            ("body", "slow") => body = slow(open),
            ("body", "short") => {
                answer = answer.header(CONTENT_LENGTH, 1_000_000);
                body = short();
            }
            ("body", literal) => body = full(Bytes::copy_from_slice(literal.as_bytes())),
            _ => {
                return text(
                    StatusCode::NOT_FOUND,
                    format!("no such parameter: {name}\n"),
                );
            }
        }
    }
    answer
        .body(body)
        .unwrap_or_else(|error| text(StatusCode::NOT_FOUND, error.to_string()))
}

fn streamed(chunks: impl stream::Stream<Item = Bytes> + Send + 'static) -> Body {
    StreamBody::new(chunks.map(|chunk| Ok(Frame::data(chunk)))).boxed_unsync()
}

/// Waits before it breaks off, so that the head is out by then.
fn short() -> Body {
    let broken_off = stream::once(async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        Bytes::new()
    });
    streamed(stream::iter([Bytes::from_static(b"{\"rea")]).chain(broken_off))
}

fn endless(open: &Arc<AtomicUsize>) -> Body {
    let open = Open::new(open);
    streamed(
        stream::repeat(Bytes::from_static(&[b' '; 8_192])).inspect(move |_| {
            let _held = &open;
        }),
    )
}

fn slow(open: &Arc<AtomicUsize>) -> Body {
    streamed(stream::unfold(Open::new(open), |open| async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        Some((Bytes::from_static(b" "), open))
    }))
}
