//! A push service that forgives nothing, and answers as its path says.
//!
//! | request | answer |
//! |---|---|
//! | `POST /wpush/{status}/{name}` | that status, if the message is flawless; else 400, 401, 413 or 415 |
//! | `… ?retry-after=…` `?location=…` | with that header |
//! | `… ?body=endless`, `?body=slow`, `?body=short`, `?body=text` | with a body without end, of one byte a second, shorter than it promised, or this text |
//! | `POST /wpush/silence/{name}` | never |
//! | `GET /messages` | everything received so far, as JSON |
//! | `DELETE /messages` | forgets it |

use std::{
    convert::Infallible,
    io,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
};
use serde::Serialize;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
};

mod answer;
mod check;

use answer::{Answer, text};

/// More than a push service must take, so that too long is seen as such.
const MOST_READ: usize = 65_536;
/// RFC 8291, section 4.
const MAX_BODY: usize = 4_096;
/// What Mozilla's bridge to Android takes.
const BRIDGE_BODY: usize = 2_744;

/// One message, as it came in.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Received {
    /// Path and query.
    pub(crate) path: String,
    /// `HTTP/1.1` or `HTTP/2.0`.
    pub(crate) version: String,
    /// Names in lower case, in the order of arrival.
    pub(crate) headers: Vec<(String, String)>,
    /// The encrypted body, in standard base64.
    pub(crate) body: String,
    /// Its length in bytes.
    pub(crate) length: usize,
    /// Whether Firefox on Android would miss it.
    pub(crate) over_bridge_limit: bool,
    /// What was wrong with it; none means flawless.
    pub(crate) problems: Vec<String>,
}

/// What came in, and how many bodies without end are still being written.
#[derive(Debug, Default)]
pub(crate) struct PushService {
    messages: Mutex<Vec<Received>>,
    open_bodies: Arc<AtomicUsize>,
}

impl PushService {
    /// Serves plain HTTP until the process ends.
    pub(crate) async fn serve(self: Arc<Self>, listener: TcpListener) -> io::Result<()> {
        let port = listener.local_addr()?.port();
        loop {
            let (stream, _) = listener.accept().await?;
            tokio::spawn(Arc::clone(&self).connection(stream, "http", port));
        }
    }

    /// Serves one connection, HTTP/1.1 or HTTP/2.
    pub(crate) async fn connection<S>(self: Arc<Self>, stream: S, scheme: &'static str, port: u16)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let service = service_fn(move |request| {
            let this = Arc::clone(&self);
            async move { Ok::<_, Infallible>(this.handle(request, scheme, port).await) }
        });
        // A client that leaves in the middle of an endless body is what the tests are about.
        auto::Builder::new(TokioExecutor::new())
            .serve_connection(TokioIo::new(stream), service)
            .await
            .ok();
    }

    /// Everything received so far.
    pub(crate) fn messages(&self) -> Vec<Received> {
        self.messages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    async fn handle(&self, request: Request<Incoming>, scheme: &str, port: u16) -> Answer {
        let path = request.uri().path().to_owned();
        let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match (request.method(), segments.as_slice()) {
            (&Method::POST, ["wpush", wanted, _]) => {
                let problem = self.receive(request, scheme, port).await;
                match problem {
                    Ok(query) => answer::by(wanted, query.as_deref(), &self.open_bodies).await,
                    Err((status, problems)) => text(status, problems.join("\n")),
                }
            }
            (&Method::GET, ["messages"]) => self.list(),
            (&Method::DELETE, ["messages"]) => {
                self.messages
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .clear();
                text(StatusCode::NO_CONTENT, String::new())
            }
            _ => text(StatusCode::NOT_FOUND, "no such resource\n".into()),
        }
    }

    /// Checks and keeps a message. `Ok` is the query, that is, how to answer.
    async fn receive(
        &self,
        request: Request<Incoming>,
        scheme: &str,
        port: u16,
    ) -> Result<Option<String>, (StatusCode, Vec<String>)> {
        let (head, body) = request.into_parts();
        let body = match Limited::new(body, MOST_READ).collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) => return Err((StatusCode::BAD_REQUEST, vec![error.to_string()])),
        };
        let found = check::message(&head, &body, scheme, port);
        let status = found.first().map(|problem| problem.status);
        let problems: Vec<String> = found.into_iter().map(|problem| problem.what).collect();
        let readable = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into();
        let received = Received {
            path: head
                .uri
                .path_and_query()
                .map(ToString::to_string)
                .unwrap_or_default(),
            version: format!("{:?}", head.version),
            headers: head
                .headers
                .iter()
                .map(|(k, v)| (k.to_string(), readable(v)))
                .collect(),
            length: body.len(),
            over_bridge_limit: body.len() > BRIDGE_BODY,
            body: STANDARD.encode(&body),
            problems: problems.clone(),
        };
        self.messages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(received);
        match status {
            None => Ok(head.uri.query().map(String::from)),
            Some(status) => Err((status, problems)),
        }
    }

    fn list(&self) -> Answer {
        match serde_json::to_vec_pretty(&self.messages()) {
            Ok(json) => Response::builder()
                .header("content-type", "application/json")
                .body(answer::full(Bytes::from(json)))
                .unwrap_or_default(),
            Err(error) => text(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
        }
    }

    /// How many bodies without end are still being written to somebody.
    #[cfg(test)]
    pub(crate) fn open_bodies(&self) -> usize {
        self.open_bodies.load(Ordering::SeqCst)
    }
}

/// Counts a body for as long as it is being written.
struct Open(Arc<AtomicUsize>);

impl Open {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(count))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
