//! Photos and voice notes: taken in, made harmless, sealed, and shown to who may see what they stand
//! with.
//!
//! The bytes come before the change that names them: a phone may send both again as often as it likes.
//! What nothing names is forgotten after a day.

mod loose;
mod media;
mod photo;
mod turn;
mod voice;

use core::time::Duration;

use contract::ProblemCode;
use domain::id::{FileId, PlanId, WinId};
use domain::journal::{Audience, Change, FileKind, Recorded};
use domain::policy::Permit;
use storage::{FilesHeld, NewFile, StorageError, UnitOfWork};

pub use media::{Media, OpenedFile};

use media::NotTaken;
use turn::{NotDone, in_turn};

use crate::access::Looked;
use crate::plans::Opened;
use crate::sessions::Actor;
use crate::vault::{Hashed, Place};
use crate::{Result, ServiceError, Stip};

/// How many files are made harmless at once: a photo may take a quarter of a gigabyte meanwhile.
pub(crate) const AT_ONCE: usize = 2;
/// How long a file waits for its turn, and how long that turn may last.
const PATIENCE: Duration = Duration::from_secs(20);
/// What one plan may hold (security F-05): some hundreds of photos.
const MOST_BYTES: u64 = 200 * 1024 * 1024;
/// And so many files, however small.
const MOST_FILES: u64 = 2_000;

impl Stip {
    /// Whether this person may put files into this plan; to be asked before a body is read.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] for everybody but the youth whose plan it is.
    pub async fn may_put_file(&self, actor: &Actor, plan: PlanId) -> Result<()> {
        let mut unit = self.storage.read().await?;
        let opened = self
            .open_plan(unit.as_mut(), actor.person, plan, self.clock.now())
            .await?;
        may_add(&opened.permit)
    }

