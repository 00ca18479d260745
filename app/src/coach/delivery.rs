//! How far each message came, honestly: only the phone itself knows that it was shown.

use core::time::Duration;

use contract::{Delivery, DeliveryState, PlanView};
use domain::plan::Nudge;
use jiff::SignedDuration;
use leptos::prelude::*;
use locale::Texts;
use uuid::Uuid;

use super::plan::{Sent, ask_again};
use crate::device::use_device;
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, clock};

/// The most that are shown: the newest.
const NEWEST: usize = 5;
/// How often a message that is under way is asked after.
const AGAIN: Duration = Duration::from_secs(2);
/// What a phone has not done by then, it does when somebody looks again.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);

/// A message, ready to show.
#[derive(Clone, PartialEq)]
struct Line {
    id: Uuid,
    words: String,
    when: String,
}

fn lines(view: &PlanView) -> Vec<Line> {
    let line = |nudge: &Nudge| Line {
        id: nudge.id.uuid(),
        words: nudge.text.shown().map_or_else(
            || use_texts().removed_text().to_owned(),
            |words| words.as_str().to_owned(),
        ),
        when: clock(nudge.origin.at, view.now),
    };
    view.plan
        .nudges
        .iter()
        .rev()
        .take(NEWEST)
        .map(line)
        .collect()
}

/// The newest messages, each with how far it came.
#[component]
pub(crate) fn SentList(store: PlanStore) -> impl IntoView {
    let texts = use_texts();
    let sent = use_context::<Sent>();
    let nudges = Memo::new(move |_| store.view.with(lines));
    if let (Some(sent), Some(heard)) = (sent, use_context::<RwSignal<u32>>()) {
        keep_asking(sent, heard);
    }
    let none = move || {
        nudges
            .with(Vec::is_empty)
            .then(|| view! { <p class="soft">{texts.nudge_history_empty()}</p> })
    };
    view! {
        <section>
            <h3>{texts.nudge_history()}</h3>
            {none}
            <ul>
                <For each=move || nudges.get() key=|line| line.id let:line>
                    {one(line, sent)}
                </For>
            </ul>
        </section>
    }
    .into_any()
}

/// What a phone reports is no entry of the journal, so no news comes of it: the page asks while a
/// message is under way. Runs in a browser only.
fn keep_asking(Sent(sent): Sent, heard: RwSignal<u32>) {
    Effect::new(move |_| {
        let Some(device) = use_device() else { return };
        let under_way = move |delivery: &Delivery| {
            let on_its_way = matches!(
                delivery.state,
                DeliveryState::Queued | DeliveryState::Sent | DeliveryState::Shown
            );
            on_its_way && device.now().duration_since(delivery.since) < PATIENCE
        };
        let ask = move || {
            let waiting = sent
                .try_get_untracked()
                .flatten()
                .is_some_and(|sent| sent.is_ok_and(|sent| sent.deliveries.iter().any(&under_way)));
            if waiting {
                ask_again(heard);
            }
        };
        if let Ok(clock) = set_interval_with_handle(ask, AGAIN) {
            on_cleanup(move || clock.clear());
        }
    });
}

fn state_of(sent: Option<Sent>, id: Uuid) -> Option<DeliveryState> {
    let Sent(sent) = sent?;
    let about = |delivery: &&Delivery| delivery.subject == id;
    sent.get()?
        .ok()?
        .deliveries
        .iter()
        .find(about)
        .map(|delivery| delivery.state)
}

fn one(line: Line, sent: Option<Sent>) -> AnyView {
    let texts = use_texts();
    let Line { id, words, when } = line;
    let state = move || state_of(sent, id);
    view! {
        <li class="sent">
            <p>{words}</p>
            <p class="row row-ends">
                <Transition fallback=|| ()>{move || state().map(progress)}</Transition>
                <span class="soft small">{when}</span>
            </p>
            <Transition fallback=|| ()>
                {move || {
                    (state() == Some(DeliveryState::Failed))
                        .then(|| view! { <p class="small">{texts.delivery_failed_explain()}</p> })
                }}
            </Transition>
        </li>
    }
    .into_any()
}

fn word(texts: &Texts, state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::NoPhone => texts.delivery_no_phone(),
        DeliveryState::Failed => texts.delivery_failed(),
        DeliveryState::Queued => texts.delivery_queued(),
        DeliveryState::Sent => texts.delivery_sent(),
        DeliveryState::Shown => texts.delivery_shown(),
        DeliveryState::Opened => texts.delivery_opened(),
    }
}

/// Dots that are behind, out of four.
fn behind(state: DeliveryState) -> Option<usize> {
    match state {
        DeliveryState::NoPhone | DeliveryState::Failed => None,
        DeliveryState::Queued => Some(1),
        DeliveryState::Sent => Some(2),
        DeliveryState::Shown => Some(3),
        DeliveryState::Opened => Some(4),
    }
}

fn progress(state: DeliveryState) -> AnyView {
    let words = word(use_texts(), state);
    match behind(state) {
        None => view! {
            <span class="delivery delivery-failed">
                <Icon name="info"/>
                {words}
            </span>
        }
        .into_any(),
        Some(behind) => view! {
            <span class="delivery">
                {road(behind)}
                {words}
            </span>
        }
        .into_any(),
    }
}

fn road(behind: usize) -> AnyView {
    let dot = |(at, x): (usize, &'static str)| {
        let class = match (at < behind, behind == 4 && at == 3) {
            (_, true) => "arrived",
            (true, false) => "behind",
            (false, false) => "",
        };
        view! { <circle class=class cx=x cy="7" r="5"></circle> }
    };
    view! {
        <svg class="delivery-road" viewBox="0 0 76 14" aria-hidden="true">
            <line x1="8" y1="7" x2="68" y2="7"></line>
            {["8", "28", "48", "68"].into_iter().enumerate().map(dot).collect_view()}
        </svg>
    }
    .into_any()
}
