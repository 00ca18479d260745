//! Connections: how long a head may take (W-07), how many there may be, and how they end.

use core::convert::Infallible;
use core::time::Duration;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

/// What one listener bears.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long the head of a request may take from its first moment; a connection between two
    /// requests is closed after the same time.
    pub head: Duration,
    /// Connections at once. Whoever comes beyond them is told so and sent away at once, so that the
    /// ones that are there are served as before.
    pub most: usize,
}

impl Default for Limits {
    /// Twice as many as there can be event streams, each of which holds one.
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            most: 8192,
        }
    }
}

/// The most that is read of a connection before a request must have a head.
const HEAD_BYTES: usize = 64 * 1024;
/// How long the listener rests when the system gives it no connection (no file handles left, mostly).
const PAUSE: Duration = Duration::from_millis(100);
/// Those who are being sent away, at once; beyond them a connection is closed without a word.
const FAREWELLS: usize = 64;
/// How long sending one away may take.
const FAREWELL: Duration = Duration::from_secs(1);
/// All that somebody hears for whom there is no room.
const NO_ROOM: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
    content-length: 9\r\nretry-after: 5\r\ncache-control: no-store\r\nconnection: close\r\n\r\nToo busy\n";

/// Answers whoever connects, until `stop`; then takes nobody new, and ends when the requests that are
/// running have their answers.
pub async fn answer(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(limits.most));
    let farewells = Arc::new(Semaphore::new(FAREWELLS));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(HEAD_BYTES);
    let mut stop = core::pin::pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = accept(&listener) => accepted,
        };
        let Ok(seat) = Arc::clone(&room).try_acquire_owned() else {
            if let Ok(turn) = Arc::clone(&farewells).try_acquire_owned() {
                tokio::spawn(send_away(stream, turn));
            }
            continue;
        };
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let router = router.clone();
            async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(never)) }
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::trace!(%error, "a connection broke off");
            }
            drop(seat);
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

fn never<T>(impossible: Infallible) -> T {
    match impossible {}
}

/// The next connection, ready for short answers.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // An answer is several small writes: without this each would wait for the last one's
                // receipt.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "TCP_NODELAY was refused");
                }
                return (stream, peer);
            }
            Err(error) if is_theirs(&error) => {}
            Err(error) => {
                tracing::error!(%error, "the system gives no connection");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Whoever wanted to connect is gone already.
fn is_theirs(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    [ConnectionAborted, ConnectionRefused, ConnectionReset].contains(&error.kind())
}

/// Says that there is no room, and waits a moment for the other side to hear it: a connection that is
/// closed with something unread takes the answer with it.
async fn send_away(mut stream: TcpStream, _turn: OwnedSemaphorePermit) {
    let farewell = async {
        stream.write_all(NO_ROOM).await?;
        stream.shutdown().await?;
        let mut unread = [0; 1024];
        while stream.read(&mut unread).await? > 0 {}
        io::Result::Ok(())
    };
    // Whoever does not listen is let go all the same.
    drop(tokio::time::timeout(FAREWELL, farewell).await);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn small_answers_do_not_wait_for_each_other() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let _client = TcpStream::connect(address).await.expect("connected");
        let (stream, _) = accept(&listener).await;
        assert!(stream.nodelay().expect("known"));
    }

    #[test]
    fn the_last_word_is_whole() {
        let said = core::str::from_utf8(NO_ROOM).expect("text");
        let (head, body) = said.split_once("\r\n\r\n").expect("a head");
        assert!(head.contains(&format!("content-length: {}", body.len())));
    }
}
