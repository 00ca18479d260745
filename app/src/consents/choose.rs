//! Choose what somebody may see, and how long. Little is chosen beforehand.

use contract::Terms;
use contract::path::page;
use domain::journal::Part;
use domain::policy::Span;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::own::about_own;
use super::words::{SHOWABLE, SPAN, chosen, part_word, span_word};
use crate::form::{Submit, word};
use crate::language::use_texts;
use crate::ui::{Icon, Waiting, Whose, YouthFrame, not_opened};

/// Choose what somebody may see.
pub(crate) fn choose_page() -> AnyView {
    // Also whether there is a network: what is chosen here goes to the server next.
    let consents = about_own(|backend, plan| backend.consents(plan));
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match consents.read().await {
                    Ok(_) => choose(),
                    Err(problem) => not_opened(&problem, Whose::Youth),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn choose() -> AnyView {
    let texts = use_texts();
    let mut chosen = use_query_map().with_untracked(chosen);
    if chosen.parts.is_empty() {
        // The smallest there is (C-08).
        chosen.parts.insert(Part::Wins);
    }
    let Terms { parts, span } = chosen;
    let parts = SHOWABLE.map(|part| {
        let (name, ticked) = (word(part), parts.contains(&part));
        view! {
            <label class="choice">
                <input type="checkbox" name=name value="1" checked=ticked/>
                <span class="choice-face">{part_word(texts, part)}</span>
            </label>
        }
    });
    let spans = Span::ALL.map(|each| {
        let ticked = each == span;
        view! {
            <label class="choice">
                <input type="radio" name=SPAN value=word(each) checked=ticked/>
                <span class="choice-face">{span_word(texts, each)}</span>
            </label>
        }
    });
    let never = [
        texts.consents_never_check_ins(),
        texts.consents_never_notes(),
        texts.consents_never_own(),
    ];
    let stays = |words: &'static str| {
        view! {
            <li>
                <Icon name="lock"/>
                {words}
            </li>
        }
    };
    view! {
        <YouthFrame title=texts.consents_choose_title()>
            <p class="words">{texts.consents_choose_lead()}</p>
            // To another page of ours, by its address alone: nothing is asked for yet.
            <form class="form card" method="get" action=page::CONSENT_PREVIEW>
                <fieldset class="choices choices-list">
                    <legend>{texts.consents_choose_parts()}</legend>
                    {parts.collect_view()}
                </fieldset>
                <fieldset class="choices">
                    <legend>{texts.consents_choose_span()}</legend>
                    {spans.collect_view()}
                </fieldset>
                <Submit label=texts.consents_look() icon="eye" class="button button-wide"/>
            </form>
            <section class="card">
                <h2>{texts.consents_never_title()}</h2>
                <ul class="sees">{never.map(stays).collect_view()}</ul>
            </section>
            <p>
                <a class="button button-plain" href=page::CONSENTS>
                    {texts.nav_back()}
                </a>
            </p>
        </YouthFrame>
    }
    .into_any()
}
