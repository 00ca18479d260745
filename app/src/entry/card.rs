//! An invitation: who asks for what, and the two words to compare.

use std::collections::BTreeSet;

use contract::path::form_target;
use contract::{InvitationCard, Problem, RedeemRequest};
use domain::journal::Part;
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::code::code_form;
use crate::backend::Sending;
use crate::consents::parts_list;
use crate::device::use_device;
use crate::form::FormState;
use crate::language::use_texts;
use crate::load::ask;
use crate::problem::problem_notice;
use crate::ui::{Icon, PlainFrame, Waiting};

/// An invitation.
pub(crate) fn card_page() -> AnyView {
    let code = use_params_map()
        .with_untracked(|params| params.get("code"))
        .unwrap_or_default();
    let asked = code.clone();
    let card = ask(move |backend| {
        let code = asked.clone();
        backend.invitation(Sending::new(RedeemRequest { code }))
    });
    view! {
        <Suspense fallback=Waiting>
            {move || {
                let code = code.clone();
                Suspend::new(async move {
                    match card.read().await {
                        Ok(card) => invitation(card, code),
                        Err(problem) => refused(problem),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

fn invitation(card: InvitationCard, code: String) -> AnyView {
    match card {
        InvitationCard::Phone {
            coach,
            organisation,
            youth,
            words,
        } => {
            let texts = use_texts();
            let works_at = texts.invite_organisation(&coach, &organisation);
            view! {
                <PlainFrame title=texts.invite_title(&coach) before=texts.invite_greeting(&youth)>
                    <p class="words">{works_at} " " {texts.invite_explain()}</p>
                    {two_words(words, texts.invite_words_explain().to_owned())}
                    {answer(code)}
                </PlainFrame>
            }
            .into_any()
        }
        InvitationCard::ReadingAlong {
            youth,
            parts,
            until,
            words,
        } => reading_along(&youth, &parts, until, words, code),
    }
}

/// For whoever will read along: whose plan, what they will see, how long.
fn reading_along(
    youth: &str,
    parts: &BTreeSet<Part>,
    until: Timestamp,
    words: [String; 2],
    code: String,
) -> AnyView {
    let texts = use_texts();
    let until = use_device().map(|device| {
        let day = device.civil(until).date();
        texts.invite_along_until(&texts.day(day, device.civil(device.now()).date()))
    });
    let (explain, sees) = (texts.invite_along_explain(youth), parts_list(parts));
    let compare = two_words(words, texts.invite_along_words_explain(youth));
    view! {
        <PlainFrame title=texts.invite_along_title(youth)>
            <p class="words">{explain}</p>
            <section class="card">
                <h2>{texts.invite_along_sees()}</h2>
                {sees}
                <p>{until}</p>
            </section>
            {compare}
            {answer(code)}
        </PlainFrame>
    }
    .into_any()
}

fn two_words(words: [String; 2], explain: String) -> AnyView {
    let word = |word: String| view! { <li class="word">{word}</li> };
    view! {
        <section class="card" aria-labelledby="words">
            <h2 id="words">{use_texts().invite_words_title()}</h2>
            <p>{explain}</p>
            <ul class="two-words">{words.map(word).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn answer(code: String) -> AnyView {
    let texts = use_texts();
    let state = FormState::open("redeem", None);
    view! {
        <div class="stack">
            {state.problem.get_untracked().map(|problem| problem_notice(&problem))}
            <form method="post" action=form_target::REDEEM>
                <input type="hidden" name="code" value=code.clone()/>
                <button class="button button-sun button-wide">
                    <Icon name="check"/>
                    {texts.invite_accept()}
                </button>
            </form>
            <form method="post" action=form_target::MISMATCH>
                <input type="hidden" name="code" value=code/>
                <button class="button button-quiet button-wide">{texts.invite_reject()}</button>
            </form>
        </div>
    }
    .into_any()
}

fn refused(problem: Problem) -> AnyView {
    let texts = use_texts();
    view! {
        <PlainFrame title=texts.welcome_title()>
            {problem_notice(&problem)}
            {code_form()}
        </PlainFrame>
    }
    .into_any()
}
