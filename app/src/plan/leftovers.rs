//! What has no place in the plan: entries that do not fit any more, with their words; and entries of a
//! newer version. Nothing that somebody typed is ever out of sight.

use contract::PlanView;
use domain::journal::{Part, Recorded};
use domain::plan::Misfit;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use uuid::Uuid;

use super::take_words::TakeWords;
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, day};

/// An entry that did not fit, ready to show.
#[derive(Clone, PartialEq)]
struct Line {
    change: Uuid,
    part: Part,
    words: Vec<String>,
    foot: String,
    mine: bool,
}

fn line(misfit: &Misfit, view: &PlanView, store: PlanStore) -> Option<Line> {
    let Recorded::Known(change) = &misfit.entry.change else {
        return None;
    };
    let words: Vec<_> = change
        .texts()
        .iter()
        .filter_map(|prose| Some(prose.kept()?.as_str().to_owned()))
        .collect();
    // Without words there is nothing to keep: a tick on a step that is gone.
    if words.is_empty() {
        return None;
    }
    let (texts, author) = (use_texts(), misfit.entry.author.person());
    let by = texts.plan_note_by(view.name_of(author).unwrap_or(texts.author_someone()));
    let at = misfit.entry.authored_at.min(misfit.entry.recorded_at);
    Some(Line {
        change: misfit.entry.id.uuid(),
        part: misfit.entry.part(),
        words,
        foot: [&by, ", ", &day(at, view.now)].concat(),
        mine: author == store.viewer(),
    })
}

/// What does not fit, and what a newer Stip wrote.
#[component]
pub(crate) fn Leftovers() -> impl IntoView {
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let lines = Memo::new(move |_| {
        store.view.with(|view| {
            let misfits = view.plan.misfits.iter();
            misfits
                .filter_map(|misfit| line(misfit, view, store))
                .collect::<Vec<_>>()
        })
    });
    let newer = Memo::new(move |_| store.view.with(|view| !view.plan.unknown.is_empty()));
    view! {
        {move || newer.get().then(from_newer)}
        {move || {
            let lines = lines.get();
            (!lines.is_empty()).then(|| misfits(lines))
        }}
    }
    .into_any()
}

fn from_newer() -> AnyView {
    let texts = use_texts();
    let here = use_location().pathname;
    view! {
        <section class="notice">
            <Icon name="info"/>
            <p>{texts.leftover_newer()}</p>
            <a class="button button-quiet" href=move || here.get() rel="external">
                {texts.leftover_update()}
            </a>
        </section>
    }
    .into_any()
}

fn misfits(lines: Vec<Line>) -> AnyView {
    let texts = use_texts();
    let one = |line: Line| {
        let Line {
            change,
            part,
            words,
            foot,
            mine,
        } = line;
        let prose = |words: String| view! { <p class="prose">{words}</p> };
        view! {
            <li class="note">
                {words.into_iter().map(prose).collect_view()}
                <p class="soft small">{foot}</p>
                {mine.then(|| view! { <TakeWords versions=vec![change] part/> })}
            </li>
        }
    };
    view! {
        <section class="stack">
            <h2>{texts.leftover_title()}</h2>
            <p class="soft small">{texts.leftover_explain()}</p>
            <ul>{lines.into_iter().map(one).collect_view()}</ul>
        </section>
    }
    .into_any()
}
