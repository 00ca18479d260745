//! The one place where an error becomes an answer: `application/problem+json` (RFC 9457) for programs,
//! a page in the reader's language for people, one line for machines that want no more.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::{Problem, ProblemCode, path};
use futures::StreamExt;
use http::{HeaderValue, Method, StatusCode, header};
use service::ServiceError;

use super::body::{Fields, Kept};
use super::looks::looks_of;
use super::request_id::RequestId;
use crate::house::House;
use crate::ssr;

/// What a handler gives when it cannot do what was asked. It is turned into an answer on the way out,
/// where the request id, the language and the kind of reader are known.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) problem: Problem,
    /// Whole seconds.
    pub(crate) retry_after: Option<u32>,
}

impl From<ProblemCode> for Failure {
    fn from(code: ProblemCode) -> Self {
        Self {
            problem: code.into(),
            retry_after: None,
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            retry_after: None,
        }
    }
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        let retry_after = match &error {
            ServiceError::TooMany { retry_after } => Some(*retry_after),
            _ => None,
        };
        let problem = error.problem();
        if problem.status >= 500 {
            let error: &dyn core::error::Error = &error;
            tracing::error!(error, "the use case failed");
        }
        Self {
            problem,
            retry_after,
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status_of(&self.problem).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The status of a problem.
pub(crate) fn status_of(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Who reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    Program,
    Person,
    Machine,
}

impl Reader {
    fn of(request: &Request) -> Self {
        let uri = request.uri();
        let refresh = uri.path() == path::REFRESH && uri.query().is_none();
        let file = || {
            uri.path()
                .rsplit('/')
                .next()
                .is_some_and(|name| name.contains('.'))
        };
        if uri.path().starts_with("/api/") || refresh {
            Self::Program
        } else if uri.path().starts_with("/pkg/")
            || file()
            || ![Method::GET, Method::HEAD, Method::POST].contains(request.method())
        {
            Self::Machine
        } else {
            Self::Person
        }
    }
}

/// Gives every error its body.
pub(super) async fn answer(
    State(house): State<House>,
    mut request: Request,
    next: Next,
) -> Response {
    let reader = Reader::of(&request);
    let looks = looks_of(request.headers());
    let id = request.extensions().get::<RequestId>().cloned();
    let kept = Kept::default();
    request.extensions_mut().insert(kept.clone());
    let mut response = next.run(request).await;
    let failure = match response.extensions_mut().remove::<Failure>() {
        Some(failure) => failure,
        None if is_bare_error(&response) => Failure::from(code_of(response.status())),
        None => return response,
    };
    let Failure {
        mut problem,
        retry_after,
    } = failure;
    problem.request_id = id.map(|RequestId(id)| id);
    let status = status_of(&problem);
    let mut answer = match reader {
        Reader::Program => (
            status,
            [(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/problem+json"),
            )],
            serde_json::to_vec(&problem).unwrap_or_default(),
        )
            .into_response(),
        Reader::Person => {
            // What another site made a browser post is not what its reader typed.
            let typed = match problem.code {
                ProblemCode::OtherSite => Fields(Vec::new()),
                _ => kept.fields(),
            };
            ssr::notice::problem_page(&house, looks, &problem, &typed)
        }
        Reader::Machine => (
            status,
            [(
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/plain; charset=utf-8"),
            )],
            format!("{}\n", problem.title),
        )
            .into_response(),
    };
    if kept.holds_a_turn() {
        answer = answer.map(|body| {
            let held = body.into_data_stream().map(move |piece| {
                // Until the reader has all of it.
                let _turn = &kept;
                piece
            });
            Body::from_stream(held)
        });
    }
    // Cookies and `Allow` of the inner answer stay.
    for name in [header::SET_COOKIE, header::ALLOW] {
        for value in response.headers().get_all(&name) {
            answer.headers_mut().append(&name, value.clone());
        }
    }
    if let Some(seconds) = retry_after {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    answer
}

/// An error that the router or an extractor made, not one of our pages.
fn is_bare_error(response: &Response) -> bool {
    let status = response.status();
    let page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    (status.is_client_error() || status.is_server_error()) && !page
}

fn code_of(status: StatusCode) -> ProblemCode {
    match status {
        StatusCode::NOT_FOUND => ProblemCode::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemCode::WrongMethod,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::TooLarge,
        StatusCode::SERVICE_UNAVAILABLE => ProblemCode::Unavailable,
        status if status.is_client_error() => ProblemCode::Malformed,
        _ => ProblemCode::Internal,
    }
}
