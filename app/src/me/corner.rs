//! *Ik*.

use contract::path::{form_target, page};
use leptos::prelude::*;

use crate::device::{PushState, use_device};
use crate::language::use_texts;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{Icon, LanguageSwitch, Whose, YouthFrame, open_plan};

/// The youth's own corner.
pub(crate) fn me_page() -> AnyView {
    open_plan(own_plan(), Whose::Youth, corner)
}

fn corner(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let name = store.view.with_untracked(|view| view.youth.clone());
    view! {
        <YouthFrame title=texts.me_title() note=name>
            <a class="feel" href=page::WHO_SEES>
                <Icon name="eye"/>
                <span>{texts.me_what_coach_sees()}</span>
                <Icon name="onward" turns=true/>
            </a>
            <Messages/>
            <section class="card">
                <h2>{texts.app_language()}</h2>
                <LanguageSwitch/>
            </section>
            <form method="post" action=form_target::LOGOUT>
                <button class="button button-quiet button-wide">{texts.me_log_out()}</button>
            </form>
        </YouthFrame>
    }
    .into_any()
}

/// Whether this phone is woken: only the phone itself knows.
#[component]
fn Messages() -> impl IntoView {
    let texts = use_texts();
    let device = use_device();
    let state = RwSignal::new(None::<PushState>);
    Effect::new(move || {
        let Some(device) = device.clone() else { return };
        leptos::task::spawn_local(async move {
            state.try_set(device.push_state().await.ok());
        });
    });
    let line = move || match state.get() {
        Some(PushState::On) => texts.me_notifications_on(),
        Some(PushState::Denied) => texts.notify_denied(),
        Some(PushState::Unsupported) => texts.notify_unsupported(),
        Some(PushState::Off) | None => texts.me_notifications_off(),
    };
    view! {
        <section class="card">
            <h2>{texts.me_notifications()}</h2>
            <p>{line}</p>
            {move || {
                (state.get() == Some(PushState::Off)).then(|| view! {
                    <a class="button button-quiet" href=page::NOTIFY>
                        <Icon name="bell"/>
                        {texts.me_turn_on()}
                    </a>
                })
            }}
        </section>
    }
    .into_any()
}
