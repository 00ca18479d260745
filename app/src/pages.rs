//! Every page and where it is. Which page an address of a part is, `parts.rs` tells.

mod address;

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, SsrMode};

use address::Address;

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
        // As long as no page has said its own.
        <Title text="Stip"/>
        <Router>
            <FlatRoutes fallback=Unknown>
                <Route path=Address("/") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/welkom") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/welkom/:code") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/inloggen") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/wie-ziet-wat") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/vandaag") view=TodayPage ssr=SsrMode::Async/>
                <Route path=Address("/plan") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/plan/voorbeelden") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/successen") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/successen/nieuw") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/hoe-gaat-het") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/meldingen") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/ik/lezen") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/ik/slot") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/ik/beginscherm") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/mijn-mensen") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/ik") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/ik/meekijken") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/ik/meekijken/nieuw") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/ik/meekijken/voorbeeld") view={Lazy::<YouthPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/meekijken") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/meekijken/:plan") view={Lazy::<EntryPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/jongeren") view={Lazy::<CoachPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/jongeren/uitnodigen") view={Lazy::<CoachPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/jongeren/bereikbaar") view={Lazy::<CoachPart>::new()} ssr=SsrMode::Async/>
                <Route path=Address("/jongeren/:plan") view={Lazy::<CoachPart>::new()} ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}
