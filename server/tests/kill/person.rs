//! Somebody with a browser, as far as HTTP goes.

use std::time::Duration;

use contract::{InvitationRequest, IssuedInvitation, LoginRequest, RedeemRequest, path};
use reqwest::{Client, Method, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::process::{Hired, Program};

/// Somebody who is logged in.
#[derive(Clone)]
pub(crate) struct Person {
    client: Client,
    origin: String,
    cookies: String,
}

/// The server went away before the whole answer was there.
#[derive(Debug)]
pub(crate) struct NoAnswer;

impl Person {
    pub(crate) async fn coach(program: &Program, hired: &Hired) -> Self {
        let login = LoginRequest {
            email: hired.email.clone(),
            password: hired.password.clone(),
        };
        Self::stranger(program).enter(path::SESSION, &login).await
    }

    pub(crate) async fn youth(program: &Program, code: String) -> Self {
        let redeem = RedeemRequest { code };
        Self::stranger(program)
            .enter(path::INVITATION_REDEEM, &redeem)
            .await
    }

    fn stranger(program: &Program) -> Self {
        let client = Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(20))
            .build();
        let client = client.expect("a client");
        Self {
            client,
            origin: program.origin(),
            cookies: String::new(),
        }
    }

    async fn enter(mut self, path: &str, body: &impl Serialize) -> Self {
        let answer = self
            .request(Method::POST, path, Some(body))
            .await
            .expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        let set = answer.headers().get_all("set-cookie").iter();
        let pairs = set.filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
        self.cookies = pairs.filter(|pair| pair.starts_with("__Host-")).collect();
        assert!(!self.cookies.is_empty(), "{path} gives a cookie");
        self
    }

    pub(crate) async fn invite(&self) -> IssuedInvitation {
        let request = InvitationRequest::NewYouth {
            name: "Sam".to_owned(),
        };
        self.post(path::INVITATIONS, &request)
            .await
            .expect("an answer")
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        let answer = self.request::<()>(Method::GET, path, None).await;
        read(path, answer).await.expect("an answer")
    }

    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, NoAnswer> {
        let answer = self.request(Method::POST, path, Some(body)).await;
        read(path, answer).await
    }

    async fn request<B: Serialize>(
        &self,
        method: Method,
        path: &str,
        body: Option<&B>,
    ) -> reqwest::Result<Response> {
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.origin))
            .header("origin", &self.origin)
            .header("cookie", &self.cookies);
        if let Some(body) = body {
            let json = serde_json::to_vec(body).expect("JSON");
            request = request
                .header("content-type", "application/json")
                .body(json);
        }
        request.send().await
    }
}

/// Only a whole answer counts. An answer other than success is a fault of the server: nothing here
/// asks for what it may not have.
async fn read<T: DeserializeOwned>(
    path: &str,
    answer: reqwest::Result<Response>,
) -> Result<T, NoAnswer> {
    let answer = answer.or(Err(NoAnswer))?;
    let status = answer.status();
    let body = answer.bytes().await.or(Err(NoAnswer))?;
    assert!(
        status.is_success(),
        "{path}: {status}: {}",
        String::from_utf8_lossy(&body)
    );
    Ok(serde_json::from_slice(&body).expect("an answer as the contract says"))
}
