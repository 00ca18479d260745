//! What a page loads. One kind of resource for every page: each further kind would bring the whole
//! machinery of resources once more into the part of the WASM that everybody loads.

use core::any::Any;
use core::convert::Infallible;
use core::future::Future;
use core::pin::Pin;
use std::sync::Arc;

use contract::{Problem, ProblemCode};
use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What was loaded: as it came, or as the server wrote it into the page.
#[derive(Clone)]
pub(crate) enum Loaded {
    /// Loaded here.
    Here(Arc<dyn Page>),
    /// Loaded by the server, as JSON.
    Written(String),
}

/// Something that can be loaded and written into a page.
pub(crate) trait Page: Any + Send + Sync {
    /// As JSON; only the server writes.
    fn write(&self) -> String;
    /// As what it is.
    fn any(&self) -> &dyn Any;
}

impl<T: Serialize + Send + Sync + 'static> Page for Result<T, Problem> {
    fn write(&self) -> String {
        #[cfg(feature = "ssr")]
        {
            // Only a map with keys that are no words could fail, and none of ours has such.
            serde_json::to_string(self).unwrap_or_default()
        }
        #[cfg(not(feature = "ssr"))]
        String::new()
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

impl Loaded {
    /// What was loaded, or why not.
    pub(crate) fn read<T: Clone + DeserializeOwned + 'static>(&self) -> Result<T, Problem> {
        match self {
            Self::Here(page) => page
                .any()
                .downcast_ref::<Result<T, Problem>>()
                .cloned()
                .unwrap_or(Err(ProblemCode::Internal.into())),
            Self::Written(json) => serde_json::from_str::<Result<T, Problem>>(json)
                .ok()
                .unwrap_or(Err(ProblemCode::Internal.into())),
        }
    }
}

/// Writes what was loaded into the page, and reads it there.
pub(crate) struct InPage;

impl Encoder<Loaded> for InPage {
    type Error = Infallible;
    type Encoded = String;

    fn encode(loaded: &Loaded) -> Result<String, Infallible> {
        Ok(match loaded {
            Loaded::Here(page) => page.write(),
            Loaded::Written(json) => json.clone(),
        })
    }
}

impl Decoder<Loaded> for InPage {
    type Error = Infallible;
    type Encoded = str;

    fn decode(json: &str) -> Result<Loaded, Infallible> {
        Ok(Loaded::Written(json.to_owned()))
    }
}

/// What a page loads.
pub(crate) type Loading = Resource<Loaded, InPage>;

type Fetch = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Loaded> + Send>> + Send + Sync>;

/// Begins to load. A page that is to show something else loads anew.
pub(crate) fn load<T, F>(fetch: impl Fn() -> F + Send + Sync + 'static) -> Loading
where
    T: Serialize + Send + Sync + 'static,
    F: Future<Output = Result<T, Problem>> + Send + 'static,
{
    load_boxed(Box::new(move || {
        let loaded = fetch();
        Box::pin(async move { Loaded::Here(Arc::new(loaded.await)) })
    }))
}

fn load_boxed(fetch: Fetch) -> Loading {
    Resource::new_with_options(|| (), move |()| fetch(), false)
}