    /// Takes a file in, under an id that was made where it was chosen. The same file under the same id
    /// again changes nothing.
    ///
    /// # Errors
    ///
    /// As [`Self::may_put_file`]; [`ProblemCode::NotAPicture`], [`ProblemCode::NotAVoiceNote`],
    /// [`ProblemCode::FileTooLarge`], [`ProblemCode::VoiceTooLong`], [`ProblemCode::FilesFull`];
    /// [`ProblemCode::Unfit`] when the id is that of another file, wherever.
    pub async fn put_file(
        &self,
        actor: &Actor,
        plan: PlanId,
        id: FileId,
        kind: FileKind,
        sent: Vec<u8>,
    ) -> Result<()> {
        let now = self.clock.now();
        let hash = self
            .vault
            .hash(Hashed::File, &[plan.uuid().as_bytes(), &sent]);
        let mut unit = self.storage.read().await?;
        let opened = self
            .open_plan(unit.as_mut(), actor.person, plan, now)
            .await?;
        may_add(&opened.permit)?;
        let known = unit.file(&opened.permit, id).await?;
        let held = unit.files_held(&opened.permit).await?;
        // Nobody waits for the database while a picture is being read.
        drop(unit);
        if let Some(known) = known {
            if known.sent != hash || known.kind != kind {
                return Err(ProblemCode::Unfit.into());
            }
            if known.attached || self.came_again(&opened.permit, id, now).await? {
                return Ok(());
            }
        }
        if sent.len() > FileKind::MAX_BYTES {
            return Err(ProblemCode::FileTooLarge.into());
        }
        has_room(held, 0)?;
        let (media, bytes) = self.made_harmless(kind, sent).await?;
        let mut plain = vec![media.mark()];
        plain.extend_from_slice(&bytes);
        let place = Place::File(plan, id);
        let file = NewFile {
            id,
            kind,
            sent: hash,
            sealed: opened.cipher.seal(&place, &plain, self.entropy())?,
            created_at: now,
        };
        let mut unit = self.storage.begin().await?;
        let opened = self
            .open_plan(unit.as_mut(), actor.person, plan, self.clock.now())
            .await?;
        may_add(&opened.permit)?;
        let held = unit.files_held(&opened.permit).await?;
        has_room(held, file.sealed.0.len())?;
        match unit.add_file(&opened.permit, &file).await {
            Ok(()) => Ok(unit.commit().await?),
            Err(StorageError::Taken { .. }) => {
                drop(unit);
                self.taken_meanwhile(&opened.permit, &file).await
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn made_harmless(&self, kind: FileKind, sent: Vec<u8>) -> Result<(Media, Vec<u8>)> {
        let work = move || match kind {
            FileKind::Photo => photo::clean(&sent).map(|jpeg| (Media::Jpeg, jpeg)),
            FileKind::Voice => voice::clean(sent),
        };
        match in_turn(&self.files, PATIENCE, work).await {
            Ok(done) => Ok(done?),
            Err(NotDone::TooLate) => Err(ProblemCode::Unavailable.into()),
            // A decoder that gave up; the picture is to blame, and its bytes are gone.
            Err(NotDone::Panicked) => Err(match kind {
                FileKind::Photo => ProblemCode::NotAPicture.into(),
                FileKind::Voice => ProblemCode::NotAVoiceNote.into(),
            }),
        }
    }

    /// A file, for whoever sees it in the plan, or in what is shown of the plan to who reads along.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] when it is not there, taken away, or not for this person.
    pub async fn file(&self, actor: &Actor, plan: PlanId, id: FileId) -> Result<OpenedFile> {
        let now = self.clock.now();
        let (mut unit, opened) = self.look_along(actor, plan, now).await?;
        let viewed = self.viewed(unit.as_mut(), &opened).await?.plan;
        let shown = match opened.permit.reads_along() {
            true => viewed.shared(now).shows(id),
            false => viewed.file(id).is_some_and(|file| !file.removed),
        };
        if !shown {
            return Err(ProblemCode::NotFound.into());
        }
        let sealed = unit.file_bytes(&opened.permit, id).await?;
        let sealed = sealed.ok_or(ProblemCode::NotFound)?;
        // A picture that is loaded late says nothing about how far the plan was read.
        self.log_access(unit.as_mut(), &opened.permit, actor, Looked::Plan, now)
            .await?;
        if !opened.permit.is_own() {
            unit.commit().await?;
        }
        let plain = opened.cipher.open(&Place::File(plan, id), &sealed)?;
        let (mark, bytes) = plain.split_first().ok_or(ServiceError::Shape("a file"))?;
        let media = Media::ALL.into_iter().find(|media| media.mark() == *mark);
        Ok(OpenedFile {
            media: media.ok_or(ServiceError::Shape("a file"))?,
            bytes: bytes.to_vec(),
        })
    }

    /// What an entry does to the files of its plan; `Some` says why it cannot be taken.
    pub(crate) async fn keep_files(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        change: &Recorded,
    ) -> Result<Option<ProblemCode>> {
        match change {
            Recorded::Known(Change::FileAdded { file, media, .. }) => {
                match unit.file(&opened.permit, *file).await? {
                    Some(known) if known.kind == *media => {
                        unit.attach_file(&opened.permit, *file).await?;
                        Ok(None)
                    }
                    Some(_) | None => Ok(Some(ProblemCode::FileMissing)),
                }
            }
            Recorded::Known(Change::FileRemoved { file, .. }) => {
                unit.destroy_file(&opened.permit, *file).await?;
                Ok(None)
            }
            Recorded::Known(_) | Recorded::Unknown(_) => Ok(None),
        }
    }
}

/// Whoever may write down that a win has a file may send it.
fn may_add(permit: &Permit) -> Result<()> {
    let nil = uuid::Uuid::nil();
    let change = Change::FileAdded {
        file: FileId::from_uuid(nil),
        win: WinId::from_uuid(nil),
        media: FileKind::Photo,
        seconds: None,
    };
    permit.writes(&change, Audience::Everyone)?;
    Ok(())
}

fn has_room(held: FilesHeld, more: usize) -> Result<()> {
    let more = u64::try_from(more).unwrap_or(u64::MAX);
    if held.count < MOST_FILES && held.bytes.saturating_add(more) <= MOST_BYTES {
        Ok(())
    } else {
        Err(ProblemCode::FilesFull.into())
    }
}
