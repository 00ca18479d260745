//! The language of the page.

use leptos::prelude::use_context;
use locale::{Language, Texts};

/// Every sentence, in the language of this page.
pub(crate) fn use_texts() -> &'static Texts {
    locale::texts(use_context::<Language>().unwrap_or_default())
}
