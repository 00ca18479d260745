//! What stands around every page: for nobody yet, for a youth, for a coach.
//!
//! `.aloud-place` is filled by `app/hydrate/aloud.js`, `.hide-place` by `lock.js`: both need a browser, and
//! no page waits for them.

use contract::path::{form_target, page};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use locale::Language;

use super::{Heading, Icon, Sky};
use crate::language::use_texts;

/// The first link of a page: past everything that every page has.
#[component]
fn Top() -> impl IntoView {
    view! {
        <a class="skip" href="#content">
            {use_texts().app_skip()}
        </a>
    }
}

/// Says that Stip is for trying out.
#[component]
fn Trial() -> impl IntoView {
    let texts = use_texts();
    view! {
        <aside class="trial" aria-label=texts.app_trial_label()>
            {texts.app_trial_notice()}
        </aside>
    }
}

/// A page for who is not logged in yet.
#[component]
pub(crate) fn PlainFrame(
    #[prop(into)] title: String,
    /// A line above the title.
    #[prop(optional)]
    before: Option<String>,
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <Top/>
        <div class="shell">
            <Trial/>
            <Sky>
                <div class="sky-row">
                    <a class="brand" href=page::HOME>
                        {texts.app_name()}
                    </a>
                    <span class="aloud-place"></span>
                </div>
                {before.map(|before| view! { <p>{before}</p> })}
                <Heading text=title/>
            </Sky>
            <main class="screen" id="content">
                {children()}
                <LanguageSwitch/>
            </main>
        </div>
    }
    .into_any()
}

/// A page of a youth.
#[component]
pub(crate) fn YouthFrame(
    #[prop(into)] title: Signal<String>,
    /// A line below the title.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <Top/>
        <div class="shell with-tabs">
            <Trial/>
            <Sky>
                <div class="sky-row">
                    <Heading text=title/>
                    <div class="sky-ways">
                        <span class="hide-place"></span>
                        <span class="aloud-place"></span>
                        <a class="button button-icon captioned" href=page::ME>
                            <Icon name="person"/>
                            {texts.nav_me()}
                        </a>
                    </div>
                </div>
                {move || note.get().map(|note| view! { <p class="sky-note">{note}</p> })}
            </Sky>
            <main class="screen" id="content">
                {children()}
            </main>
            <Tabs/>
        </div>
    }
    .into_any()
}

#[component]
fn Tabs() -> impl IntoView {
    let texts = use_texts();
    let here = use_location().pathname;
    let tabs = [
        (page::TODAY, "today", texts.nav_today()),
        (page::PLAN, "plan", texts.nav_plan()),
        (page::WINS, "win", texts.nav_wins()),
    ];
    let tab = move |(path, icon, name): (&'static str, &'static str, &'static str)| {
        let current = move || (here.get() == path).then_some("page");
        view! {
            <li>
                <a class="tab" href=path aria-current=current>
                    <Icon name=icon/>
                    <span>{name}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="tabs" aria-label=texts.nav_label()>
            <ul class="tabs-list">{tabs.map(tab).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// A page of a coach.
#[component]
pub(crate) fn CoachFrame(children: Children) -> impl IntoView {
    let texts = use_texts();
    view! {
        <Top/>
        <div class="shell">
            <Trial/>
            <header class="topbar">
                <a class="brand" href=page::CASELOAD>
                    {texts.app_name()}
                </a>
                <nav aria-label=texts.nav_label()>
                    <a class="button button-plain" href=page::CASELOAD>
                        {texts.nav_caseload()}
                    </a>
                </nav>
                <form method="post" action=form_target::LOGOUT>
                    <button class="button button-plain">{texts.nav_log_out()}</button>
                </form>
            </header>
            <main class="screen screen-wide" id="content">
                {children()}
                <LanguageSwitch/>
            </main>
        </div>
    }
    .into_any()
}

/// Read Stip in another language: each language in its own words.
#[component]
pub(crate) fn LanguageSwitch() -> impl IntoView {
    let texts = use_texts();
    let here = use_location().pathname;
    let other = |language: Language| {
        let named = locale::texts(language);
        let name = match language {
            Language::Dutch => named.app_language_dutch(),
            Language::English => named.app_language_english(),
        };
        let current = (language == texts.language()).then_some("true");
        view! {
            <button
                class="button button-plain"
                name="language"
                value=language.code()
                lang=language.code()
                aria-current=current
            >
                {name}
            </button>
        }
    };
    view! {
        <footer>
            <form class="row" method="post" action=form_target::LANGUAGE aria-label=texts.app_language()>
                <input type="hidden" name="back" value=move || here.get()/>
                {Language::ALL.map(other).collect_view()}
            </form>
        </footer>
    }
    .into_any()
}
