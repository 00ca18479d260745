//! Every page and where it is. Which page an address of a part is, `parts.rs` tells.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, SsrMode, path};

use crate::echo::Post;
use crate::entry::Unknown;
use crate::parts::{CoachPart, EntryPart, YouthPart};
use crate::session::Visit;
use crate::today::TodayPage;

/// All of Stip.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Visit::new());
    provide_context(Post::open());
    view! {
        <Router>
            <FlatRoutes fallback=Unknown>
                <Route path=path!("/") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/welkom") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/welkom/:code") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/inloggen") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/wie-ziet-wat") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/vandaag") view=TodayPage ssr=SsrMode::Async/>
                <Route path=path!("/plan") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/plan/voorbeelden") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/successen") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/successen/nieuw") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/hoe-gaat-het") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/meldingen") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/ik/lezen") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/ik/beginscherm") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/mijn-mensen") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/ik") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/ik/meekijken") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/ik/meekijken/nieuw") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/ik/meekijken/voorbeeld") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/meekijken") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/meekijken/:plan") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/jongeren") view={Lazy::<CoachPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/jongeren/uitnodigen") view={Lazy::<CoachPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/jongeren/bereikbaar") view={Lazy::<CoachPart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/jongeren/:plan") view={Lazy::<CoachPart>::new()} ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}
