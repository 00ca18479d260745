//! The app's pages.

use std::sync::{Arc, Mutex, PoisonError};

use app::backend::Backend;
use app::device::Device;
use app::{App, FormEcho, Issued, Locked, Onward, Viewer, shell};
use axum::body::Body;
use axum::extract::{FromRequestParts, MatchedPath, Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use contract::{IssuedInvitation, ProblemCode};
use http::request::Parts;
use http::{HeaderValue, Method, header};
use leptos::nonce::use_nonce;
use leptos::prelude::provide_context;
use leptos::reactive::owner::Sandboxed;
use service::Actor;
use storage::PersonKind;

use super::backend::InProcess;
use super::device::ServerDevice;
use super::gate::{self, Gate};
use super::notice;
use crate::house::House;
use crate::http::body::Fields;
use crate::http::caller::{Visitor, visitor};
use crate::http::cookies;
use crate::http::destination::Destination;
use crate::http::headers::page_policy;
use crate::http::looks::looks_of;
use crate::http::network::network_of;
use crate::http::problem::{Failure, status_of};

/// The route patterns of the app's pages.
pub(crate) fn paths() -> Vec<String> {
    leptos_axum::generate_route_list(App)
        .iter()
        .map(|page| page.path().to_owned())
        .collect()
}

/// A page, for whoever may have it.
pub(crate) async fn show(
    State(house): State<House>,
    pattern: MatchedPath,
    request: Request,
) -> Result<Response, Failure> {
    let (mut parts, _) = request.into_parts();
    let visitor = visitor(&parts.headers, &house).await?;
    let wanted = parts
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let here = Destination::parse(&wanted).ok_or(ProblemCode::NotFound)?;
    let plan = Path::<String>::from_request_parts(&mut parts, &house).await;
    let plan = plan.ok().and_then(|Path(plan)| plan.parse().ok());
    match gate::judge(
        &house,
        pattern.as_str(),
        &here,
        plan,
        visitor,
        &parts.headers,
    )
    .await?
    {
        Gate::Open(actor) => render(&house, &parts, actor, &wanted, Said::default()).await,
        Gate::Elsewhere(place) => Ok(Redirect::to(&place.path()).into_response()),
        Gate::Renew => {
            let looks = looks_of(&parts.headers);
            Ok(notice::refresh_page(
                &house,
                looks,
                &here,
                &Fields(Vec::new()),
            ))
        }
        Gate::Missing => Err(ProblemCode::NotFound.into()),
    }
}

/// An address that does not exist: a page for people, a problem for programs.
pub(crate) async fn unknown() -> Failure {
    ProblemCode::NotFound.into()
}

/// A page again, with the form on it that was not taken.
pub(crate) async fn again(
    house: &House,
    parts: &Parts,
    echo: FormEcho,
) -> Result<Response, Failure> {
    let status = status_of(&echo.problem);
    let page = echo.page.clone();
    let said = Said {
        echo: Some(echo),
        ..Said::default()
    };
    let mut response = render(house, parts, known(house, parts).await?, &page, said).await?;
    *response.status_mut() = status;
    Ok(response)
}

/// The page that shows an invitation, once.
pub(crate) async fn issued(
    house: &House,
    parts: &Parts,
    invitation: IssuedInvitation,
    page: &'static str,
) -> Result<Response, Failure> {
    let said = Said {
        issued: Some(Issued { invitation, page }),
        ..Said::default()
    };
    render(house, parts, known(house, parts).await?, page, said).await
}

/// The page to which a form leads, as the answer to it: a phone far away is spared a way to and fro.
pub(crate) async fn onward(
    house: &House,
    parts: &Parts,
    actor: Actor,
    page: String,
) -> Result<Response, Failure> {
    let said = Said {
        onward: Some(Onward(page.clone())),
        ..Said::default()
    };
    render(house, parts, Some(actor), &page, said).await
}

async fn known(house: &House, parts: &Parts) -> Result<Option<Actor>, Failure> {
    Ok(match visitor(&parts.headers, house).await? {
        Visitor::Known(actor) => Some(actor),
        Visitor::Expired | Visitor::Nobody => None,
    })
}

/// What the server has to say with a page.
#[derive(Clone, Default)]
struct Said {
    echo: Option<FormEcho>,
    issued: Option<Issued>,
    onward: Option<Onward>,
}

/// The nonce of the page's own scripts, which only its rendering knows.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Option<String>>>);

impl Told {
    fn tell(&self, nonce: Option<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = nonce;
    }

    fn said(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Whether this browser has none of our files yet. Who comes from a page of ours without saying so runs no
/// script, or is quicker than the files: asked for, they are kept, which a page is not.
fn brings(house: &House, parts: &Parts) -> bool {
    let from_us = parts
        .headers
        .get(header::REFERER)
        .and_then(|from| from.to_str().ok())
        .is_some_and(|from| from.starts_with(house.origin.as_str()));
    let is_first = parts.method != Method::GET || !from_us;
    is_first && !cookies::has_files(&parts.headers, &house.site.brought.build)
}

async fn render(
    house: &House,
    parts: &Parts,
    actor: Option<Actor>,
    path: &str,
    said: Said,
) -> Result<Response, Failure> {
    let viewer = actor.as_ref().map(|actor| Viewer {
        person: actor.person,
        keeps: actor.kind == PersonKind::Youth,
    });
    // The answer to a form keeps what was typed, under the lock.
    let shut = viewer.is_some_and(|viewer| viewer.keeps) && cookies::is_shut(&parts.headers);
    let backend: Arc<dyn Backend> = Arc::new(InProcess {
        stip: Arc::clone(&house.stip),
        actor,
        network: network_of(parts, house),
        // Whoever gets a form back has typed already: nothing may stand in its way.
        knows_who_sees: said.echo.is_some() || cookies::knows_who_sees(&parts.headers),
    });
    let looks = looks_of(&parts.headers);
    let device: Arc<dyn Device> =
        Arc::new(ServerDevice::new(Arc::clone(&house.stip), looks.reading));
    let language = looks.language;
    let told = Told::default();
    let nonce = told.clone();
    let assets = house.site.assets.clone();
    let brought = brings(house, parts).then(|| house.site.brought.clone());
    let contexts = move || {
        provide_context(Arc::clone(&backend));
        provide_context(Arc::clone(&device));
        provide_context(language);
        if let Some(viewer) = viewer {
            provide_context(viewer);
        }
        if shut {
            provide_context(Locked);
        }
        if let Some(echo) = said.echo.clone() {
            provide_context(echo);
        }
        if let Some(issued) = said.issued.clone() {
            provide_context(issued);
        }
        if let Some(onward) = said.onward.clone() {
            provide_context(onward);
        }
        nonce.tell(use_nonce().map(|nonce| nonce.to_string()));
    };
    let document = move || shell(assets.clone(), brought.clone());
    let mut request = Request::get(path)
        .body(Body::empty())
        .or(Err(ProblemCode::NotFound))?;
    *request.headers_mut() = parts.headers.clone();
    let renderer = leptos_axum::render_app_async_with_context(contexts, document);
    let mut response = in_own_arena(renderer(request)).await;
    if let Ok(policy) = HeaderValue::from_str(&page_policy(told.said().as_deref())) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// Polls a rendering with its own signals in place. Leptos keeps the signals of a page in an arena that
/// it notes per thread; while one page waits, another may take its place there, and what the first one
/// reads next (its title) would be gone. The arena is made in the first poll, and held from then on.
async fn in_own_arena<F: Future<Output = Response> + Unpin>(mut rendering: F) -> Response {
    let first = core::future::poll_fn(|context| {
        core::task::Poll::Ready(core::pin::Pin::new(&mut rendering).poll(context))
    });
    match first.await {
        core::task::Poll::Ready(response) => response,
        core::task::Poll::Pending => Sandboxed::new(rendering).await,
    }
}
