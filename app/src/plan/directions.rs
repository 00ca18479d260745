//! More than one direction: they stand side by side, and nobody has to choose yet.

use contract::form::{Ask, Back, Field as TextName};
use domain::id::DirectionId;
use domain::journal::ArchiveReason;
use leptos::prelude::*;

use super::edit::{EditLink, EditPlace, TextAt};
use super::shown::Shown;
use crate::form::{Field, Hidden, Kind, PlanForm, Submit, TapForm, word};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, More};

fn ids(store: PlanStore, away: bool) -> Memo<Vec<DirectionId>> {
    Memo::new(move |_| {
        store.view.with(|view| {
            let all = view.plan.horizon.directions.iter();
            all.filter(|known| known.archived().is_some() == away)
                .map(|known| known.id)
                .collect()
        })
    })
}

/// The other directions, and a way to add one.
#[component]
pub(super) fn Directions() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let own = store.is_own();
    let (open, away) = (ids(store, false), ids(store, true));
    let some = move || {
        (!open.with(Vec::is_empty))
            .then(|| view! { <h3 class="kicker">{texts.direction_title()}</h3> })
    };
    let add = own.then(|| {
        view! {
            <More label=texts.direction_add()>
                <PlanForm ask=Ask::AddDirection back=Back::Plan>
                    <Field
                        name="text"
                        label=texts.direction_label()
                        hint=texts.direction_hint()
                    />
                    <Submit label=texts.action_add()/>
                </PlanForm>
            </More>
        }
    });
    let again = move || {
        let away = away.get();
        (own && !away.is_empty()).then(|| {
            view! {
                <More label=texts.direction_away() icon="drawer" reads=true>
                    <ul class="stack">
                        {away.into_iter().map(|id| one(store, id, true)).collect_view()}
                    </ul>
                </More>
            }
        })
    };
    view! {
        <div class="directions">
            {some}
            <ul>
                <For each=move || open.get() key=|id| id.uuid() let:id>
                    {one(store, id, false)}
                </For>
            </ul>
            {add}
            {again}
        </div>
    }
    .into_any()
}

fn one(store: PlanStore, id: DirectionId, away: bool) -> AnyView {
    let texts = use_texts();
    let shown = Memo::new(move |_| {
        store.view.with(|view| {
            view.plan
                .direction(id)
                .map(|known| Shown::of(&known.text, view, store))
                .unwrap_or_default()
        })
    });
    let text = TextAt {
        field: TextName::Direction,
        about: Some(id.uuid()),
        label: texts.direction_label(),
        kind: Kind::Line,
        shown,
    };
    let own = store.is_own();
    let (ask, says) = if away {
        (Ask::BringBackDirection, texts.archive_back())
    } else {
        (Ask::ArchiveDirection, texts.direction_archive())
    };
    let label = move || [says, ": ", &shown.with(Shown::line)].concat();
    let tap = own.then(|| {
        view! {
            <TapForm ask=ask back=Back::Plan about=id.uuid()>
                {(!away).then(|| view! { <Hidden name="reason" value=word(ArchiveReason::Changed)/> })}
                <button class="button button-icon" aria-label=label>
                    <Icon name={if away { "back" } else { "drawer" }}/>
                </button>
            </TapForm>
        }
    });
    view! {
        <li class="direction">
            <span class="direction-dot" aria-hidden="true"></span>
            <span class="direction-words">{move || shown.with(Shown::line)}</span>
            {own.then(|| view! { <EditLink text/> })}
            {tap}
            {own.then(|| view! { <EditPlace text/> })}
        </li>
    }
    .into_any()
}
