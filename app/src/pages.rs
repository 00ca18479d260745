//! Every page and where it is. A page is a part of its own in the WASM: a youth never loads what a coach
//! sees.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

use crate::coach::{CaseloadPage, CoachPlanPage, InvitePage};
use crate::echo::Post;
use crate::entry::{CardPage, CodePage, HomePage, LoginPage, Unknown};
use crate::me::{MePage, NotifyPage, WhoSeesPage};
use crate::plan::{CheckInPage, PlanPage};
use crate::session::Visit;
use crate::today::TodayPage;
use crate::wins::{LogWinPage, WinsPage};

/// All of Stip.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Visit::new());
    provide_context(Post::open());
    view! {
        <Router>
            <Routes fallback=Unknown>
                <Route path=path!("/") view={Lazy::<HomePage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/welkom") view={Lazy::<CodePage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/welkom/:code") view={Lazy::<CardPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/inloggen") view={Lazy::<LoginPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/wie-ziet-wat") view={Lazy::<WhoSeesPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/vandaag") view={Lazy::<TodayPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/plan") view={Lazy::<PlanPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/successen") view={Lazy::<WinsPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/successen/nieuw") view={Lazy::<LogWinPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/hoe-gaat-het") view={Lazy::<CheckInPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/meldingen") view={Lazy::<NotifyPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/ik") view={Lazy::<MePage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/jongeren") view={Lazy::<CaseloadPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/jongeren/uitnodigen") view={Lazy::<InvitePage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/jongeren/:plan") view={Lazy::<CoachPlanPage>::new()} ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
