//! The front door: everyone who is known goes on to their own first page.

use contract::Role;
use contract::path::page;
use leptos::prelude::*;
use leptos_router::components::Redirect;

use crate::keeper::use_keeper;
use crate::language::use_texts;
use crate::load::ask;
use crate::session::{is_no_network, keeps_a_plan};
use crate::ui::{PlainFrame, Waiting};

/// The front door.
pub(crate) fn home_page() -> AnyView {
    let me = ask(|backend| backend.me());
    let keeper = use_keeper();
    view! {
        <Suspense fallback=Waiting>
            {move || {
                let keeper = keeper.clone();
                Suspend::new(async move {
                    match me.read().await.map(|me| me.role) {
                        Ok(Role::Youth) => view! { <Redirect path=page::TODAY/> }.into_any(),
                        Ok(Role::Coach) => view! { <Redirect path=page::CASELOAD/> }.into_any(),
                        // Without a network the phone knows whose it is.
                        Err(problem) if is_no_network(problem.code) && keeps_a_plan(keeper).await => {
                            view! { <Redirect path=page::TODAY/> }.into_any()
                        }
                        Ok(Role::Parent) => view! { <Redirect path=page::SHARED/> }.into_any(),
                        Err(_) => door(),
                    }
                })
            }}
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
