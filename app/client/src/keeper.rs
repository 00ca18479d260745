//! What this phone keeps, by `js/keep.js`: IndexedDB speaks in events, which JavaScript handles in a
//! tenth of the code.

use app::backend::Answer;
use app::keeper::{Keeper, Kept};
use contract::{Problem, ProblemCode};
use js_sys::Array;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen(module = "/js/keep.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn belongs(owner: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn load(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn save(name: &str, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn enqueue(ids: &Array, texts: &Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn queue() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn dequeue(ids: &Array) -> Result<JsValue, JsValue>;
}

/// This browser's store.
pub(crate) struct Phone;

/// A private window, a full phone, a browser that forbids it: then nothing is kept, and everything
/// works as long as there is a network.
fn answer<T: 'static>(
    asked: impl Future<Output = Result<JsValue, JsValue>> + 'static,
    read: fn(JsValue) -> T,
) -> Answer<T> {
    Box::pin(SendWrapper::new(async move {
        let kept = asked
            .await
            .map_err(|_| Problem::from(ProblemCode::Unavailable))?;
        Ok(read(kept))
    }))
}

fn texts(all: &[String]) -> Array {
    all.iter().map(|text| JsValue::from_str(text)).collect()
}

impl Keeper for Phone {
    fn belongs(&self, owner: String) -> Answer<()> {
        answer(async move { belongs(&owner).await }, |_| ())
    }

    fn load(&self, what: Kept) -> Answer<Option<String>> {
        answer(load(what.name()), |text| text.as_string())
    }

    fn save(&self, what: Kept, text: String) -> Answer<()> {
        answer(async move { save(what.name(), &text).await }, |_| ())
    }

    fn enqueue(&self, ids: Vec<String>, changes: Vec<String>) -> Answer<()> {
        answer(
            async move { enqueue(&texts(&ids), &texts(&changes)).await },
            |_| (),
        )
    }

    fn queue(&self) -> Answer<Vec<String>> {
        answer(queue(), |rows| {
            let rows = rows.dyn_into::<Array>().unwrap_or_default();
            rows.iter().filter_map(|row| row.as_string()).collect()
        })
    }

    fn dequeue(&self, ids: Vec<String>) -> Answer<()> {
        answer(async move { dequeue(&texts(&ids)).await }, |_| ())
    }
}
