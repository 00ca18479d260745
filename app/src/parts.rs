//! The parts that the WASM is cut into, one per kind of person: a youth never loads what a coach sees.
//! *Vandaag* is in no part: it is where a youth begins, so it comes with what everybody loads.
//!
//! Every further part would share code with every other one, and each such share is a file of its own:
//! fifteen parts came to more than a hundred and fifty files. And every further *route type* brings the
//! router once more into what everybody loads: therefore a part looks at the address itself.

use contract::path::page;
use leptos::prelude::*;
use leptos_router::LazyRoute;
use leptos_router::hooks::use_matched;

use crate::{coach, entry, me, plan, wins};

macro_rules! part {
    ($(#[$doc:meta])* $route:ident, $part:ident, $load:ident, $show:ident) => {
        #[lazy]
        fn $part(address: String) -> AnyView {
            $show(&address)
        }

        $(#[$doc])*
        pub(crate) struct $route;

        impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            async fn view(_: Self) -> AnyView {
                $part(use_matched().get_untracked()).await
            }

            async fn preload() {
                #[cfg(feature = "hydrate")]
                $load().await;
            }
        }
    };
}

part! {
    /// Before somebody is logged in.
    EntryPart, entry_part, __preload_entry_part, entry_page
}

fn entry_page(address: &str) -> AnyView {
    match address {
        page::HOME => entry::home_page(),
        page::LOGIN => entry::login_page(),
        page::WELCOME => entry::code_page(),
        _ => entry::card_page(),
    }
}

part! {
    /// The youth's other pages.
    YouthPart, youth_part, __preload_youth_part, youth_page
}

fn youth_page(address: &str) -> AnyView {
    match address {
        page::WINS => wins::wins_page(),
        page::LOG_WIN => wins::log_win_page(),
        page::CHECK_IN => plan::check_in_page(),
        page::WHO_SEES => me::who_sees_page(),
        page::NOTIFY => me::notify_page(),
        page::ME => me::me_page(),
        _ => plan::plan_page(),
    }
}

part! {
    /// The coach's pages.
    CoachPart, coach_part, __preload_coach_part, coach_page
}

fn coach_page(address: &str) -> AnyView {
    match address {
        page::CASELOAD => coach::caseload_page(),
        page::INVITE => coach::invite_page(),
        _ => coach::coach_plan_page(),
    }
}
