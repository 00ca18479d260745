//! What the youth wrote and the server did not take: the words are still here, with why. Only this phone
//! knows, so the first picture never holds it.

use std::sync::Arc;

use contract::Problem;
use leptos::prelude::*;
use uuid::Uuid;

use crate::keeper::{Keeper, use_keeper};
use crate::language::use_texts;
use crate::problem::sentence;
use crate::store::{let_go, not_taken};
use crate::ui::Icon;

/// One change that was not taken, ready to show.
#[derive(Clone, PartialEq)]
struct Line {
    id: Uuid,
    words: Vec<String>,
    why: &'static str,
}

async fn lines(keeper: &dyn Keeper) -> Vec<Line> {
    let texts = use_texts();
    let line = |not: crate::NotTaken| Line {
        id: not.change.id.uuid(),
        words: not
            .change
            .change
            .texts()
            .into_iter()
            .filter_map(|prose| Some(prose.kept()?.as_str().to_owned()))
            .collect(),
        why: sentence(texts, &Problem::from(not.code)),
    };
    // A tick that was not taken has no words to lose; the plan shows how it stands.
    let has_words = |line: &Line| !line.words.is_empty();
    not_taken(keeper)
        .await
        .into_iter()
        .map(line)
        .filter(has_words)
        .collect()
}

/// What was not taken, until the youth lets it go.
#[component]
pub(crate) fn NotTakenList() -> impl IntoView {
    let texts = use_texts();
    let keeper = StoredValue::new(use_keeper());
    let shown = RwSignal::new(Vec::<Line>::new());
    let look = move |keeper: Arc<dyn Keeper>| async move {
        let lines = lines(keeper.as_ref()).await;
        shown.try_set(lines);
    };
    Effect::new(move || {
        if let Some(keeper) = keeper.try_get_value().flatten() {
            leptos::task::spawn_local(look(keeper));
        }
    });
    let gone = move |id: Uuid| {
        if let Some(keeper) = keeper.try_get_value().flatten() {
            leptos::task::spawn_local(async move {
                // It stays on the page when the phone could not let it go.
                let _stays = let_go(keeper.as_ref(), id).await;
                look(keeper).await;
            });
        }
    };
    move || {
        let lines = shown.get();
        (!lines.is_empty()).then(|| {
            view! {
                <section class="card stack">
                    <h2>{texts.not_taken_title()}</h2>
                    <p class="soft">{texts.not_taken_explain()}</p>
                    {lines.into_iter().map(|line| one(line, gone)).collect_view()}
                </section>
            }
        })
    }
}

fn one(line: Line, gone: impl Fn(Uuid) + Copy + Send + Sync + 'static) -> AnyView {
    let texts = use_texts();
    let Line { id, words, why } = line;
    view! {
        <article class="stack">
            {words.into_iter().map(|words| view! { <p class="words">{words}</p> }).collect_view()}
            <p class="row soft small">
                <Icon name="info"/>
                {why}
            </p>
            <button class="button button-quiet" type="button" on:click=move |_| gone(id)>
                {texts.action_remove()}
            </button>
        </article>
    }
    .into_any()
}
