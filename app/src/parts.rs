//! The parts that the WASM is cut into, one per kind of person: a youth never loads what a coach sees.
//! *Vandaag* is in no part: it is where a youth begins, so it comes with what everybody loads.
//!
//! Every further part would share code with every other one, and each such share is a file of its own:
//! fifteen parts came to more than a hundred and fifty files. And every further *route type* brings the
//! router once more into what everybody loads: therefore a part looks at the address itself.

use contract::path::page;
use contract::{Problem, ProblemCode};
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::LazyRoute;
use leptos_router::hooks::use_matched;

use crate::ui::{Whose, not_opened};
use crate::{coach, consents, entry, me, plan, wins};

/// A part of the WASM did not come: there was no network, or the page was left meanwhile.
#[derive(Debug)]
pub(crate) struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

impl From<NotLoaded> for Problem {
    fn from(_: NotLoaded) -> Self {
        ProblemCode::Offline.into()
    }
}

macro_rules! part {
    ($(#[$doc:meta])* $route:ident, $part:ident, $load:ident, $show:ident) => {
        #[wasm_split($part, wasm_split_path = leptos::wasm_split, preload($load), fallible)]
        fn $part(address: String) -> Result<AnyView, NotLoaded> {
            Ok($show(&address))
        }

        $(#[$doc])*
        pub(crate) struct $route;

        impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            async fn view(_: Self) -> AnyView {
                match $part(use_matched().get_untracked()).await {
                    Ok(view) => view,
                    Err(NotLoaded) => not_loaded().await,
                }
            }

            async fn preload() {
                // Whether it came shows when the page is drawn.
                #[cfg(feature = "hydrate")]
                let _came = $load().await;
            }
        }
    };
}

/// The first page stands as the server drew it, and its forms work: it stays so. Any other page says
/// why it is not there.
async fn not_loaded() -> AnyView {
    if Owner::current_shared_context().is_some_and(|shared| shared.during_hydration()) {
        core::future::pending::<()>().await;
    }
    not_opened(&NotLoaded.into(), Whose::Youth)
}

part! {
    /// Before somebody is logged in; and who reads along, who never needs more.
    EntryPart, entry_part, load_entry_part, entry_page
}

fn entry_page(address: &str) -> AnyView {
    match address {
        // The router calls the front door by an empty name.
        "" | page::HOME => entry::home_page(),
        page::LOGIN => entry::login_page(),
        page::WELCOME => entry::code_page(),
        page::SHARED => consents::shared_page(),
        _ if address.starts_with(page::SHARED) => consents::shared_plan_page(),
        _ => entry::card_page(),
    }
}

part! {
    /// The youth's other pages.
    YouthPart, youth_part, load_youth_part, youth_page
}

fn youth_page(address: &str) -> AnyView {
    match address {
        page::EXAMPLES => plan::examples_page(),
        page::WINS => wins::wins_page(),
        page::LOG_WIN => wins::log_win_page(),
        page::CHECK_IN => plan::check_in_page(),
        page::WHO_SEES => me::who_sees_page(),
        page::NOTIFY => me::notify_page(),
        page::ME => me::me_page(),
        page::CONSENTS => consents::consents_page(),
        page::OFFER_CONSENT => consents::choose_page(),
        page::CONSENT_PREVIEW => consents::preview_page(),
        page::READING => me::reading_page(),
        page::INSTALL => me::install_page(),
        page::LOCK => me::lock_page(),
        page::PEOPLE => me::people_page(),
        _ => plan::plan_page(),
    }
}

part! {
    /// The coach's pages.
    CoachPart, coach_part, load_coach_part, coach_page
}

fn coach_page(address: &str) -> AnyView {
    match address {
        page::CASELOAD => coach::caseload_page(),
        page::INVITE => coach::invite_page(),
        page::REACH => coach::reach_page(),
        _ => coach::coach_plan_page(),
    }
}
