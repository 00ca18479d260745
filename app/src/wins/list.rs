//! What went well, day by day, newest first.

use contract::PlanView;
use domain::id::WinId;
use domain::journal::{Audience, Feeling, Part};
use domain::plan::Text;
use leptos::prelude::*;
use uuid::Uuid;

use crate::form::{feeling_icon, feeling_word};
use crate::language::use_texts;
use crate::plan::TakeWords;
use crate::store::PlanStore;
use crate::ui::{Icon, day};

/// One win, ready to show.
#[derive(Clone, PartialEq)]
struct Line {
    id: Uuid,
    words: Option<String>,
    feeling: Option<Feeling>,
    audience: Audience,
    cheers: Vec<String>,
    mine: bool,
}

/// The wins of one day.
#[derive(Clone, PartialEq)]
struct Day {
    name: String,
    lines: Vec<Line>,
}

fn kept(text: &Text) -> Option<String> {
    text.shown().map(|words| words.as_str().to_owned())
}

fn cheers(view: &PlanView, win: WinId) -> Vec<String> {
    let texts = use_texts();
    view.plan
        .cheers
        .iter()
        .filter(|cheer| cheer.win == Some(win))
        .filter_map(|cheer| {
            let coach = view.name_of(cheer.origin.author.person());
            Some(texts.wins_cheer(coach.unwrap_or(texts.author_coach()), &kept(&cheer.text)?))
        })
        .collect()
}

fn days(view: &PlanView, store: PlanStore) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    let mut wins: Vec<_> = view.plan.wins.iter().collect();
    wins.sort_by_key(|win| core::cmp::Reverse(win.origin.at));
    for win in wins {
        let name = day(win.origin.at, view.now);
        let line = Line {
            id: win.origin.change.uuid(),
            words: kept(&win.text),
            feeling: win.feeling,
            audience: win.origin.audience,
            cheers: cheers(view, win.id),
            mine: win.origin.author.person() == store.viewer(),
        };
        match days.last_mut().filter(|day| day.name == name) {
            Some(day) => day.lines.push(line),
            None => days.push(Day {
                name,
                lines: vec![line],
            }),
        }
    }
    days
}

/// What went well.
#[component]
pub(crate) fn WinList() -> impl IntoView {
    let store = PlanStore::here();
    let days = Memo::new(move |_| {
        store
            .map(|store| store.view.with(|view| days(view, store)))
            .unwrap_or_default()
    });
    view! {
        <ol class="days">
            <For each=move || days.get() key=|day| day.name.clone() let:day>
                {one_day(day, days)}
            </For>
        </ol>
    }
    .into_any()
}

fn one_day(first: Day, days: Memo<Vec<Day>>) -> AnyView {
    let name = first.name.clone();
    let lines = Memo::new(move |_| {
        days.with(|days| {
            days.iter()
                .find(|day| day.name == name)
                .map(|day| day.lines.clone())
        })
        .unwrap_or_default()
    });
    view! {
        <li class="day">
            <h3 class="day-name">{first.name}</h3>
            <For
                each=move || lines.get()
                key=|line| (line.id, line.words.clone(), line.cheers.len())
                let:line
            >
                {win(line)}
            </For>
        </li>
    }
    .into_any()
}

fn win(line: Line) -> AnyView {
    let texts = use_texts();
    let Line {
        id,
        words,
        feeling,
        audience,
        cheers,
        mine,
    } = line;
    let taken = words.is_none();
    let feeling = feeling.map(|feeling| {
        view! {
            <p class="row soft small">
                <Icon name=feeling_icon(feeling)/>
                {feeling_word(texts, feeling)}
            </p>
        }
    });
    let only_me = (audience == Audience::OnlyMe).then(|| {
        view! {
            <p class="row soft small">
                <Icon name="lock"/>
                {texts.audience_only_me()}
            </p>
        }
    });
    let cheer = |said: String| {
        view! {
            <p class="win-cheer">
                <Icon name="heart"/>
                <span>{said}</span>
            </p>
        }
    };
    view! {
        <article class="win">
            <p class="win-words" class:removed=taken>
                {words.unwrap_or_else(|| texts.removed_text().to_owned())}
            </p>
            {feeling}
            {only_me}
            {cheers.into_iter().map(cheer).collect_view()}
            {(mine && !taken).then(|| view! { <TakeWords about=id part=Part::Wins/> })}
        </article>
    }
    .into_any()
}
