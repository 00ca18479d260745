//! Messages are offered only after something good happened, never at the first look.

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
    let open = RwSignal::new(false);
    // Only this browser knows, so the first picture never holds it.
    Effect::new(move || {
        let Some(device) = device.clone().filter(|device| device.offers_push()) else {
            return;
        };
        leptos::task::spawn_local(async move {
            open.try_set(device.push_state().await == Ok(PushState::Off));
        });
    });
    let shown = Memo::new(move |_| open.get() && facts.with(|facts| facts.useful));
    move || {
        shown.get().then(|| {
            view! {
                <p class="notice notice-wait">
                    <Icon name="bell"/>
                    <span>{texts.notify_lead()}</span>
                    <a class="button button-quiet" href=page::NOTIFY>
                        {texts.me_turn_on()}
                    </a>
                </p>
            }
        })
    }
}
