//! What only one tab may do at a time (Web Locks).

use app::backend::Answer;
use contract::{Problem, ProblemCode};
use js_sys::{Function, Promise, Reflect};
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Runs this while no other tab runs something of the same name; whoever comes second waits. An old
/// browser has no locks: there both run.
pub(crate) async fn alone(name: &'static str, work: Answer<()>) -> Result<(), Problem> {
    let Some((locks, request)) = locks() else {
        return work.await;
    };
    let (done, answer) = slot();
    let held = Closure::once_into_js(move || -> Promise {
        wasm_bindgen_futures::future_to_promise(async move {
            done.set(Some(work.await));
            Ok(JsValue::UNDEFINED)
        })
    });
    let asked = request.call2(&locks, &name.into(), &held);
    let promise: Promise = match asked.map(JsCast::dyn_into) {
        Ok(Ok(promise)) => promise,
        Ok(Err(_)) | Err(_) => return Err(ProblemCode::Offline.into()),
    };
    let finished = JsFuture::from(promise).await;
    match (finished, answer.take()) {
        (Ok(_), Some(answer)) => answer,
        _ => Err(ProblemCode::Offline.into()),
    }
}

/// The same, for a page that compiles for the server too.
pub(crate) fn alone_boxed(name: &'static str, work: Answer<()>) -> Answer<()> {
    Box::pin(SendWrapper::new(alone(name, work)))
}

/// `navigator.locks`, with its `request`.
fn locks() -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    Some((locks, request))
}

type Slot = std::rc::Rc<std::cell::Cell<Option<Result<(), Problem>>>>;

/// Carries the answer out of the lock.
fn slot() -> (Slot, Slot) {
    let shared = Slot::default();
    (std::rc::Rc::clone(&shared), shared)
}
