//! What the youth wrote and the server did not take: the words are still here, with why. Only this phone
//! knows, so the first picture never holds it.

use contract::Problem;
use domain::journal::{Change, FileKind, NewEntry};
use leptos::prelude::*;

use crate::language::use_texts;
use crate::problem::sentence;
use crate::shelf::{RefusedRow, Shelf};
use crate::store::PlanStore;
use crate::ui::Icon;

/// One change that was not taken, ready to show.
#[derive(Clone, PartialEq)]
struct Line {
    id: String,
    words: Vec<String>,
    /// It is a photo or a voice note: it has no words of its own.
    is_file: bool,
    why: &'static str,
}

fn line(row: RefusedRow) -> Option<Line> {
    let new: NewEntry = serde_json::from_str(row.text.as_deref()?).ok()?;
    let words = |prose: &domain::words::Prose| Some(prose.kept()?.as_str().to_owned());
    let (is_file, words): (bool, Vec<String>) = match &new.change {
        Change::FileAdded { media, .. } => (true, vec![named(*media).to_owned()]),
        change => (
            false,
            change.texts().into_iter().filter_map(words).collect(),
        ),
    };
    let why = sentence(use_texts(), &Problem::from(row.code));
    // A tick that was not taken has no words to lose; the plan shows how it stands.
    (!words.is_empty()).then_some(Line {
        id: row.id,
        words,
        is_file,
        why,
    })
}

/// A photo or a voice note that was not taken has no words of its own.
fn named(media: FileKind) -> &'static str {
    match media {
        FileKind::Photo => use_texts().files_photo_failed(),
        FileKind::Voice => use_texts().files_voice_failed(),
    }
}

/// What was not taken, until the youth lets it go.
#[component]
pub(crate) fn NotTakenList() -> impl IntoView {
    let texts = use_texts();
    let store = PlanStore::here();
    let shelf = move || store.and_then(PlanStore::shelf);
    let shown = RwSignal::new(Vec::<Line>::new());
    let owner = Owner::current();
    let look = move |shelf: Shelf| {
        let owner = owner.clone();
        async move {
            let rows = shelf.refused().await.unwrap_or_default();
            let lines = || rows.into_iter().filter_map(line).collect();
            if let Some(owner) = owner {
                shown.try_set(owner.with(lines));
            }
        }
    };
    let again = look.clone();
    Effect::new(move || {
        // Whatever is sent or heard may have brought a refusal.
        if let Some(store) = store {
            store.heard.track();
        }
        if let Some(shelf) = shelf() {
            leptos::task::spawn_local(again.clone()(shelf));
        }
    });
    let gone = move |id: String| {
        if let Some(shelf) = shelf() {
            let look = look.clone();
            leptos::task::spawn_local(async move {
                // It stays on the page when the phone could not let it go.
                let _stays = shelf.forget(vec![id]).await;
                look(shelf).await;
            });
        }
    };
    let gone = StoredValue::new(gone);
    let gone = move |id| gone.with_value(|gone| gone(id));
    move || {
        let lines = shown.get();
        let explained = |is_file, said| {
            let some = lines.iter().any(|line| line.is_file == is_file);
            some.then(|| view! { <p class="soft">{said}</p> })
        };
        let words = explained(false, texts.not_taken_explain());
        let files = explained(true, texts.not_taken_file());
        (!lines.is_empty()).then(|| {
            view! {
                <section class="card stack">
                    <h2>{texts.not_taken_title()}</h2>
                    {words}
                    {files}
                    {lines.into_iter().map(|line| one(line, gone)).collect_view()}
                </section>
            }
        })
    }
}

fn one(line: Line, gone: impl Fn(String) + Copy + Send + Sync + 'static) -> AnyView {
    let texts = use_texts();
    let Line { id, words, why, .. } = line;
    view! {
        <article class="stack">
            {words.into_iter().map(|words| view! { <p class="words">{words}</p> }).collect_view()}
            <p class="row row-line soft small">
                <Icon name="info"/>
                {why}
            </p>
            <button class="button button-quiet" type="button" on:click=move |_| gone(id.clone())>
                {texts.action_remove()}
            </button>
        </article>
    }
    .into_any()
}
