//! What went well, with a compliment for it.

use contract::PlanView;
use contract::form::{Ask, Back};
use domain::id::PlanId;
use leptos::prelude::*;
use uuid::Uuid;

use crate::files::{ShownFile, ShownFiles};
use crate::form::{Field, Kind, PlanForm, Submit};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, More, day};

/// The most that are shown at once: the newest.
const NEWEST: usize = 7;

/// One win, ready to show.
#[derive(Clone, PartialEq)]
struct Line {
    id: Uuid,
    words: String,
    day: String,
    cheers: Vec<String>,
    files: Vec<ShownFile>,
}

fn lines(view: &PlanView) -> Vec<Line> {
    let kept = |text: &domain::plan::Text| text.shown().map(|words| words.as_str().to_owned());
    let line = |win: &domain::plan::Win| Line {
        id: win.id.uuid(),
        words: kept(&win.text).unwrap_or_else(|| use_texts().removed_text().to_owned()),
        day: day(win.origin.at, view.now),
        cheers: view
            .plan
            .cheers
            .iter()
            .filter(|cheer| cheer.win == Some(win.id))
            .filter_map(|cheer| kept(&cheer.text))
            .collect(),
        files: ShownFile::of(win),
    };
    let mut wins: Vec<_> = view.plan.wins.iter().collect();
    wins.sort_by_key(|win| core::cmp::Reverse(win.origin.at));
    wins.into_iter().take(NEWEST).map(line).collect()
}

/// The newest wins.
#[component]
pub(crate) fn WinsToCheer() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let wins = Memo::new(move |_| store.view.with(lines));
    let plan = store.view.with_untracked(|view| view.id);
    let any = Memo::new(move |_| wins.with(|wins| !wins.is_empty()));
    view! {
        <section class="stack">
            <h2>{texts.wins_title()}</h2>
            <For each=move || wins.get() key=|line| (line.id, line.files.clone()) let:line>
                {win(line, wins, plan)}
            </For>
            {move || (!any.get()).then(|| view! { <p class="soft">{texts.coach_plan_no_wins()}</p> })}
        </section>
    }
    .into_any()
}

fn win(line: Line, wins: Memo<Vec<Line>>, plan: PlanId) -> AnyView {
    let texts = use_texts();
    let Line {
        id,
        words,
        day,
        files,
        ..
    } = line;
    let alt = Some(words.clone());
    let cheers = Memo::new(move |_| {
        wins.with(|wins| {
            wins.iter()
                .find(|line| line.id == id)
                .map(|line| line.cheers.clone())
        })
        .unwrap_or_default()
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
            <p class="win-words">{words}</p>
            <ShownFiles plan=plan words=Signal::stored(alt) files=files/>
            <p class="soft small">{day}</p>
            {move || cheers.get().into_iter().map(cheer).collect_view()}
            <More label=texts.coach_plan_cheer() icon="heart">
                <PlanForm ask=Ask::Cheer back=Back::CoachPlan about=id>
                    <Field name="text" label=texts.coach_plan_cheer_label() kind=Kind::Lines/>
                    <Submit label=texts.coach_plan_cheer_submit()/>
                </PlanForm>
            </More>
        </article>
    }
    .into_any()
}
