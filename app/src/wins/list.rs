//! What went well, day by day, newest first.

use contract::PlanView;
use contract::form::Field as TextName;
use domain::id::WinId;
use domain::journal::{Audience, Feeling, Part};
use domain::plan::Text;
use leptos::prelude::*;

use super::month::month_road;
use crate::files::{ShownFile, ShownFiles};
use crate::form::{Kind, feeling_icon, feeling_word};
use crate::language::use_texts;
use crate::plan::{EditLink, EditPlace, Shown, TakeWords, TextAt};
use crate::store::PlanStore;
use crate::ui::{Icon, More, day, today};

/// One win, ready to show.
#[derive(Clone, PartialEq)]
struct Line {
    id: WinId,
    feeling: Option<Feeling>,
    audience: Audience,
    cheers: Vec<String>,
    files: Vec<ShownFile>,
}

/// The wins of one day.
#[derive(Clone, PartialEq)]
struct Day {
    name: String,
    number: usize,
    lines: Vec<Line>,
}

/// The wins of one month.
#[derive(Clone, PartialEq)]
struct Month {
    name: String,
    days: Vec<Day>,
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

fn months(view: &PlanView) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    let mut wins: Vec<_> = view.plan.wins.iter().collect();
    wins.sort_by_key(|win| core::cmp::Reverse(win.origin.at));
    for win in wins {
        let on = today(win.origin.at).date();
        let name = use_texts().month_of(on, today(view.now).date());
        if months.last().is_none_or(|month| month.name != name) {
            months.push(Month {
                name,
                days: Vec::new(),
            });
        }
        let Some(month) = months.last_mut() else {
            continue;
        };
        let name = day(win.origin.at, view.now);
        let line = Line {
            id: win.id,
            feeling: win.feeling,
            audience: win.origin.audience,
            cheers: cheers(view, win.id),
            files: ShownFile::of(win),
        };
        match month.days.last_mut().filter(|day| day.name == name) {
            Some(day) => day.lines.push(line),
            None => month.days.push(Day {
                name,
                number: usize::try_from(on.day()).unwrap_or_default(),
                lines: vec![line],
            }),
        }
    }
    months
}

/// What went well, month by month; earlier months open with a tap.
#[component]
pub(crate) fn WinList() -> impl IntoView {
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let months = Memo::new(move |_| store.view.with(months));
    let newest =
        Memo::new(move |_| months.with(|months| months.first().map(|month| month.name.clone())));
    view! {
        <For each=move || months.get() key=|month| month.name.clone() let:month>
            {one_month(store, &month, months, newest)}
        </For>
    }
    .into_any()
}

fn one_month(
    store: PlanStore,
    first: &Month,
    months: Memo<Vec<Month>>,
    newest: Memo<Option<String>>,
) -> AnyView {
    let name = first.name.clone();
    let days = Memo::new(move |_| {
        months
            .with(|months| {
                months
                    .iter()
                    .find(|month| month.name == name)
                    .map(|month| month.days.clone())
            })
            .unwrap_or_default()
    });
    let road = move || {
        days.with(|days| {
            let all = days.iter().map(|day| (day.number, day.lines.len()));
            month_road(&all.collect::<Vec<_>>())
        })
    };
    let list = view! {
        <ol class="days">
            <For each=move || days.get() key=|day| day.name.clone() let:day>
                {one_day(store, day, days)}
            </For>
        </ol>
    }
    .into_any();
    let is_newest = newest.with_untracked(|newest| *newest == Some(first.name.clone()));
    let count = move || {
        let count = days.with(|days| days.iter().map(|day| day.lines.len()).sum());
        use_texts().wins_in_month(count)
    };
    view! {
        <section class="stack">
            <h3 class="month-name">{first.name.clone()}</h3>
            {road}
            {if is_newest {
                list
            } else {
                let label = count();
                view! { <More label icon="more" reads=true>{list}</More> }.into_any()
            }}
        </section>
    }
    .into_any()
}

fn one_day(store: PlanStore, first: Day, days: Memo<Vec<Day>>) -> AnyView {
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
            <h4 class="day-name">{first.name}</h4>
            <For
                each=move || lines.get()
                key=|line| (line.id.uuid(), line.cheers.len(), line.files.clone())
                let:line
            >
                {win(store, line)}
            </For>
        </li>
    }
    .into_any()
}

fn win(store: PlanStore, line: Line) -> AnyView {
    let texts = use_texts();
    let Line {
        id,
        feeling,
        audience,
        cheers,
        files,
    } = line;
    let plan = store.view.with_untracked(|view| view.id);
    let own = store.is_own();
    let shown = Memo::new(move |_| {
        store.view.with(|view| {
            let known = view.plan.wins.iter().find(|known| known.id == id);
            known
                .map(|known| Shown::of(&known.text, view, store))
                .unwrap_or_default()
        })
    });
    let taken = Memo::new(move |_| shown.with(|shown| shown.words.is_none()));
    let text = TextAt {
        field: TextName::Win,
        about: Some(id.uuid()),
        label: texts.wins_label(),
        kind: Kind::Lines,
        shown,
    };
    let take = move || {
        let versions = shown.with(|shown| shown.mine.clone());
        (!versions.is_empty() && !taken.get())
            .then(|| view! { <TakeWords versions part=Part::Wins/> })
    };
    let feeling = feeling.map(|feeling| {
        view! {
            <p class="row row-line soft small">
                <Icon name=feeling_icon(feeling)/>
                {feeling_word(texts, feeling)}
            </p>
        }
    });
    let (seen_icon, seen) = match audience {
        Audience::Everyone => ("eye", texts.audience_everyone()),
        Audience::Coaches => ("person", texts.audience_coaches()),
        Audience::OnlyMe => ("lock", texts.audience_only_me()),
    };
    let seen = view! {
        <p class="row row-line soft small">
            <Icon name=seen_icon/>
            {seen}
        </p>
    };
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
            <div class="goal-head">
                <p class="win-words" class:removed=taken>
                    {move || shown.with(Shown::line)}
                </p>
                <EditLink text/>
            </div>
            <EditPlace text/>
            <ShownFiles
                plan=plan
                words=Signal::derive(move || shown.with(|shown| shown.words.clone()))
                files=files
                own=own.then_some(id)
            />
            {feeling}
            {seen}
            {cheers.into_iter().map(cheer).collect_view()}
            {take}
        </article>
    }
    .into_any()
}
