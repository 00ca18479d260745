//! The frame of pages that show a plan: wait for it, give it to what is below, or say why it is not
//! there.

use contract::path::page;
use contract::{Problem, ProblemCode};
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_location;

use super::{CoachWaiting, PlainFrame, Waiting};
use crate::entry::unknown;
use crate::language::use_texts;
use crate::load::Loading;
use crate::problem::problem_notice;
use crate::session::Opened;
use crate::store::PlanStore;

/// Whose page it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The youth's own; first of all they see who sees it.
    Youth,
    /// A coach's.
    Coach,
}

/// Shows a plan once it is there.
pub(crate) fn open_plan(
    opened: Loading<Opened>,
    whose: Whose,
    page: fn(PlanStore) -> AnyView,
) -> AnyView {
    let waiting = move || match whose {
        Whose::Youth => view! { <Waiting/> }.into_any(),
        Whose::Coach => view! { <CoachWaiting/> }.into_any(),
    };
    view! {
        <Suspense fallback=waiting>
            {move || Suspend::new(async move {
                match opened.read().await {
                    Ok(opened) if whose == Whose::Youth && !opened.me.knows_who_sees => {
                        view! { <Redirect path=page::WHO_SEES/> }.into_any()
                    }
                    Ok(opened) => page(PlanStore::provide(opened)),
                    Err(problem) => not_opened(&problem, whose),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// Why a page cannot be shown, and where to go from here.
pub(crate) fn not_opened(problem: &Problem, whose: Whose) -> AnyView {
    match (problem.code, whose) {
        (ProblemCode::LoggedOut, Whose::Coach) => view! { <Redirect path=page::LOGIN/> }.into_any(),
        (ProblemCode::LoggedOut, Whose::Youth) | (ProblemCode::NotFound, Whose::Youth) => {
            view! { <Redirect path=page::HOME/> }.into_any()
        }
        (ProblemCode::NotFound, Whose::Coach) => unknown(),
        (code, _) => {
            let texts = use_texts();
            let here = use_location().pathname;
            // Nothing was typed here: nothing is "not sent yet".
            let (title, notice) = if code == ProblemCode::Offline {
                let notice = view! { <p>{texts.error_no_network()}</p> };
                (texts.error_no_network_title(), notice.into_any())
            } else {
                (texts.error_title(), problem_notice(problem))
            };
            view! {
                <PlainFrame title=title>
                    {notice}
                    <p>
                        <a class="button" href=here rel="external">
                            {texts.action_retry()}
                        </a>
                    </p>
                </PlainFrame>
            }
            .into_any()
        }
    }
}
