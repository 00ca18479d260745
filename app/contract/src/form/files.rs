//! The photo and the voice note that come with a win.

use domain::id::{FileId, WinId};
use domain::journal::{Change, FileKind};
use uuid::Uuid;

use super::PlanForm;
use crate::Problem;

/// Apart from the places of further changes, which count from one.
const PHOTO: u128 = 1 << 16;

impl PlanForm {
    /// The id of a photo that came in the form itself, from a browser without script: follows from the
    /// form's own, so that sending the same form twice is one photo.
    #[must_use]
    pub fn photo_id(&self) -> FileId {
        FileId::from_uuid(self.further(PHOTO).uuid())
    }

    /// What comes with a win.
    pub(super) fn files_of(&self, win: WinId) -> Result<Vec<Change>, Problem> {
        let added = |file: Uuid, media, seconds| Change::FileAdded {
            file: FileId::from_uuid(file),
            win,
            media,
            seconds,
        };
        let photo = self
            .photo_file
            .map(|file| added(file, FileKind::Photo, None));
        let voice = match self.voice_file {
            Some(file) => Some(added(file, FileKind::Voice, self.seconds()?)),
            None => None,
        };
        Ok(photo.into_iter().chain(voice).collect())
    }

    fn seconds(&self) -> Result<Option<u16>, Problem> {
        if self.voice_seconds.is_empty() {
            return Ok(None);
        }
        let seconds = self.voice_seconds.parse::<u16>().ok();
        let seconds = seconds.filter(|seconds| *seconds <= FileKind::MAX_SECONDS);
        seconds
            .map(Some)
            .ok_or_else(|| Problem::field("voice_seconds", "unknown"))
    }
}
