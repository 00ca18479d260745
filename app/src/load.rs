//! What a page loads. One kind of resource for every page: each further kind would bring the whole
//! machinery of resources once more into the part of the WASM that everybody loads.

use core::convert::Infallible;
use core::marker::PhantomData;
use std::sync::Arc;

use contract::{Problem, ProblemCode};
use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use serde::de::DeserializeOwned;

use crate::backend::{Answer, Asked, Backend, Loaded, use_backend};

type Outcome = Result<Loaded, Problem>;

/// Writes what was loaded into the page, and reads it there: a first letter tells what follows.
struct InPage;

const FOUND: char = '+';
const FAILED: char = '-';

impl Encoder<Outcome> for InPage {
    type Error = Infallible;
    type Encoded = String;

    fn encode(outcome: &Outcome) -> Result<String, Infallible> {
        Ok(match outcome {
            Ok(Loaded::Here(shape)) => written(FOUND, &shape.as_ref().write()),
            Ok(Loaded::Written(json)) => written(FOUND, json),
            Err(problem) => written(FAILED, &serde_json::to_string(problem).unwrap_or_default()),
        })
    }
}

fn written(first: char, json: &str) -> String {
    let mut text = String::from(first);
    text.push_str(json);
    text
}

impl Decoder<Outcome> for InPage {
    type Error = Infallible;
    type Encoded = str;

    fn decode(text: &str) -> Result<Outcome, Infallible> {
        if let Some(json) = text.strip_prefix(FOUND) {
            return Ok(Ok(Loaded::Written(json.to_owned())));
        }
        let problem = text
            .strip_prefix(FAILED)
            .and_then(|json| serde_json::from_str(json).ok());
        Ok(Err(problem.unwrap_or_else(|| ProblemCode::Internal.into())))
    }
}

/// What a page loads, of this shape.
pub(crate) struct Loading<T> {
    resource: Resource<Outcome, InPage>,
    shape: PhantomData<fn() -> T>,
}

impl<T> Clone for Loading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loading<T> {}

impl<T: Clone + DeserializeOwned + 'static> Loading<T> {
    /// Waits until it is there.
    pub(crate) async fn read(self) -> Result<T, Problem> {
        self.resource.await?.read()
    }
}

/// Begins to load. A page that is to show something else loads anew.
pub(crate) fn load<T>(fetch: impl Fn() -> Answer<Loaded> + Send + Sync + 'static) -> Loading<T> {
    Loading {
        resource: resource(Box::new(fetch)),
        shape: PhantomData,
    }
}

/// Begins to ask.
pub(crate) fn ask<T: 'static>(
    question: impl Fn(&Arc<dyn Backend>) -> Asked<T> + Send + Sync + 'static,
) -> Loading<T> {
    let backend = use_backend();
    load(move || match &backend {
        Some(backend) => question(backend).unread(),
        None => Box::pin(async { Err(ProblemCode::Unavailable.into()) }),
    })
}

type Fetch = Box<dyn Fn() -> Answer<Loaded> + Send + Sync>;

fn resource(fetch: Fetch) -> Resource<Outcome, InPage> {
    Resource::new_with_options(|| (), move |()| fetch(), false)
}
