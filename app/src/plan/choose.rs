//! Two versions of a text, written without having seen each other: side by side, and a person chooses
//! one, keeps both, or writes a new one. Nothing is lost meanwhile.

use contract::form::{Ask, Field as TextName};
use domain::words::Words;
use leptos::prelude::*;

use super::edit::{TextAt, edit_form};
use super::shown::Versioned;
use crate::form::{Hidden, Kind, Submit, TapForm, word};
use crate::language::use_texts;
use crate::ui::More;

/// All the words in one text, if they fit.
fn both(versions: &[Versioned], kind: Kind) -> Option<String> {
    let words: Vec<_> = versions.iter().map(|version| &*version.words).collect();
    match kind {
        Kind::Lines => Some(words.join("\n\n")).filter(|both| Words::parse(both).is_ok()),
        _ => Some(words.join(" / ")).filter(|both| Words::parse_title(both).is_ok()),
    }
}

/// The text that is chosen, and what it replaces.
fn fields(field: TextName, replaces: String, words: String) -> AnyView {
    view! {
        <Hidden name="field" value=word(field)/>
        <Hidden name="replaces" value=replaces/>
        <Hidden name="text" value=words/>
    }
    .into_any()
}

/// Chooses between versions.
pub(super) fn choose(text: TextAt, versions: Vec<Versioned>) -> AnyView {
    let texts = use_texts();
    let title = if versions.len() > 2 {
        texts.conflict_title_many()
    } else {
        texts.conflict_title()
    };
    let replaces = text.shown.with_untracked(|shown| shown.replaces.clone());
    let (about, field, back) = (text.about, text.field, text.back());
    let all = replaces.clone();
    let keep = both(&versions, text.kind).map(|words| {
        view! {
            <TapForm ask=Ask::EditText back=back about=about>
                {fields(field, all, words)}
                <Submit label=texts.conflict_keep_both() class="button button-quiet button-wide"/>
            </TapForm>
        }
    });
    let version = move |version: Versioned| {
        let Versioned { who, when, words } = version;
        let chosen = fields(field, replaces.clone(), words.clone());
        view! {
            <TapForm ask=Ask::EditText back=back about=about class="version">
                <div class="stack">
                    <p class="version-who">
                        <strong>{who}</strong>
                        <span class="soft small">{when}</span>
                    </p>
                    <p class="words">{words}</p>
                </div>
                {chosen}
                <Submit label=texts.conflict_keep()/>
            </TapForm>
        }
    };
    view! {
        <section class="stack step-below conflict">
            <h3>{title}</h3>
            <p>{texts.conflict_explain()}</p>
            <div class="versions">{versions.into_iter().map(version).collect_view()}</div>
            {keep}
            <More label=texts.conflict_write_new() icon="edit">
                {edit_form(text, false)}
            </More>
        </section>
    }
    .into_any()
}
