//! A page that does not exist, or is not for who asks: nobody may know which.

use contract::path::page;
use leptos::prelude::*;

use crate::language::use_texts;
use crate::ui::PlainFrame;

/// The page for an address that leads nowhere.
#[component]
pub(crate) fn Unknown() -> impl IntoView {
    unknown()
}

/// "Hier is niets", with the way back.
pub(crate) fn unknown() -> AnyView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    let texts = use_texts();
    view! {
        <PlainFrame title=texts.not_found_title()>
            <p class="words">{texts.not_found_text()}</p>
            <p>
                <a class="button" href=page::HOME>
                    {texts.not_found_home()}
                </a>
            </p>
        </PlainFrame>
    }
    .into_any()
}
