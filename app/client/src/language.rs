//! The language of the page. The shell for without a network is the same for everybody, so the last one
//! is remembered on this device.

use locale::Language;

use crate::document_element;

const KEY: &str = "stip-language";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What the server wrote the page in.
pub(crate) fn of_page() -> Language {
    document_element()
        .and_then(|html| html.get_attribute("lang"))
        .and_then(|code| Language::from_code(&code))
        .unwrap_or_default()
}

/// Remembers it.
pub(crate) fn keep(language: Language) {
    if let Some(storage) = storage() {
        // Without room the shell is Dutch.
        let _dutch = storage.set_item(KEY, language.code());
    }
}

/// The one of the last page, written on this page too.
pub(crate) fn kept() -> Language {
    let kept = storage().and_then(|storage| storage.get_item(KEY).ok()?);
    let language = kept
        .and_then(|code| Language::from_code(&code))
        .unwrap_or_default();
    if let Some(html) = document_element() {
        let _cosmetic = html.set_attribute("lang", language.code());
    }
    language
}
