//! A text with its versions: what somebody typed is never overwritten.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::ChangeId;
use crate::journal::{Author, Entry};
use crate::words::{Prose, Words};

/// A text and all its versions. Usually one of them stands; two or more stand side by side when
/// somebody wrote without having seen the other's, until a person chooses.
///
/// This is a multi-value register: a new version replaces exactly the versions that it names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    versions: Vec<Version>,
}

/// One version of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The entry that brought it.
    pub change: ChangeId,
    /// Who wrote it.
    pub author: Author,
    /// When it was written.
    #[serde(with = "crate::moment")]
    pub at: Timestamp,
    /// The text, or the stub of it.
    pub prose: Prose,
    /// A later version took its place.
    pub replaced: bool,
}

impl Text {
    pub(crate) fn first(entry: &Entry, prose: Prose) -> Self {
        let mut text = Self::default();
        text.write(entry, prose, &[]);
        text
    }

    pub(crate) fn write(&mut self, entry: &Entry, prose: Prose, replaces: &[ChangeId]) {
        for version in &mut self.versions {
            version.replaced |= replaces.contains(&version.change);
        }
        self.versions.push(Version {
            change: entry.id,
            author: entry.author,
            at: entry.authored_at.min(entry.recorded_at),
            prose,
            replaced: false,
        });
    }

    pub(crate) fn remove(&mut self, change: ChangeId) {
        for version in self
            .versions
            .iter_mut()
            .filter(|version| version.change == change)
        {
            version.prose = Prose::Removed;
        }
    }

    /// The versions that stand: one, or more in a conflict; none when nothing was written yet.
    pub fn standing(&self) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(|version| !version.replaced)
    }

    /// What to show: the newest version that stands and still has its words.
    #[must_use]
    pub fn shown(&self) -> Option<&Words> {
        self.standing()
            .filter_map(|version| version.prose.kept())
            .last()
    }

    /// Two or more texts stand side by side: a person has to choose.
    #[must_use]
    pub fn in_conflict(&self) -> bool {
        self.standing()
            .filter(|version| version.prose.kept().is_some())
            .nth(1)
            .is_some()
    }

    /// What a new version has to name as replaced: all that stand.
    #[must_use]
    pub fn replaceable(&self) -> Vec<ChangeId> {
        self.standing().map(|version| version.change).collect()
    }

    /// Every version, oldest first.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// Nothing was ever written here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }
}
