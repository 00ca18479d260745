//! Stip in the browser: the same pages, with data over HTTP and with what only a browser can do.
//!
//! [`start`] is called once, when the WASM is there. It takes over the page that the server drew.

mod backend;
mod clock;
mod device;
mod http;
mod keeper;
mod language;
mod live;
mod locks;
mod offer;
mod push;
mod worker;

use std::sync::Arc;

use app::App;
use app::backend::Backend;
use app::device::Device;
use app::keeper::Keeper;
use contract::path::page;
use leptos::prelude::*;
use locale::Language;

/// Takes over the page that the server drew, or draws it where there is only the shell: without a network.
pub fn start() {
    correct_address();
    if document_element().is_some_and(|html| html.has_attribute("data-shell")) {
        to_first_page();
        if let Some(person) = session_of() {
            http::speak_for(person);
        }
        let language = language::kept();
        leptos::mount::mount_to_body(move || page(language, keeper::Phone { draws: true }));
    } else {
        let language = language::of_page();
        language::keep(language);
        let attribute = |name| document_element().and_then(|html| html.get_attribute(name));
        if let Some(person) = attribute("data-person") {
            keeper::claim(&person, attribute("data-keeps").is_some());
            http::speak_for(person);
        }
        leptos::mount::hydrate_lazy(move || page(language, keeper::Phone { draws: false }));
    }
}

/// What the page does not wait for: the service worker, and whether messages still reach this phone. A task of
/// its own, so that the page hears a tap in between.
pub fn settle_in() {
    worker::register();
    push::check_again();
}

fn page(language: Language, phone: keeper::Phone) -> AnyView {
    provide_context::<Arc<dyn Backend>>(Arc::new(backend::Http));
    provide_context::<Arc<dyn Device>>(Arc::new(device::Browser));
    provide_context::<Arc<dyn Keeper>>(Arc::new(phone));
    provide_context(language);
    // Effects wait for the lazy parts: from here on a tap is answered without a new page.
    Effect::new(|_: Option<()>| {
        if let Some(html) = document_element() {
            let _cosmetic = html.set_attribute("data-awake", "");
        }
    });
    view! { <App/> }.into_any()
}

fn document_element() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

/// Whose session this browser has, as the server's cookie says.
fn session_of() -> Option<String> {
    let cookies = document_element()?.owner_document()?;
    let cookies: web_sys::HtmlDocument = wasm_bindgen::JsCast::dyn_into(cookies).ok()?;
    let cookies = cookies.cookie().ok()?;
    let person = cookies
        .split("; ")
        .find_map(|pair| pair.strip_prefix("person="))?;
    Some(person.to_owned())
}

/// From the home screen: without a network nobody has to pass the front door first.
fn to_first_page() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let is_door = window
        .location()
        .pathname()
        .is_ok_and(|path| path == page::HOME);
    if let (true, Ok(history)) = (is_door, window.history()) {
        let no_state = wasm_bindgen::JsValue::NULL;
        // A browser that refuses goes by way of the front door.
        let _the_longer_way = history.replace_state_with_url(&no_state, "", Some(page::TODAY));
    }
}

/// The answer to a form has the form's address; the page in it belongs to another one, and the router
/// goes by the address.
fn correct_address() {
    let page = document_element().and_then(|html| html.get_attribute("data-page"));
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let (Some(page), Some(history)) = (page, history) {
        let no_state = wasm_bindgen::JsValue::NULL;
        // A browser that refuses shows the page once more from the server; nothing is lost.
        let _as_it_was = history.replace_state_with_url(&no_state, "", Some(&page));
    }
}
