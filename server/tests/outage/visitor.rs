//! Somebody with a browser, as far as HTTP goes, who looks at every answer.

use std::time::Duration;

use contract::{
    ChangesRequest, InvitationRequest, IssuedInvitation, PlanView, Problem, ProblemCode,
    RedeemRequest, path,
};
use domain::id::{ChangeId, PlanId, WinId};
use domain::journal::{Audience, Change, NewEntry, Seq};
use domain::words::{Prose, Words};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde::Serialize;
use server::clock::SystemClock;
use server::entropy::SystemEntropy;
use service::{Clock as _, Entropy as _};

use crate::program::Program;

/// Longer than the server keeps anybody waiting (30 s).
const PATIENCE: Duration = Duration::from_secs(40);

/// An answer: its status, and its whole body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// The kind of content; of a redirect, where to.
    pub(crate) kind: String,
    pub(crate) body: String,
}

impl Answer {
    /// That the server says to a program that it cannot just now.
    pub(crate) fn assert_unavailable(&self) {
        let shape = (self.status, self.kind.as_str());
        let expected = (StatusCode::SERVICE_UNAVAILABLE, "application/problem+json");
        assert_eq!(shape, expected, "{}", self.body);
        let problem: Problem = serde_json::from_str(&self.body).expect("a problem");
        assert_eq!(problem.code, ProblemCode::Unavailable);
        assert!(problem.request_id.is_some(), "the operator can find it");
    }

    /// The same for a person: a whole page with a plain sentence, and nothing of what is behind it.
    pub(crate) fn assert_plain_sentence(&self) {
        let begins: String = self.body.chars().take(1_000).collect();
        assert_eq!(self.status, StatusCode::SERVICE_UNAVAILABLE, "{begins}");
        assert!(self.kind.starts_with("text/html"), "{}", self.kind);
        let texts = locale::texts(locale::Language::default());
        assert!(self.body.contains(texts.problem_unavailable()), "{begins}");
        let lower = self.body.to_lowercase();
        for word in ["postgres", "sqlite", "sqlx", "database", "127.0.0.1:5"] {
            assert!(!lower.contains(word), "{word}: {begins}");
        }
    }
}

/// Somebody who is logged in.
#[derive(Clone)]
pub(crate) struct Visitor {
    client: Client,
    origin: String,
    cookies: Vec<(String, String)>,
}

impl Visitor {
    /// Logs the coach in.
    pub(crate) async fn coach(program: &Program) -> Self {
        Self::enter(program, path::SESSION, &program.coach).await
    }

    /// Invites a youth, who opens the invitation on a phone and has read who sees what.
    pub(crate) async fn youth(&self, program: &Program) -> (Self, PlanId) {
        let name = "Kanarienaam".to_owned();
        let request = InvitationRequest::NewYouth { name };
        let answer = self.post(path::INVITATIONS, &request).await;
        let invitation: IssuedInvitation = serde_json::from_str(&answer.body).expect("issued");
        let redeem = RedeemRequest {
            code: invitation.code,
        };
        let mut youth = Self::enter(program, path::INVITATION_REDEEM, &redeem).await;
        let read = youth.request(Method::POST, path::form_target::WHO_SEES);
        let read = read.send().await.expect("an answer");
        assert_eq!(read.status(), StatusCode::SEE_OTHER);
        youth.keep(read.headers());
        (youth, invitation.plan)
    }

    async fn enter(program: &Program, path: &str, body: &impl Serialize) -> Self {
        let client = Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build();
        let mut visitor = Self {
            client: client.expect("a client"),
            origin: program.origin(),
            cookies: Vec::new(),
        };
        let request = visitor.request(Method::POST, path);
        let answer = json(request, body).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        visitor.keep(answer.headers());
        visitor
    }

    /// Keeps the cookies of an answer beside those that are there.
    fn keep(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("a cookie");
            let pair = cookie.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie");
            self.cookies.retain(|(known, _)| known != name);
            // The path of the refreshing one is not asked here.
            if !value.is_empty() && !name.starts_with("__Secure-") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies = self.cookies.iter();
        let cookies: Vec<_> = cookies
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        self.client
            .request(method, format!("{}{path}", self.origin))
            .header("origin", &self.origin)
            .header("cookie", cookies.join("; "))
            .header("accept-language", "nl")
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        read(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        read(json(self.request(Method::POST, path), body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        read(json(self.request(Method::PUT, path), body)).await
    }

    /// Posts a plain form that stands on a page.
    pub(crate) async fn form(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        let body = body.extend_pairs(fields).finish();
        let request = self
            .request(Method::POST, path)
            .header("referer", format!("{}{page}", self.origin))
            .header("content-type", "application/x-www-form-urlencoded");
        read(request.body(body)).await
    }

    /// Writes a win down.
    pub(crate) async fn win(&self, plan: PlanId, change: &NewEntry) -> Answer {
        let changes = ChangesRequest {
            changes: vec![change.clone()],
        };
        self.post(&path::changes(plan), &changes).await
    }

    /// The texts of all wins, as the server keeps them.
    pub(crate) async fn wins(&self, plan: PlanId) -> Vec<String> {
        let answer = self.get(&path::plan_view(plan)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let view: PlanView = serde_json::from_str(&answer.body).expect("a plan");
        let wins = view.plan.wins.iter();
        wins.map(|win| {
            let words = win
                .text
                .versions()
                .iter()
                .filter_map(|one| one.prose.kept());
            words.map(ToString::to_string).collect()
        })
        .collect()
    }
}

/// A win that is not yet written down.
pub(crate) fn win(text: &str) -> NewEntry {
    let mut random = [0; 10];
    SystemEntropy.fill(&mut random);
    let now = SystemClock.now();
    let text = Prose::Kept(Words::parse(text).expect("words"));
    let (win, feeling) = (WinId::mint(now, random), None);
    NewEntry {
        id: ChangeId::mint(now, random),
        authored_at: now,
        base: Seq::START,
        audience: Audience::Everyone,
        change: Change::WinLogged { win, text, feeling },
    }
}

fn json(request: RequestBuilder, body: &impl Serialize) -> RequestBuilder {
    request
        .header("content-type", "application/json")
        .body(serde_json::to_vec(body).expect("JSON"))
}

async fn read(request: RequestBuilder) -> Answer {
    let answer = request.send().await.expect("the server answers");
    let header = |name| {
        answer
            .headers()
            .get(name)
            .and_then(|kind| kind.to_str().ok())
    };
    let kind = header("content-type")
        .or(header("location"))
        .unwrap_or_default();
    Answer {
        kind: kind.to_owned(),
        status: answer.status(),
        body: answer.text().await.expect("the whole answer"),
    }
}
