//! The parts that the WASM is cut into, one per kind of person: a youth never loads what a coach sees.
//! *Vandaag* is a part of its own, because it is where a youth begins.
//!
//! Every further part would share code with every other one, and each such share is a file of its own:
//! fifteen parts came to more than a hundred and fifty files.

use leptos::prelude::*;
use leptos_router::LazyRoute;

use crate::coach::{CaseloadPage, CoachPlanPage, InvitePage};
use crate::entry::{CardPage, CodePage, HomePage, LoginPage};
use crate::me::{MePage, NotifyPage, WhoSeesPage};
use crate::plan::{CheckInPage, PlanPage};
use crate::wins::{LogWinPage, WinsPage};

macro_rules! part {
    ($(#[$doc:meta])* $part:ident, $load:ident, $pages:ident: $($name:ident = $page:ident),*) => {
        $(#[$doc])*
        enum $pages {
            $($name($page),)*
        }

        #[lazy]
        fn $part(page: $pages) -> AnyView {
            match page {
                $($pages::$name(page) => page.show(),)*
            }
        }

        $(impl LazyRoute for $page {
            fn data() -> Self {
                Self::open()
            }

            async fn view(this: Self) -> AnyView {
                $part($pages::$name(this)).await
            }

            async fn preload() {
                #[cfg(feature = "hydrate")]
                $load().await;
            }
        })*
    };
}

part! {
    /// Before somebody is logged in.
    entry_part, __preload_entry_part, EntryPart: Home = HomePage, Code = CodePage, Card = CardPage, Login = LoginPage
}

part! {
    /// The youth's pages, but for *Vandaag*.
    youth_part, __preload_youth_part, YouthPart:
    Plan = PlanPage, CheckIn = CheckInPage, Wins = WinsPage, LogWin = LogWinPage, WhoSees = WhoSeesPage, Notify = NotifyPage, Me = MePage
}

part! {
    /// The coach's pages.
    coach_part, __preload_coach_part, CoachPart: Caseload = CaseloadPage, Invite = InvitePage, CoachPlan = CoachPlanPage
}
