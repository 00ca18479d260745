//! The one next step.

use contract::form::{Ask, Back};
use contract::path::page;
use domain::journal::StepState;
use leptos::prelude::*;
use uuid::Uuid;

use super::facts::{Due, Facts, Next};
use crate::form::{Done, Hidden, Submit, TapForm, word};
use crate::language::use_texts;
use crate::ui::{Empty, has_long_word};

/// The biggest thing on the screen.
#[component]
pub(super) fn NextStep(facts: RwSignal<Facts>) -> impl IntoView {
    let texts = use_texts();
    // As long as it stays the same, the card stays as it is.
    let shown = Memo::new(move |_| facts.with(|facts| facts.next.clone()));
    let done = RwSignal::new(None::<String>);
    move || {
        let card = match shown.get() {
            Next::NoStip => view! {
                <section class="card next">
                    <h2 class="next-words">{texts.today_no_stip_title()}</h2>
                    <p>{texts.today_no_stip_text()}</p>
                    <a class="button button-wide" href=page::PLAN>
                        {texts.today_no_stip_action()}
                    </a>
                </section>
            }
            .into_any(),
            Next::NoStep => nothing(
                texts.today_no_step_title(),
                texts.today_no_step_text(),
                texts.today_no_step_action(),
            ),
            Next::AllDone => nothing(
                texts.today_all_done_title(),
                texts.today_all_done_text(),
                texts.today_no_step_action(),
            ),
            Next::Step {
                id,
                words,
                goal,
                fresh,
                due,
                daring,
            } => step(id, words, &goal, fresh, mark(due, daring), done),
        };
        view! {
            {done.get().map(|words| make_win(words, done))}
            {card}
        }
        .into_any()
    }
}

fn nothing(title: &'static str, text: &'static str, action: &'static str) -> AnyView {
    view! {
        <Empty title=title text=text>
            <a class="button button-quiet" href=page::PLAN>
                {action}
            </a>
        </Empty>
    }
    .into_any()
}

/// What is to be known of a step: its day, or that it takes courage.
fn mark(due: Option<Due>, daring: bool) -> Option<&'static str> {
    let texts = use_texts();
    match due {
        Some(Due::Today) => Some(texts.step_due_today()),
        Some(Due::Before) => Some(texts.step_due_before()),
        None => daring.then(|| texts.step_daring()),
    }
}

fn step(
    id: Uuid,
    words: String,
    goal: &str,
    fresh: bool,
    mark: Option<&'static str>,
    done: RwSignal<Option<String>>,
) -> AnyView {
    let texts = use_texts();
    let (said, long) = (words.clone(), has_long_word(&words));
    let doing = fresh.then(|| {
        view! {
            <TapForm ask=Ask::SetStep back=Back::Today about=id>
                <Hidden name="state" value=word(StepState::Doing)/>
                <Submit label=texts.today_step_doing() class="button button-quiet button-wide"/>
            </TapForm>
        }
    });
    view! {
        <section class="card next" aria-labelledby="next">
            <p class="kicker">{texts.today_next_step()}</p>
            <h2 class="next-words" class:long-word=long id="next">
                {words}
            </h2>
            {mark.map(|mark| view! { <p class="tag tag-new">{mark}</p> })}
            <p class="soft small">{texts.today_for_goal(goal)}</p>
            <div class="next-actions">
                <TapForm
                    ask=Ask::SetStep
                    back=Back::Today
                    about=id

                    done=Done::new(move || {
                        done.try_set(Some(said.clone()));
                    })
                >
                    <Hidden name="state" value=word(StepState::Done)/>
                    <Submit label=texts.today_step_done() class="button button-wide" icon="check"/>
                </TapForm>
                {doing}
            </div>
        </section>
    }
    .into_any()
}

/// A step was set: it may become a small success.
fn make_win(words: String, done: RwSignal<Option<String>>) -> AnyView {
    let texts = use_texts();
    view! {
        <section class="card" role="status">
            <h2>{texts.today_step_done_title()}</h2>
            <p>{texts.today_step_done_text()}</p>
            <TapForm
                ask=Ask::LogWin
                back=Back::Today
                class="idea-answer"
                done=Done::new(move || {
                    done.try_set(None);
                })
            >
                <Hidden name="text" value=words/>
                <Submit label=texts.wins_log() icon="win"/>
                <button
                    class="button button-quiet"
                    type="button"
                    on:click=move |_| done.set(None)
                >
                    {texts.action_later()}
                </button>
            </TapForm>
        </section>
    }
    .into_any()
}
