//! A browser, as far as the server can tell: cookies with paths, and where a request comes from.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde::Serialize;
use tower::ServiceExt;

use super::{Ground, ORIGIN};

#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    /// Name to value and path.
    pub(crate) jar: BTreeMap<String, (String, String)>,
    pub(crate) peer: SocketAddr,
    /// Files and database of the house must outlive its browsers.
    _ground: Arc<Ground>,
}

pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.status, self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("text"))
    }

    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl Browser {
    pub(super) fn new(router: Router, ground: Arc<Ground>) -> Self {
        Self {
            router,
            _ground: ground,
            jar: BTreeMap::new(),
            peer: ([203, 0, 113, 7], 4000).into(),
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        self.send(
            request(Method::GET, path)
                .body(Body::empty())
                .expect("a request"),
        )
        .await
    }

    pub(crate) async fn json<T: Serialize>(
        &mut self,
        method: Method,
        path: &str,
        body: &T,
    ) -> Reply {
        let request = request(method, path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(serde_json::to_vec(body).expect("json")));
        self.send(request.expect("a request")).await
    }

    pub(crate) async fn put_file(&mut self, path: &str, kind: &str, bytes: &[u8]) -> Reply {
        let request = request(Method::PUT, path)
            .header(header::CONTENT_TYPE, kind)
            .header(header::CONTENT_LENGTH, bytes.len())
            .body(Body::from(bytes.to_vec()));
        self.send(request.expect("a request")).await
    }

    pub(crate) async fn empty(&mut self, method: Method, path: &str) -> Reply {
        self.send(
            request(method, path)
                .body(Body::empty())
                .expect("a request"),
        )
        .await
    }

    pub(crate) async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.form_from(path, fields, None).await
    }

    pub(crate) async fn form_from(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        page: Option<&str>,
    ) -> Reply {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let mut request = request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(page) = page {
            request = request.header(header::REFERER, format!("{ORIGIN}{page}"));
        }
        self.send(request.body(Body::from(body)).expect("a request"))
            .await
    }

    pub(crate) async fn send(&mut self, mut request: Request<Body>) -> Reply {
        let path = request.uri().path().to_owned();
        let cookies = self
            .jar
            .iter()
            .filter(|(_, (_, scope))| path.starts_with(scope.as_str()))
            .map(|(name, (value, _))| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        if !cookies.is_empty() && !request.headers().contains_key(header::COOKIE) {
            request
                .headers_mut()
                .insert(header::COOKIE, cookies.parse().expect("cookies"));
        }
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().expect("text"));
        }
        let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
        Reply {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, flags) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').expect("a cookie");
        let flag = |wanted: &str| {
            flags
                .split(';')
                .find_map(|flag| flag.trim().strip_prefix(wanted))
                .map(str::to_owned)
        };
        if flag("Max-Age=").as_deref() == Some("0") {
            self.jar.remove(name);
        } else {
            let path = flag("Path=").unwrap_or_else(|| "/".to_owned());
            self.jar.insert(name.to_owned(), (value.to_owned(), path));
        }
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.jar.get(name).map(|(value, _)| value.as_str())
    }

    pub(crate) fn plant(&mut self, name: &str, value: &str) {
        self.jar
            .insert(name.to_owned(), (value.to_owned(), "/".to_owned()));
    }
}

pub(crate) fn request(method: Method, path: &str) -> http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header("accept", "text/html,application/json;q=0.9,*/*;q=0.8")
}
