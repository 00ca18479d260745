//! The front door: everyone who is known goes on to their own first page.

use contract::path::page;
use contract::{Me, Role};
use leptos::prelude::*;
use leptos_router::components::Redirect;

use crate::backend::use_backend;
use crate::language::use_texts;
use crate::load::{Loading, load};
use crate::ui::{PlainFrame, Waiting};

/// The front door.
pub(crate) struct HomePage {
    me: Loading,
}

impl HomePage {
    /// Begins to load what the page shows.
    pub(crate) fn open() -> Self {
        let backend = use_backend();
        let me = load(move || {
            let backend = backend.clone();
            async move {
                match backend {
                    Some(backend) => backend.me().await,
                    None => Ok(None),
                }
            }
        });
        Self { me }
    }

    /// Draws the page.
    pub(crate) fn show(self) -> AnyView {
        let me = self.me;
        view! {
            <Suspense fallback=Waiting>
                {move || Suspend::new(async move {
                    match me.await.read::<Option<Me>>().ok().flatten().map(|me| me.role) {
                        Some(Role::Youth) => view! { <Redirect path=page::TODAY/> }.into_any(),
                        Some(Role::Coach) => view! { <Redirect path=page::CASELOAD/> }.into_any(),
                        Some(Role::Parent) | None => door(),
                    }
                })}
            </Suspense>
        }
        .into_any()
    }
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
