//! *Ik*.

use contract::path::{form_target, page};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::{ContactWish, Success, Wishes};
use crate::device::{PushState, use_device};
use crate::language::use_texts;
use crate::plan::Strengths;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{Icon, LanguageSwitch, Status, Whose, YouthFrame, open_plan};

/// The youth's own corner.
pub(crate) fn me_page() -> AnyView {
    open_plan(own_plan(), Whose::Youth, corner)
}

fn corner(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let name = store.view.with_untracked(|view| view.youth.clone());
    view! {
        <YouthFrame title=texts.me_title() note=name>
            <Status/>
            <a class="feel" href=page::WHO_SEES>
                <Icon name="eye"/>
                <span>{texts.me_what_coach_sees()}</span>
                <Icon name="onward" turns=true/>
            </a>
            <a class="feel" href=page::CONSENTS>
                <Icon name="person"/>
                <span>{texts.consents_title()}</span>
                <Icon name="onward" turns=true/>
            </a>
            <a class="feel" href=page::READING>
                <Icon name="letters"/>
                <span>{texts.reading_title()}</span>
                <Icon name="onward" turns=true/>
            </a>
            <a class="feel" href=page::LOCK>
                <Icon name="lock"/>
                <span>{texts.lock_title_page()}</span>
                <Icon name="onward" turns=true/>
            </a>
            <a class="feel" href=page::INSTALL>
                <Icon name="phone"/>
                <span>{texts.install_title()}</span>
                <Icon name="onward" turns=true/>
            </a>
            <a class="feel" href=page::PEOPLE>
                <Icon name="person"/>
                <span>{texts.people_title()}</span>
                <Icon name="onward" turns=true/>
            </a>
            <Strengths/>
            <Success/>
            <Wishes/>
            <ContactWish/>
            <Messages/>
            <section class="card">
                <h2>{texts.app_language()}</h2>
                <LanguageSwitch/>
            </section>
            {log_out(store)}
        </YouthFrame>
    }
    .into_any()
}

/// Why logging out has to wait.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// Something was not sent: the youth decides.
    Unsent,
    /// Only the server can end the session.
    Offline,
}

/// Logging out empties the phone: what waits in it is sent first, or the youth decides.
fn log_out(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let hold = RwSignal::new(None::<Hold>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        leptos::task::spawn_local(async move {
            let was_asked = hold.try_get_untracked().flatten() == Some(Hold::Unsent);
            let sent = store.empty_outbox().await;
            if sent.is_err() && !was_asked {
                hold.try_set(Some(Hold::Unsent));
                return;
            }
            if !store.reaches_the_server().await {
                hold.try_set(Some(Hold::Offline));
                return;
            }
            if let Some(shelf) = store.shelf() {
                // The answer of the server empties the browser too; an old one does not know how.
                let _left_to_the_answer = shelf.wipe().await;
            }
            if let Some(form) = form.try_get_untracked().flatten() {
                // A browser refuses to send a form only when it is gone from the page.
                let _stays = form.submit();
            }
        });
    };
    let label = move || match hold.get() {
        Some(Hold::Unsent) => texts.me_log_out_anyway(),
        Some(Hold::Offline) | None => texts.me_log_out(),
    };
    let why = move || {
        hold.get().map(|hold| match hold {
            Hold::Unsent => texts.me_log_out_unsent(),
            Hold::Offline => texts.me_log_out_offline(),
        })
    };
    view! {
        <form
            class="stack"
            method="post"
            action=form_target::LOGOUT
            node_ref=form
            on:submit=submit
        >
            <div role="status">
                {move || {
                    why().map(|why| view! {
                        <p class="notice notice-care">
                            <Icon name="info"/>
                            <span>{why}</span>
                        </p>
                    })
                }}
            </div>
            <button class="button button-quiet button-wide">{label}</button>
        </form>
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
        Some(PushState::Lost) => texts.notify_on_again(),
        Some(PushState::Unsupported) => texts.notify_unsupported(),
        Some(PushState::Off) | None => texts.me_notifications_off(),
    };
    view! {
        <section class="card">
            <h2>{texts.me_notifications()}</h2>
            <p>{line}</p>
            {move || {
                matches!(state.get(), Some(PushState::Off | PushState::Lost)).then(|| view! {
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
