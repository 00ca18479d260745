//! Photos and voice notes: what the plan tells of them. The bytes are elsewhere.

use serde::{Deserialize, Serialize};

use super::{Origin, Plan};
use crate::id::{FileId, WinId};
use crate::journal::FileKind;

/// A photo or a voice note with a win, or the stub of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// What it is.
    pub media: FileKind,
    /// How long a voice note is, in whole seconds.
    pub seconds: Option<u16>,
    /// Taken away for good; only the fact that there was one is left.
    pub removed: bool,
    /// Who added it, when.
    pub origin: Origin,
}

impl Plan {
    /// The file with this id. Who sees it in a plan may see its bytes: there is no other rule.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&File> {
        self.wins
            .iter()
            .flat_map(|win| &win.files)
            .find(|file| file.id == id)
    }

    pub(super) fn add_file(&mut self, win: WinId, file: File) {
        if let Some(win) = self.wins.iter_mut().find(|known| known.id == win) {
            win.files.push(file);
        }
    }

    pub(super) fn take_file(&mut self, id: FileId) {
        for file in self.wins.iter_mut().flat_map(|win| &mut win.files) {
            file.removed |= file.id == id;
        }
    }
}
