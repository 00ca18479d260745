//! The service worker: keeps the built files and shows messages.

use wasm_bindgen::JsCast;
use web_sys::ServiceWorkerContainer;

/// `navigator.serviceWorker`; absent in an old or private browser.
pub(crate) fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    js_sys::Reflect::get(&navigator, &"serviceWorker".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// Registers it. Without one Stip works as before, only not offline and without messages.
pub(crate) fn register() {
    if let Some(container) = container() {
        let _works_without = wasm_bindgen_futures::JsFuture::from(container.register("/sw.js"));
    }
}
