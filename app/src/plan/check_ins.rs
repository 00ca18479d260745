//! *Hoe gaat het?*: the last answer in every life domain.

use contract::PlanView;
use contract::path::page;
use domain::journal::{Feeling, LifeDomain};
use leptos::prelude::*;

use super::domain_word;
use crate::form::{feeling_icon, feeling_word};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, ago};

/// An answer, ready to show.
#[derive(Clone, PartialEq)]
struct Line {
    domain: LifeDomain,
    feeling: Feeling,
    words: Option<String>,
    ago: String,
}

fn lines(view: &PlanView) -> Vec<Line> {
    let last = |domain| {
        view.plan
            .check_ins
            .iter()
            .rev()
            .find(|check_in| check_in.domain == domain)
    };
    LifeDomain::ALL
        .into_iter()
        .filter_map(last)
        .map(|check_in| Line {
            domain: check_in.domain,
            feeling: check_in.feeling,
            words: check_in
                .text
                .as_ref()
                .and_then(|text| text.shown())
                .map(|words| words.as_str().to_owned()),
            ago: ago(check_in.origin.at, view.now),
        })
        .collect()
}

/// The last answers.
#[component]
pub(crate) fn CheckIns() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let answers = Memo::new(move |_| store.view.with(lines));
    let empty = move || {
        answers
            .with(Vec::is_empty)
            .then(|| view! { <p class="soft">{texts.check_in_empty()}</p> })
    };
    let ask = store.is_own().then(|| {
        view! {
            <a class="button button-quiet" href=page::CHECK_IN>
                {texts.today_check_in()}
            </a>
        }
    });
    view! {
        <section class="stack">
            <h2>{texts.check_in_title()}</h2>
            {empty}
            <ul>
                <For
                    each=move || answers.get()
                    key=|line| (word_of(line.domain), line.ago.clone(), word_of_feeling(line.feeling))
                    let:line
                >
                    {answer(line)}
                </For>
            </ul>
            {ask}
        </section>
    }
    .into_any()
}

fn word_of(domain: LifeDomain) -> &'static str {
    domain_word(use_texts(), domain)
}

fn word_of_feeling(feeling: Feeling) -> &'static str {
    feeling_word(use_texts(), feeling)
}

fn answer(line: Line) -> AnyView {
    let Line {
        domain,
        feeling,
        words,
        ago,
    } = line;
    view! {
        <li class="note">
            <p class="row row-ends">
                <span class="row">
                    <Icon name=feeling_icon(feeling)/>
                    <strong>{word_of(domain)}</strong>
                    {word_of_feeling(feeling)}
                </span>
                <span class="soft small">{ago}</span>
            </p>
            {words.map(|words| view! { <p class="prose">{words}</p> })}
        </li>
    }
    .into_any()
}
