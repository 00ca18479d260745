//! How often I want to hear from my coach, and quiet for a while. A wish that the coach sees, and that
//! everything that sends by itself has to keep to.

use contract::form::{Ask, Back};
use domain::day::Day;
use domain::journal::Rhythm;
use leptos::prelude::*;
use locale::Texts;

use crate::form::{Hidden, PlanForm, Submit, TapForm, word};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, More, day_of, today};

/// How often, as people say it.
fn rhythm_word(texts: &Texts, rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Weekly => texts.rhythm_weekly(),
        Rhythm::Fortnightly => texts.rhythm_fortnightly(),
        Rhythm::Monthly => texts.rhythm_monthly(),
        Rhythm::WhenIAsk => texts.rhythm_when_i_ask(),
    }
}

/// Contact with the coach.
#[component]
pub(crate) fn ContactWish() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let own = store.is_own();
    let rhythm = Memo::new(move |_| store.view.with(|view| view.plan.contact.rhythm));
    let paused = Memo::new(move |_| {
        store.view.with(|view| {
            let until = view.plan.contact.paused_until(today(view.now))?;
            Some(day_of(until, view.now))
        })
    });
    let line = move || match rhythm.get() {
        Some(rhythm) => view! { <p class="words">{rhythm_word(texts, rhythm)}</p> }.into_any(),
        None if own => view! { <p class="soft">{texts.rhythm_empty()}</p> }.into_any(),
        None => view! { <p class="soft">{texts.rhythm_none()}</p> }.into_any(),
    };
    let quiet = move || {
        paused.get().map(|until| {
            view! {
                <div class="notice notice-wait">
                    <Icon name="pause"/>
                    <p>{texts.pause_until(&until)}</p>
                    {own.then(end_pause)}
                </div>
            }
        })
    };
    let choose = own.then(|| {
        view! {
            <More label=texts.rhythm_choose() icon="edit">
                <PlanForm ask=Ask::SetRhythm back=Back::Me>
                    {move || rhythms(rhythm.get())}
                    <Submit label=texts.action_save()/>
                </PlanForm>
            </More>
        }
    });
    let pause = move || (own && paused.get().is_none()).then(|| begin_pause(store));
    view! {
        <section class="card">
            <h2 class="icon-head">
                <Icon name="bell"/>
                {if own { texts.rhythm_title() } else { texts.rhythm_title_of() }}
            </h2>
            {quiet}
            {line}
            {own.then(|| view! { <p class="soft small">{texts.rhythm_seen()}</p> })}
            {choose}
            {pause}
        </section>
    }
    .into_any()
}

fn rhythms(chosen: Option<Rhythm>) -> AnyView {
    let texts = use_texts();
    let choice = |rhythm| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="rhythm"
                    value=word(rhythm)
                    checked=rhythm == chosen.unwrap_or(Rhythm::Weekly)
                />
                <span class="choice-face">{rhythm_word(texts, rhythm)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choices choices-list">
            <legend>{texts.rhythm_question()}</legend>
            {Rhythm::ALL.map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}

fn end_pause() -> AnyView {
    view! {
        <TapForm ask=Ask::EndPause back=Back::Me>
            <Submit label=use_texts().pause_end() class="button button-quiet"/>
        </TapForm>
    }
    .into_any()
}

fn begin_pause(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let now = store.view.with_untracked(|view| view.now);
    let from = today(now);
    let choice = move |(days, name): (i64, &'static str)| {
        let until = from.plus(days);
        let said = [name, " · ", &day_of(until, now)].concat();
        view! {
            <TapForm ask=Ask::Pause back=Back::Me>
                <Hidden name="day" value=Day::to_string(&until)/>
                <Submit label=said class="choice-face" icon="pause"/>
            </TapForm>
        }
    };
    let choices = [
        (7, texts.pause_week()),
        (14, texts.pause_fortnight()),
        (30, texts.pause_month()),
    ];
    view! {
        <More label=texts.pause_open() icon="pause">
            <p class="soft small">{texts.pause_explain()}</p>
            <div class="choices choices-list">{choices.map(choice).collect_view()}</div>
        </More>
    }
    .into_any()
}
