//! Connections (W-07): slow ones are cut off, too many are told so, and the end waits for answers.

use core::time::Duration;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use server::serve::connections::{Limits, answer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

use crate::support::TestHouse;

const LONG: Duration = Duration::from_secs(20);

struct Server {
    address: SocketAddr,
    stop: CancellationToken,
    running: JoinHandle<()>,
}

impl Server {
    async fn start(router: Router, limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let stop = CancellationToken::new();
        let running = answer(listener, router, limits, stop.clone().cancelled_owned());
        Self {
            address,
            stop,
            running: tokio::spawn(running),
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("connected")
    }

    async fn ask(&self, path: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(self.address).await?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        rest(stream).await
    }
}

async fn rest(mut stream: TcpStream) -> io::Result<String> {
    let mut answer = String::new();
    timeout(LONG, stream.read_to_string(&mut answer)).await??;
    Ok(answer)
}

fn is_ok(answer: &str) -> bool {
    answer.starts_with("HTTP/1.1 200")
}

/// Sends a head byte by byte, for ever; answers how long since `begun` that was let happen.
async fn dawdle(mut stream: TcpStream, begun: Instant) -> Duration {
    let head = "GET /healthz HTTP/1.1\r\nX-Slow: ".bytes();
    let mut answer = [0; 256];
    for byte in head.chain(core::iter::repeat(b'a')) {
        let written = stream.write_all(&[byte]).await;
        let read = timeout(Duration::from_millis(50), stream.read(&mut answer)).await;
        match (written, read) {
            (Ok(()), Err(_still_open)) => {}
            // Whatever it says, it says goodbye.
            (Ok(()), Ok(Ok(said))) if said > 0 => {
                assert!(!is_ok(&String::from_utf8_lossy(&answer)));
            }
            _ => break,
        }
        assert!(begun.elapsed() < LONG, "never cut off");
    }
    begun.elapsed()
}

#[tokio::test]
async fn who_dawdles_is_cut_off_while_others_are_served() {
    let house = TestHouse::open().await;
    let limits = Limits {
        head: Duration::from_millis(1_500),
        ..Limits::default()
    };
    let server = Server::start(house.router.clone(), limits).await;
    let mut slow = Vec::new();
    for _ in 0..500 {
        // The server begins to count when it takes the connection, which is later.
        let begun = Instant::now();
        slow.push(tokio::spawn(dawdle(server.connect().await, begun)));
    }
    let mut waits = Vec::new();
    while slow.iter().any(|slow| !slow.is_finished()) {
        let begun = Instant::now();
        assert!(is_ok(&server.ask("/readyz").await.expect("an answer")));
        waits.push(begun.elapsed());
        sleep(Duration::from_millis(10)).await;
    }
    assert!(waits.len() >= 10, "hardly anybody was served: {waits:?}");
    waits.sort();
    let p95 = waits[waits.len() * 95 / 100];
    assert!(p95 < Duration::from_millis(500), "p95: {p95:?}");
    for slow in slow {
        let held = slow.await.expect("cut off");
        assert!(held >= Duration::from_millis(1_400), "too early: {held:?}");
    }
    assert!(is_ok(&server.ask("/readyz").await.expect("an answer")));
}

#[tokio::test]
async fn a_connection_without_a_word_is_closed_too() {
    let house = TestHouse::open().await;
    let limits = Limits {
        head: Duration::from_millis(200),
        ..Limits::default()
    };
    let server = Server::start(house.router.clone(), limits).await;
    let silent = rest(server.connect().await);
    let mut kept = server.connect().await;
    kept.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .expect("asked");
    assert!(is_ok(&rest(kept).await.expect("answered, then closed")));
    assert!(!is_ok(&silent.await.expect("closed")));
}

#[tokio::test]
async fn whoever_comes_too_many_is_told_so_and_the_others_stay() {
    let house = TestHouse::open().await;
    let limits = Limits {
        most: 3,
        ..Limits::default()
    };
    let server = Server::start(house.router.clone(), limits).await;
    let mut here = Vec::new();
    for _ in 0..3 {
        let mut stream = server.connect().await;
        stream.write_all(b"GET /healthz").await.expect("begun");
        here.push(stream);
    }
    for _ in 0..200 {
        let begun = Instant::now();
        let answer = server.ask("/healthz").await.expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
        assert!(answer.contains("retry-after: 5"), "{answer}");
        assert!(begun.elapsed() < Duration::from_secs(1));
    }
    // Whoever was there first is served as ever, and makes room.
    let mut first = here.pop().expect("one");
    first
        .write_all(b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .await
        .expect("asked");
    assert!(is_ok(&rest(first).await.expect("an answer")));
    let patience = Instant::now() + LONG;
    while !is_ok(&server.ask("/healthz").await.expect("an answer")) {
        assert!(Instant::now() < patience, "there is room again");
    }
}

#[tokio::test]
async fn the_end_waits_for_answers_and_takes_nobody_new() {
    let (arrived, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let handler = {
        let (arrived, go_on) = (Arc::clone(&arrived), Arc::clone(&go_on));
        move || async move {
            arrived.notify_one();
            go_on.notified().await;
            "at last"
        }
    };
    let router = Router::new().route("/slow", get(handler));
    let server = Server::start(router, Limits::default()).await;
    let idle = server.connect().await;
    let (asked, stopped) = tokio::join!(server.ask("/slow"), async {
        arrived.notified().await;
        server.stop.cancel();
        assert!(
            rest(idle).await.expect("closed").is_empty(),
            "whoever asked nothing is let go"
        );
        assert!(!server.running.is_finished(), "it waits");
        assert!(server.ask("/slow").await.is_err(), "nobody new");
        go_on.notify_one();
    });
    let answer = asked.expect("an answer");
    assert!(is_ok(&answer) && answer.ends_with("at last"), "{answer}");
    let () = stopped;
    timeout(LONG, server.running)
        .await
        .expect("in time")
        .expect("ended");
}
