//! Notes: what is written about a youth can be read by the youth.

use contract::PlanView;
use contract::form::{Ask, Field as TextName};
use domain::id::NoteId;
use domain::journal::Part;
use leptos::prelude::*;

use super::edit::{EditLink, EditPlace, TextAt};
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
    id: NoteId,
    foot: String,
    mine: bool,
}

fn lines(view: &PlanView, store: PlanStore) -> Vec<Line> {
    let texts = use_texts();
    let line = |note: &domain::plan::Note| {
        let author = note.origin.author.person();
        let by = texts.plan_note_by(view.name_of(author).unwrap_or(texts.author_someone()));
        Line {
            id: note.id,
            foot: [&by, ", ", &day(note.origin.at, view.now)].concat(),
            mine: author == store.viewer(),
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
                <For each=move || notes.get() key=|line| line.id.uuid() let:line>
                    {note(store, line)}
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

fn note(store: PlanStore, line: Line) -> AnyView {
    let Line { id, foot, mine } = line;
    let shown = Memo::new(move |_| {
        store.view.with(|view| {
            let known = view.plan.notes.iter().find(|known| known.id == id);
            known
                .map(|known| Shown::of(&known.text, view, store))
                .unwrap_or_default()
        })
    });
    let gone = Memo::new(move |_| shown.with(|shown| shown.words.is_none()));
    let text = TextAt {
        field: TextName::Note,
        about: Some(id.uuid()),
        label: use_texts().plan_note_label(),
        kind: Kind::Lines,
        shown,
    };
    let take = move || {
        let versions = shown.with(|shown| shown.mine.clone());
        (mine && !gone.get()).then(|| view! { <TakeWords versions part=Part::Notes/> })
    };
    view! {
        <li class="note">
            <div class="goal-head">
                <p class:removed=gone class:prose=move || !gone.get()>
                    {move || shown.with(Shown::line)}
                </p>
                {mine.then(|| view! { <EditLink text/> })}
            </div>
            {mine.then(|| view! { <EditPlace text/> })}
            <p class="soft small">{foot}</p>
            {take}
        </li>
    }
    .into_any()
}
