//! The youth's first page.

use contract::PlanView;
use contract::path::page;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::news::{CheerCard, NudgeCard, ProposalLine};
use super::next::NextStep;
use super::offer::PushOffer;
use crate::language::use_texts;
use crate::load::Loading;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{Icon, Status, Whose, YouthFrame, open_plan};

/// The youth's first page.
pub(crate) struct TodayPage {
    opened: Loading,
}

#[lazy_route]
impl LazyRoute for TodayPage {
    fn data() -> Self {
        Self { opened: own_plan() }
    }

    fn view(this: Self) -> AnyView {
        open_plan(this.opened, Whose::Youth, today)
    }
}

fn today(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let view = store.view;
    let hello = move || view.with(|view| texts.today_hello(&view.youth));
    let stip = move || view.with(stip_line);
    view! {
        <YouthFrame title=Signal::derive(hello) note=Signal::derive(stip)>
            <Status/>
            <NextStep/>
            <a class="button button-sun button-wide" href=page::LOG_WIN>
                <Icon name="win"/>
                {texts.today_did_something()}
            </a>
            <ProposalLine/>
            <NudgeCard/>
            <CheerCard/>
            <PushOffer/>
            <a class="feel" href=page::CHECK_IN>
                <Icon name="feeling-good"/>
                <span>{texts.today_check_in()}</span>
                <Icon name="onward" turns=true/>
            </a>
        </YouthFrame>
    }
    .into_any()
}

fn stip_line(view: &PlanView) -> Option<String> {
    let stip = view.plan.horizon.stip.shown()?;
    Some(use_texts().today_my_stip(stip.as_str()))
}
