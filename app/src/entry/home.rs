//! The front door: everyone who is known goes on to their own first page.

use contract::Role;
use contract::path::page;
use leptos::prelude::*;
use leptos_router::components::Redirect;

use crate::language::use_texts;
use crate::load::ask;
use crate::ui::{PlainFrame, Waiting};

/// The front door.
pub(crate) fn home_page() -> AnyView {
    let me = ask(|backend| backend.me());
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match me.read().await.ok().map(|me| me.role) {
                    Some(Role::Youth) => view! { <Redirect path=page::TODAY/> }.into_any(),
                    Some(Role::Coach) => view! { <Redirect path=page::CASELOAD/> }.into_any(),
                    Some(Role::Parent) | None => door(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn door() -> AnyView {
    let texts = use_texts();
    view! {
        <PlainFrame title=texts.welcome_title()>
            <p class="words">{texts.welcome_lead()}</p>
            <div class="stack">
                <a class="button button-sun button-wide" href=page::WELCOME>
                    {texts.welcome_have_code()}
                </a>
                <a class="button button-quiet button-wide" href=page::LOGIN>
                    {texts.welcome_is_coach()}
                </a>
            </div>
        </PlainFrame>
    }
    .into_any()
}
