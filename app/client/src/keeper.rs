//! What this phone keeps, by `hydrate/keep.js`: IndexedDB speaks in events, which JavaScript handles in a
//! tenth of the code.

use app::backend::Answer;
use app::keeper::Keeper;
use contract::{Problem, ProblemCode};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::locks::alone_boxed;

#[wasm_bindgen(module = "/js/door.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn keep(errand: &str) -> Result<JsValue, JsValue>;
}

/// Only one tab sends at a time.
const LOCK: &str = "stip-outbox";

/// This browser's store.
pub(crate) struct Phone {
    /// Whether the page was drawn here and not by the server.
    pub(crate) draws: bool,
}

/// The page is this person's: the server drew it for them. It is not waited for; what is asked of the
/// phone meanwhile waits.
///
/// Only a youth's browser keeps something; anybody else's only lets go of what it kept.
pub(crate) fn claim(person: &str, keeps: bool) {
    // The server writes a UUID: nothing in it to be escaped.
    let errand = format!(r#"{{"op":"claim","owner":"{person}","keeps":{keeps}}}"#);
    wasm_bindgen_futures::spawn_local(async move {
        let _keeps_nothing = keep(&errand).await;
    });
}

/// A private window, a browser that forbids it: then nothing is kept, and everything works as long as
/// there is a network.
fn problem(name: &JsValue) -> Problem {
    match name.as_string().as_deref() {
        Some("QuotaExceededError") => ProblemCode::NoRoom,
        _ => ProblemCode::Unavailable,
    }
    .into()
}

impl Keeper for Phone {
    fn keep(&self, errand: String) -> Answer<String> {
        Box::pin(SendWrapper::new(async move {
            let answer = keep(&errand).await.map_err(|name| problem(&name))?;
            Ok(answer.as_string().ok_or(ProblemCode::Unavailable)?)
        }))
    }

    fn alone(&self, work: Answer<()>) -> Answer<()> {
        alone_boxed(LOCK, work)
    }

    fn draws(&self) -> bool {
        self.draws
    }
}
