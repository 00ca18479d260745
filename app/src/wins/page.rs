//! *Successen*.

use contract::path::page;
use leptos::prelude::*;

use super::WinList;
use crate::language::use_texts;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{Empty, Icon, Saved, Status, Whose, YouthFrame, open_plan};

/// What went well.
pub(crate) fn wins_page() -> AnyView {
    open_plan(own_plan(), Whose::Youth, wins)
}

fn wins(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let none = Memo::new(move |_| store.view.with(|view| view.plan.wins.is_empty()));
    let log = move || {
        view! {
            <a class="button button-sun button-wide" href=page::LOG_WIN>
                <Icon name="plus"/>
                {texts.wins_log()}
            </a>
        }
    };
    view! {
        <YouthFrame title=texts.wins_title() note=texts.wins_lead()>
            <Status/>
            <Saved says=texts.wins_saved()/>
            {move || {
                if none.get() {
                    view! {
                        <Empty title=texts.wins_empty_title() text=texts.wins_empty_text()>
                            {log()}
                        </Empty>
                    }
                    .into_any()
                } else {
                    view! {
                        {log()}
                        <section class="stack">
                            <h2>{texts.wins_list()}</h2>
                            <WinList/>
                        </section>
                    }
                    .into_any()
                }
            }}
        </YouthFrame>
    }
    .into_any()
}
