//! A text of the plan, ready to show: its words, or that they are gone, or that there are two versions.

use contract::PlanView;
use domain::plan::Text;
use uuid::Uuid;

use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::clock;

/// One of the versions that stand side by side.
#[derive(Clone, PartialEq)]
pub(crate) struct Versioned {
    /// "Versie van Sanne".
    pub(crate) who: String,
    /// "gisteren, 16.20 uur".
    pub(crate) when: String,
    /// The words.
    pub(crate) words: String,
}

/// A text of the plan, ready to show.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Shown {
    /// The words.
    pub(crate) words: Option<String>,
    /// Nothing was ever written.
    pub(crate) empty: bool,
    /// What a new version replaces, as the form's field has it.
    pub(crate) replaces: String,
    /// Who wrote what and when, when a person has to choose.
    pub(crate) versions: Vec<Versioned>,
    /// The entries in which the viewer wrote this text, as far as their words are there.
    pub(crate) mine: Vec<Uuid>,
}

impl Shown {
    /// How this text stands in the plan.
    pub(crate) fn of(text: &Text, view: &PlanView, store: PlanStore) -> Self {
        let replaces: Vec<String> = text.replaceable().iter().map(ToString::to_string).collect();
        let versions = text
            .standing()
            .filter(|_| text.in_conflict())
            .filter_map(|version| {
                let author = version.author.person();
                let words = version.prose.kept()?.as_str().to_owned();
                let texts = use_texts();
                let who = if author == store.viewer() {
                    texts.conflict_your_version().to_owned()
                } else {
                    texts
                        .conflict_version_of(view.name_of(author).unwrap_or(texts.author_someone()))
                };
                Some(Versioned {
                    who,
                    when: clock(version.at, view.now),
                    words,
                })
            });
        let mine = text
            .versions()
            .iter()
            .filter(|version| version.author.person() == store.viewer())
            .filter(|version| version.prose.kept().is_some())
            .map(|version| version.change.uuid());
        Self {
            words: text.shown().map(|words| words.as_str().to_owned()),
            empty: text.is_empty(),
            replaces: replaces.join(","),
            versions: versions.collect(),
            mine: mine.collect(),
        }
    }

    /// The words, or the line that says that they are gone.
    pub(crate) fn line(&self) -> String {
        self.words.clone().unwrap_or_else(|| {
            if self.empty {
                String::new()
            } else {
                use_texts().removed_text().to_owned()
            }
        })
    }
}
