//! Messages are offered only after something good happened, never at the first look; and a place on the
//! home screen, which `install.js` draws where it fits. That messages stopped working is said at once.

use contract::path::page;
use leptos::prelude::*;

use super::facts::Facts;
use crate::device::{PushState, use_device};
use crate::language::use_texts;
use crate::ui::Icon;

/// "Wil je een seintje krijgen?"
#[component]
pub(super) fn PushOffer(facts: RwSignal<Facts>) -> impl IntoView {
    let texts = use_texts();
    let device = use_device();
    // Only this browser knows, so the first picture never holds it.
    let push = RwSignal::new(None::<PushState>);
    Effect::new(move || {
        let Some(device) = device.clone() else { return };
        leptos::task::spawn_local(async move {
            let state = device.push_state().await.unwrap_or(PushState::Unsupported);
            let quiet = state == PushState::Off && !device.offers_push();
            push.try_set(Some(if quiet { PushState::On } else { state }));
        });
    });
    let useful = Memo::new(move |_| facts.with(|facts| facts.useful));
    move || {
        let said = match push.get()? {
            PushState::Lost => texts.notify_on_again(),
            _ if !useful.get() => return None,
            PushState::Off => texts.notify_lead(),
            _ => return Some(view! { <div class="install-place"></div> }.into_any()),
        };
        let notice = view! {
            <p class="notice notice-wait">
                <Icon name="bell"/>
                <span>{said}</span>
                <a class="button button-quiet" href=page::NOTIFY>
                    {texts.me_turn_on()}
                </a>
            </p>
        };
        Some(notice.into_any())
    }
}
