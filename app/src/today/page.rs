//! The youth's first page.

use core::time::Duration;
use std::sync::Arc;

use contract::path::page;
use domain::id::PlanId;
use leptos::prelude::*;
use leptos_router::components::Redirect;

use super::behind::{Behind, Errand, TodayOpened, errand};
use super::facts::Facts;
use super::news::{CheerCard, IdeaLine, NudgeCard};
use super::next::NextStep;
use super::offer::PushOffer;
use crate::device::use_device;
use crate::language::use_texts;
use crate::load::{Loading, load};
use crate::offering::Offering;
use crate::session::{Source, Visit};
use crate::ui::{Icon, Status, Waiting, Whose, YouthFrame, not_opened};

/// The youth's first page.
#[component]
pub(crate) fn TodayPage() -> impl IntoView {
    let (source, visit) = (Source::here(), use_context::<Visit>());
    let device = use_device();
    let opened: Loading<TodayOpened> =
        load(move || errand(Errand::Open(source.clone(), visit, device.clone())));
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match opened.read().await {
                    Ok(opened) if !opened.knows_who_sees => {
                        view! { <Redirect path=page::WHO_SEES/> }.into_any()
                    }
                    Ok(opened) => today(opened),
                    Err(problem) => not_opened(&problem, Whose::Youth),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn today(opened: TodayOpened) -> AnyView {
    let texts = use_texts();
    let behind = Behind::new(opened.facts, Source::here());
    Offering::provide(opened.plan, behind.saving, move |typed| {
        let taken = errand(Errand::Offer(behind, typed));
        Box::pin(async move { taken.await?.read() })
    });
    keep_fresh(behind, opened.plan);
    let facts = behind.facts;
    let hello = move || facts.with(|facts| texts.today_hello(&facts.youth));
    let stip = move || facts.with(|facts| Some(texts.today_my_stip(facts.stip.as_deref()?)));
    view! {
        <YouthFrame title=Signal::derive(hello) note=Signal::derive(stip)>
            <Status/>
            {move || facts.with(|facts| facts.away).then(|| back(facts))}
            <NextStep facts/>
            <a class="button button-sun button-wide" href=page::LOG_WIN>
                <Icon name="win"/>
                {texts.today_did_something()}
            </a>
            <IdeaLine facts/>
            <NudgeCard facts/>
            <CheerCard facts/>
            <PushOffer facts/>
            <a class="feel" href=page::PEOPLE>
                <Icon name="person"/>
                <span>{texts.people_title()}</span>
                <Icon name="onward" turns=true/>
            </a>
            <a class="feel" href=page::CHECK_IN>
                <Icon name="feeling-good"/>
                <span>{texts.today_check_in()}</span>
                <Icon name="onward" turns=true/>
            </a>
        </YouthFrame>
    }
    .into_any()
}

/// After a silence: a welcome, and nothing that was missed.
fn back(facts: RwSignal<Facts>) -> AnyView {
    let texts = use_texts();
    let youth = facts.with_untracked(|facts| facts.youth.clone());
    view! {
        <p class="notice notice-wait">
            <Icon name="heart"/>
            <span>{texts.today_welcome_back(&youth)} " " {texts.today_nothing_lost()}</span>
        </p>
    }
    .into_any()
}

/// Brings the plan behind the page, and asks for it anew whenever there is news. In a browser only.
fn keep_fresh(behind: Behind, plan: PlanId) {
    let device = use_device();
    Effect::new(move || {
        let refresh = move || {
            leptos::task::spawn(async move {
                // Without the network the page stays as it is; the next word from the server mends it.
                let _stays_as_it_is = errand(Errand::Refresh(behind)).await;
            });
        };
        let heard: Arc<dyn Fn() + Send + Sync> = Arc::new(refresh);
        let listening = device
            .clone()
            .and_then(|device| device.listen(Some(plan), heard));
        if let Some(listening) = listening {
            on_cleanup(move || (listening.0)());
        }
        let device = device.clone();
        leptos::task::spawn_local(async move {
            // After a breath: a tap that came meanwhile is heard first.
            if let Some(device) = device {
                let _always = device.pause(Duration::ZERO).await;
            }
            refresh();
        });
    });
}
