//! Notes: what is written about a youth can be read by the youth.

use contract::PlanView;
use contract::form::Ask;
use domain::journal::Part;
use leptos::prelude::*;
use uuid::Uuid;

use super::goal::back;
use super::shown::Shown;
use super::take_words::TakeWords;
use crate::form::{AudienceChoice, Field, Kind, PlanForm, Submit};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{More, day};

/// A note, ready to show.
#[derive(Clone, PartialEq)]
struct Line {
    id: Uuid,
    words: String,
    gone: bool,
    foot: String,
    mine: bool,
}

fn lines(view: &PlanView, store: PlanStore) -> Vec<Line> {
    let texts = use_texts();
    let line = |note: &domain::plan::Note| {
        let (shown, author) = (
            Shown::of(&note.text, view, store),
            note.origin.author.person(),
        );
        let mine = author == store.viewer();
        let name = view.name_of(author).unwrap_or(texts.author_someone());
        let by = texts.plan_note_by(name);
        Line {
            id: note.origin.change.uuid(),
            gone: shown.words.is_none(),
            words: shown.line(),
            foot: [&by, ", ", &day(note.origin.at, view.now)].concat(),
            mine,
        }
    };
    view.plan.notes.iter().rev().map(line).collect()
}

/// Notes, newest first, and a way to write one.
#[component]
pub(crate) fn Notes() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let notes = Memo::new(move |_| store.view.with(|view| lines(view, store)));
    let own = store.is_own();
    let youth = store.view.with_untracked(|view| view.youth.clone());
    let lead = if own {
        texts.plan_notes_lead().to_owned()
    } else {
        texts.coach_plan_note_explain(&youth)
    };
    let empty = move || {
        notes
            .with(Vec::is_empty)
            .then(|| view! { <p class="soft">{texts.plan_notes_empty()}</p> })
    };
    view! {
        <section class="stack">
            <h2>{texts.plan_notes()}</h2>
            <p class="soft small">{lead}</p>
            {empty}
            <ul>
                <For each=move || notes.get() key=|line| (line.id, line.gone) let:line>
                    {note(line)}
                </For>
            </ul>
            <More label=texts.plan_note_add()>
                <PlanForm ask=Ask::WriteNote back=back(store)>
                    <Field name="text" label=texts.plan_note_label() kind=Kind::Lines/>
                    {own.then(|| view! { <AudienceChoice own=true/> })}
                    <Submit label=texts.action_save()/>
                </PlanForm>
            </More>
        </section>
    }
    .into_any()
}

fn note(line: Line) -> AnyView {
    let Line {
        id,
        words,
        gone,
        foot,
        mine,
    } = line;
    view! {
        <li class="note">
            <p class:removed=gone class:prose=!gone>
                {words}
            </p>
            <p class="soft small">{foot}</p>
            {(mine && !gone).then(|| view! { <TakeWords about=id part=Part::Notes/> })}
        </li>
    }
    .into_any()
}
