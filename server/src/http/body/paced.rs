//! A body for multer, one piece at a time. Left to itself, multer takes in whatever has come before it
//! looks at any of it, and goes on for as long as it finds no end of a part's head.

use core::pin::Pin;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use core::task::{Context, Poll};
use std::sync::Arc;

use axum::body::{Body, BodyDataStream};
use bytes::Bytes;
use futures::{Stream, StreamExt};

use super::MAX_BODY;

/// What one question to multer may cost.
#[derive(Clone, Default)]
pub(super) struct Pace(Arc<Taken>);

#[derive(Default)]
struct Taken {
    /// Whether multer has looked at what it holds already.
    looked: AtomicBool,
    /// How much came in since, but for the last piece: multer may not have looked at that.
    bytes: AtomicUsize,
    /// The last piece.
    last: AtomicUsize,
}

impl Pace {
    /// A new question: first of all to what is here already.
    pub(super) fn ask(&self) {
        self.0.looked.store(false, Ordering::Relaxed);
        self.0.bytes.store(0, Ordering::Relaxed);
        self.0.last.store(0, Ordering::Relaxed);
    }
}

/// The body.
pub(super) struct Paced {
    body: BodyDataStream,
    pace: Pace,
    /// Whether a piece was just given, and must be looked at before the next.
    gave: bool,
}

impl Paced {
    pub(super) fn new(body: Body, pace: Pace) -> Self {
        Self {
            body: body.into_data_stream(),
            pace,
            gave: false,
        }
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let taken = Arc::clone(&self.pace.0);
        if !taken.looked.swap(true, Ordering::Relaxed) || core::mem::take(&mut self.gave) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if taken.bytes.load(Ordering::Relaxed) > MAX_BODY {
            let error = axum::Error::new("a part's head without an end");
            return Poll::Ready(Some(Err(error)));
        }
        let next = self.body.poll_next_unpin(context);
        if let Poll::Ready(Some(Ok(piece))) = &next {
            let before = taken.last.swap(piece.len(), Ordering::Relaxed);
            taken.bytes.fetch_add(before, Ordering::Relaxed);
            self.gave = true;
        }
        next
    }
}
