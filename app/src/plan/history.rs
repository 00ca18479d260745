//! *Hoe het ging*: every answer is a dot on a calm line, per life domain. No figures, no good or bad
//! colours; the same in words, as a table.

use contract::PlanView;
use domain::journal::{Feeling, LifeDomain};
use domain::plan::CheckIn;
use leptos::prelude::*;

use super::domains::{domain_icon, domain_word};
use crate::form::{feeling_icon, feeling_word};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, More, ago, day};

/// The most answers on one line: the newest.
const MOST: usize = 12;
/// The drawing: the line begins after the faces.
const LEFT: u32 = 34;
const WIDTH: u32 = 252;

/// One answer, ready to show.
#[derive(Clone, PartialEq)]
struct Answer {
    day: String,
    feeling: Feeling,
    words: Option<String>,
}

/// The answers about one life domain, oldest first.
#[derive(Clone, PartialEq)]
struct Line {
    domain: LifeDomain,
    ago: String,
    answers: Vec<Answer>,
}

fn answer(check_in: &CheckIn, view: &PlanView) -> Answer {
    let words = check_in.text.as_ref().and_then(|text| text.shown());
    Answer {
        day: day(check_in.origin.at, view.now),
        feeling: check_in.feeling,
        words: words.map(|words| words.as_str().to_owned()),
    }
}

fn line(domain: LifeDomain, view: &PlanView) -> Option<Line> {
    let mut all: Vec<_> = view
        .plan
        .check_ins
        .iter()
        .filter(|check_in| check_in.domain == domain)
        .collect();
    all.sort_by_key(|check_in| check_in.origin.at);
    let last = all.last()?;
    let skipped = all.len().saturating_sub(MOST);
    Some(Line {
        domain,
        ago: ago(last.origin.at, view.now),
        answers: all
            .iter()
            .skip(skipped)
            .map(|one| answer(one, view))
            .collect(),
    })
}

/// How it went, per life domain.
#[component]
pub(crate) fn History() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let lines = Memo::new(move |_| {
        store.view.with(|view| {
            let all = LifeDomain::ALL.into_iter();
            all.filter_map(|domain| line(domain, view))
                .collect::<Vec<_>>()
        })
    });
    let own = store.is_own();
    let body = move || {
        let lines = lines.get();
        if lines.is_empty() {
            view! { <p class="soft">{texts.check_in_none()}</p> }.into_any()
        } else {
            let all = lines.into_iter().map(card).collect_view();
            view! { <div class="stack">{all}</div> }.into_any()
        }
    };
    view! {
        <section class="stack">
            <h2>{texts.check_in_history()}</h2>
            {own.then(|| view! { <p class="soft small">{texts.check_in_history_lead()}</p> })}
            {body}
        </section>
    }
    .into_any()
}

fn card(line: Line) -> AnyView {
    let texts = use_texts();
    let Line {
        domain,
        ago,
        answers,
    } = line;
    let last = answers.last().map(|answer| {
        view! {
            <span class="row">
                <Icon name=feeling_icon(answer.feeling)/>
                <span>{feeling_word(texts, answer.feeling)}</span>
                <span class="soft small">{ago}</span>
            </span>
        }
    });
    let picture = (answers.len() > 1).then(|| chart(&answers));
    view! {
        <section class="card feel-card">
            <div class="row row-ends">
                <h3 class="icon-head">
                    <Icon name=domain_icon(domain)/>
                    {domain_word(texts, domain)}
                </h3>
                {last}
            </div>
            {picture}
            <More label=texts.check_in_as_list() icon="more" reads=true>
                {table(domain, answers)}
            </More>
        </section>
    }
    .into_any()
}

/// How high a feeling stands in the drawing.
fn height(feeling: Feeling) -> u32 {
    match feeling {
        Feeling::Great => 16,
        Feeling::Good => 33,
        Feeling::Okay => 50,
        Feeling::Meh => 67,
        Feeling::Hard => 84,
    }
}

fn chart(answers: &[Answer]) -> AnyView {
    let last = u32::try_from(answers.len().saturating_sub(1)).unwrap_or(1);
    let across = |place: u32| {
        let way = WIDTH.saturating_mul(place).checked_div(last);
        LEFT.saturating_add(way.unwrap_or_default())
    };
    let points: Vec<_> = (0..)
        .zip(answers)
        .map(|(place, answer)| (across(place), height(answer.feeling)))
        .collect();
    let line: Vec<_> = points
        .iter()
        .map(|(x, y)| [&x.to_string(), ",", &y.to_string()].concat())
        .collect();
    let count = points.len();
    let dot = |(place, (x, y)): (usize, (u32, u32))| {
        let newest = place.saturating_add(1) == count;
        let class = if newest {
            "feel-dot feel-dot-last"
        } else {
            "feel-dot"
        };
        view! {
            <circle
                class=class
                cx=x.to_string()
                cy=y.to_string()
                r={if newest { "7" } else { "5" }}
            ></circle>
        }
    };
    let level = |feeling| {
        let y = height(feeling).to_string();
        view! { <line class="feel-level" x1="34" x2="294" y1=y.clone() y2=y></line> }
    };
    let face = |feeling, y: &'static str| {
        let href = ["/icons.svg#", feeling_icon(feeling)].concat();
        view! { <use_ class="feel-face" href=href x="0" y=y width="22" height="22"></use_> }
    };
    view! {
        <svg class="feel-chart" viewBox="0 0 300 100" aria-hidden="true">
            {Feeling::ALL.map(level).collect_view()}
            {face(Feeling::Great, "5")}
            {face(Feeling::Hard, "73")}
            <polyline class="feel-line" points=line.join(" ")></polyline>
            {points.into_iter().enumerate().map(dot).collect_view()}
        </svg>
    }
    .into_any()
}

fn table(domain: LifeDomain, answers: Vec<Answer>) -> AnyView {
    let texts = use_texts();
    let row = |answer: Answer| {
        let Answer {
            day,
            feeling,
            words,
        } = answer;
        view! {
            <tr>
                <th scope="row">{day}</th>
                <td>
                    <span class="row">
                        <Icon name=feeling_icon(feeling)/>
                        {feeling_word(texts, feeling)}
                    </span>
                    {words.map(|words| view! { <span class="feel-words">{words}</span> })}
                </td>
            </tr>
        }
    };
    view! {
        <table class="feel-table">
            <caption class="only-read-aloud">
                {texts.check_in_table(domain_word(texts, domain))}
            </caption>
            <thead>
                <tr>
                    <th scope="col">{texts.check_in_day()}</th>
                    <th scope="col">{texts.check_in_title()}</th>
                </tr>
            </thead>
            <tbody>{answers.into_iter().rev().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
