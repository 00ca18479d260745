//! The WASM entry: what the page's `boot.js` calls once the page has had a quiet moment.
//!
//! This crate is `cdylib` only and holds nothing else: an `rlib` beside it makes the WASM a sixth larger.

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server has drawn, or draws it where there is only the offline shell.
#[wasm_bindgen]
pub fn hydrate() {
    client::start();
}

/// What comes once the page is awake, and nobody waits for.
#[wasm_bindgen]
pub fn settle() {
    client::settle_in();
}
