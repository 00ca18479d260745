//! The coach's list: who needs attention first comes first.

use contract::path::page;
use contract::{Caseload, CaseloadLine};
use domain::id::PlanId;
use jiff::Timestamp;
use leptos::prelude::*;
use std::sync::Arc;

use super::invite::InviteAgain;
use crate::backend::use_backend;
use crate::device::use_device;
use crate::language::use_texts;
use crate::load::ask;
use crate::ui::{CoachFrame, CoachWaiting, Empty, Heading, Icon, Whose, ago, not_opened};

/// The coach's list.
pub(crate) fn caseload_page() -> AnyView {
    let caseload = ask(|backend| backend.caseload());
    view! {
        <Suspense fallback=CoachWaiting>
            {move || Suspend::new(async move {
                match caseload.read().await {
                    Ok(caseload) => list(caseload),
                    Err(problem) => not_opened(&problem, Whose::Coach),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// Looks again whenever something happened in any of the plans.
fn keep_fresh(caseload: RwSignal<Caseload>) {
    let (backend, device) = (use_backend(), use_device());
    Effect::new(move || {
        let backend = backend.clone();
        let heard: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
            let Some(backend) = backend.clone() else {
                return;
            };
            leptos::task::spawn(async move {
                if let Ok(fresh) = backend.caseload().read().await {
                    caseload.try_set(fresh);
                }
            });
        });
        let listening = device.clone().and_then(|device| device.listen(None, heard));
        if let Some(listening) = listening {
            on_cleanup(move || (listening.0)());
        }
    });
}

fn list(caseload: Caseload) -> AnyView {
    let texts = use_texts();
    let caseload = RwSignal::new(caseload);
    keep_fresh(caseload);
    let count = Memo::new(move |_| caseload.with(|caseload| caseload.lines.len()));
    view! {
        <CoachFrame>
            <div class="row row-ends">
                <div>
                    <Heading text=texts.caseload_title()/>
                    <p class="soft">{move || texts.caseload_lead(count.get())}</p>
                </div>
                <a class="button" href=page::INVITE>
                    <Icon name="plus"/>
                    {texts.caseload_invite()}
                </a>
            </div>
            <p>
                <a class="button button-plain" href=page::REACH>
                    <Icon name="call"/>
                    {texts.reach_open()}
                </a>
            </p>
            {move || if count.get() == 0 { nobody() } else { lines(caseload) }}
        </CoachFrame>
    }
    .into_any()
}

fn nobody() -> AnyView {
    let texts = use_texts();
    view! {
        <Empty title=texts.caseload_empty_title() text=texts.caseload_empty_text()>
            <a class="button button-quiet" href=page::INVITE>
                {texts.caseload_invite()}
            </a>
        </Empty>
    }
    .into_any()
}

fn lines(caseload: RwSignal<Caseload>) -> AnyView {
    let texts = use_texts();
    let heads = [
        texts.caseload_name(),
        texts.caseload_stip(),
        texts.caseload_last_contact(),
        texts.caseload_open_steps(),
        texts.caseload_news(),
    ];
    let each = move || {
        caseload.with(|caseload| {
            caseload
                .lines
                .iter()
                .map(|line| (row(line, caseload.now), line.plan))
                .collect::<Vec<_>>()
        })
    };
    view! {
        <section class="caseload">
            <div class="caseload-head" aria-hidden="true">
                {heads.map(|head| view! { <span>{head}</span> }).collect_view()}
            </div>
            <ul>
                <For each=each key=|(row, plan)| (plan.uuid(), row.clone()) let:line>
                    {show(line.0, line.1)}
                </For>
            </ul>
        </section>
    }
    .into_any()
}

/// One youth, ready to show.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Row {
    name: String,
    stip: String,
    contact: String,
    steps: String,
    news: Option<&'static str>,
    joined: bool,
}

fn row(line: &CaseloadLine, now: Timestamp) -> Row {
    let texts = use_texts();
    let steps = usize::try_from(line.open_steps).unwrap_or_default();
    let news = match (line.paired, line.something_new) {
        (false, _) => Some(texts.caseload_not_joined()),
        (true, true) => Some(texts.caseload_has_news()),
        (true, false) => None,
    };
    Row {
        name: line.name.clone(),
        stip: line
            .stip
            .clone()
            .unwrap_or_else(|| texts.caseload_no_stip().to_owned()),
        contact: line
            .last_contact_at
            .map_or_else(|| texts.caseload_never().to_owned(), |at| ago(at, now)),
        steps: texts.caseload_open_steps_count(steps),
        news,
        joined: line.paired,
    }
}

fn show(row: Row, plan: PlanId) -> AnyView {
    let texts = use_texts();
    let again = (!row.joined).then(|| {
        let youth = row.name.clone();
        view! {
            <div class="caseload-again">
                <InviteAgain plan youth/>
            </div>
        }
    });
    let label = |name: &'static str| view! { <span class="caseload-label">{name} ": "</span> };
    view! {
        <li>
            <a class="caseload-row" href=page::coach_plan(plan)>
                <span class="caseload-name">{row.name}</span>
                <span class="caseload-stip">{label(texts.caseload_stip())} {row.stip}</span>
                <span class="caseload-fact">{label(texts.caseload_last_contact())} {row.contact}</span>
                <span class="caseload-fact">{row.steps}</span>
                <span class="caseload-news">
                    {row.news.map(|news| view! { <span class="tag tag-new">{news}</span> })}
                </span>
            </a>
            {again}
        </li>
    }
    .into_any()
}
