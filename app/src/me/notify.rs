//! Messages on this phone, in two steps: first our own screen, then the phone's question.

use contract::Problem;
use contract::path::page;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::device::{PushState, use_device};
use crate::language::use_texts;
use crate::problem::problem_notice;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{Icon, Whose, YouthFrame, open_plan};

/// Turn messages on.
pub(crate) fn notify_page() -> AnyView {
    open_plan(own_plan(), Whose::Youth, notify)
}

fn notify(_: PlanStore) -> AnyView {
    let texts = use_texts();
    let answer = RwSignal::new(None::<Result<PushState, Problem>>);
    view! {
        <YouthFrame title=texts.notify_title()>
            <section class="card">
                <p class="words">{texts.notify_lead()}</p>
                <p class="kicker">{texts.notify_example()}</p>
                <div class="example">
                    <span class="dot" aria-hidden="true"></span>
                    <strong>{texts.push_nudge_title()}</strong>
                    <span>{texts.push_nudge_body()}</span>
                </div>
                <p>{texts.notify_neutral()} " " {texts.notify_quiet()}</p>
                <div role="status">{move || answer.get().map(said)}</div>
                {move || {
                    let settled = matches!(answer.get(), Some(Ok(state)) if !matches!(state, PushState::Off | PushState::Lost));
                    if settled { onward() } else { buttons(answer) }
                }}
            </section>
        </YouthFrame>
    }
    .into_any()
}

fn said(answer: Result<PushState, Problem>) -> AnyView {
    let texts = use_texts();
    match answer {
        Ok(PushState::On) => line("check", texts.notify_done()),
        Ok(PushState::Off) => line("bell", texts.notify_step_two()),
        Ok(PushState::Denied) => view! {
            {line("info", texts.notify_denied())}
            <p>{texts.notify_denied_how()}</p>
        }
        .into_any(),
        Ok(PushState::Lost) => line("info", texts.notify_on_again()),
        Ok(PushState::Unsupported) => line("info", texts.notify_unsupported()),
        Err(problem) => problem_notice(&problem),
    }
}

fn line(icon: &'static str, words: &'static str) -> AnyView {
    view! {
        <div class="notice">
            <Icon name=icon/>
            <p>{words}</p>
        </div>
    }
    .into_any()
}

fn onward() -> AnyView {
    view! {
        <a class="button button-wide" href=page::TODAY>
            {use_texts().action_next()}
        </a>
    }
    .into_any()
}

fn buttons(answer: RwSignal<Option<Result<PushState, Problem>>>) -> AnyView {
    let texts = use_texts();
    let (device, navigate) = (use_device(), use_navigate());
    let later = device.clone();
    let turn_on = move |_| {
        let Some(device) = device.clone() else { return };
        // The browser asks only as the answer to a tap: nothing may come in between.
        let asked = device.push_on();
        answer.set(Some(Ok(PushState::Off)));
        leptos::task::spawn_local(async move {
            answer.try_set(Some(asked.await));
        });
    };
    let not_now = move |_| {
        if let Some(device) = &later {
            device.postpone_push();
        }
        navigate(page::TODAY, Default::default());
    };
    view! {
        <div class="stack">
            <button class="button button-sun button-wide" type="button" on:click=turn_on>
                <Icon name="bell"/>
                {texts.notify_turn_on()}
            </button>
            <button class="button button-quiet button-wide" type="button" on:click=not_now>
                {texts.notify_not_now()}
            </button>
        </div>
    }
    .into_any()
}
