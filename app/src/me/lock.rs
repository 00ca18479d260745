//! *Slot op Stip*: a code or a passkey on this phone alone, and a button that hides Stip. All of it is the
//! browser's work (`lock.js`): the server never learns what opens the lock.

use contract::path::page;
use leptos::prelude::*;

use crate::language::use_texts;
use crate::ui::YouthFrame;

/// The app lock of this phone.
pub(crate) fn lock_page() -> AnyView {
    let texts = use_texts();
    view! {
        <YouthFrame title=texts.lock_title_page() note=texts.lock_lead().to_owned()>
            <p class="notice only-plain">{texts.lock_needs_script()}</p>
            <div class="lock-place stack"></div>
            <a class="button button-quiet button-wide" href=page::ME>
                {texts.nav_back()}
            </a>
        </YouthFrame>
    }
    .into_any()
}
