//! Write a text anew, or choose between two versions. Which text is open stands in the address, so that
//! it works without script too, and one thing is open at a time.

use contract::form::{Ask, Back, Field as TextName, open_key};
use contract::path::query::OPEN;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use uuid::Uuid;

use super::choose::choose;
use super::shown::Shown;
use super::steady::steady;
use crate::form::{Done, Field, Hidden, Kind, PlanForm, Submit, word};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::Icon;

/// Which text of the plan, and how it is asked for.
#[derive(Clone, Copy)]
pub(crate) struct TextAt {
    /// Which text.
    pub(crate) field: TextName,
    /// Whose text, if there are many.
    pub(crate) about: Option<Uuid>,
    /// What the field asks.
    pub(crate) label: &'static str,
    /// A line, or more.
    pub(crate) kind: Kind,
    /// How it stands now.
    pub(crate) shown: Memo<Shown>,
}

impl TextAt {
    /// Whether its form is open.
    pub(crate) fn is_open(self) -> Memo<bool> {
        let (query, key) = (use_query_map(), self.key());
        Memo::new(move |_| query.with(|query| query.get(OPEN)).as_deref() == Some(&*key))
    }

    fn key(self) -> String {
        open_key(self.field, self.about)
    }

    /// The page on which the text stands.
    pub(super) fn back(self) -> Back {
        match (PlanStore::here().is_none_or(PlanStore::is_own), self.field) {
            (false, _) => Back::CoachPlan,
            (true, TextName::Win) => Back::Wins,
            (true, TextName::Strength | TextName::Success | TextName::Wish) => Back::Me,
            (true, _) => Back::Plan,
        }
    }
}

/// The pencil that opens a text.
#[component]
pub(crate) fn EditLink(text: TextAt) -> impl IntoView {
    let texts = use_texts();
    let href = ["?", OPEN, "=", &text.key()].concat();
    let label = move || {
        let words = text.shown.with(|shown| shown.words.clone());
        [
            texts.action_edit(),
            ": ",
            words.as_deref().unwrap_or(text.label),
        ]
        .concat()
    };
    view! {
        <a class="button button-icon" href=href data-noscroll="" aria-label=label>
            <Icon name="edit"/>
        </a>
    }
    .into_any()
}

/// The form of a text, while it is open; and the two versions, while a person has to choose.
#[component]
pub(crate) fn EditPlace(text: TextAt) -> impl IntoView {
    let open = text.is_open();
    let shown = text.shown;
    let conflict = steady(move || shown.with(|shown| shown.versions.clone()));
    view! {
        {move || open.get().then(|| edit_form(text, true))}
        {move || {
            let versions = conflict.get();
            (!versions.is_empty()).then(|| choose(text, versions))
        }}
    }
    .into_any()
}

pub(super) fn edit_form(text: TextAt, closes: bool) -> AnyView {
    let texts = use_texts();
    let (navigate, here) = (use_navigate(), use_location().pathname);
    let close = Done::new(move || {
        let stay = NavigateOptions {
            scroll: false,
            replace: true,
            ..NavigateOptions::default()
        };
        navigate(&here.get_untracked(), stay);
    });
    let shown = text.shown;
    // What was seen when the form opened is what it replaces: a version that came in since stays
    // beside the new one, until a person chooses.
    let replaces = shown.with_untracked(|shown| shown.replaces.clone());
    let first = shown
        .with_untracked(|shown| shown.words.clone())
        .unwrap_or_default();
    let cancel = closes.then(|| {
        view! {
            <a class="button button-quiet" href="?" data-noscroll="">
                {texts.action_cancel()}
            </a>
        }
    });
    view! {
        <PlanForm ask=Ask::EditText back=text.back() about=text.about class="form step-below" done=close>
            <Hidden name="field" value=word(text.field)/>
            <Hidden name="replaces" value=replaces/>
            <Field name="text" label=text.label kind=text.kind value=first/>
            <div class="row">
                <Submit label=texts.action_save()/>
                {cancel}
            </div>
        </PlanForm>
    }
    .into_any()
}
