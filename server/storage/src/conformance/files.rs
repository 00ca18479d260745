//! Photos and voice notes.

use std::sync::Arc;

use domain::journal::FileKind;
use domain::policy::Relation;

use super::Outcome;
use super::stage::{Stage, at, file, permit};
use crate::{FileRow, FilesHeld, Storage, StorageError};

/// Megabytes of any bytes come back; another plan's permit finds nothing.
pub async fn a_file_comes_back_whole_and_to_its_plan_only(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (other, others_plan) = stage.another_plan().await?;
    let (own, theirs) = (
        stage.permit()?,
        permit(other, others_plan, Relation::Youth)?,
    );
    let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(3 * 1024 * 1024).collect();
    let photo = file(FileKind::Photo, bytes, at(0));
    let voice = file(FileKind::Voice, vec![0], at(0));
    let mut unit = stage.storage.begin().await?;
    assert_eq!(unit.files_held(&own).await?, FilesHeld::default());
    unit.add_file(&own, &photo).await?;
    unit.add_file(&own, &voice).await?;
    unit.commit().await?;

    let mut unit = stage.storage.read().await?;
    let row = FileRow {
        kind: FileKind::Photo,
        sent: photo.sent,
        attached: false,
    };
    assert_eq!(unit.file(&own, photo.id).await?, Some(row));
    assert_eq!(
        unit.file_bytes(&own, photo.id).await?,
        Some(photo.sealed.clone())
    );
    let kind = unit.file(&own, voice.id).await?.map(|row| row.kind);
    assert_eq!(kind, Some(FileKind::Voice));
    let held = FilesHeld {
        count: 2,
        bytes: 3 * 1024 * 1024 + 1,
    };
    assert_eq!(unit.files_held(&own).await?, held);

    assert_eq!(unit.file(&theirs, photo.id).await?, None);
    assert_eq!(unit.file_bytes(&theirs, photo.id).await?, None);
    assert_eq!(unit.files_held(&theirs).await?, FilesHeld::default());
    drop(unit);
    let mut unit = stage.storage.begin().await?;
    let refused = unit.attach_file(&theirs, photo.id).await;
    assert!(matches!(refused, Err(StorageError::Gone)), "{refused:?}");
    unit.destroy_file(&theirs, photo.id).await?;
    unit.commit().await?;
    let mut unit = stage.storage.read().await?;
    assert!(unit.file(&own, photo.id).await?.is_some());
    Ok(())
}

/// The same id in the same plan, or in another, is taken.
pub async fn an_id_belongs_to_one_file(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (other, plan) = stage.another_plan().await?;
    let photo = file(FileKind::Photo, vec![1], at(0));
    let mut unit = stage.storage.begin().await?;
    unit.add_file(&stage.permit()?, &photo).await?;
    unit.commit().await?;
    for permit in [stage.permit()?, permit(other, plan, Relation::Youth)?] {
        let mut unit = stage.storage.begin().await?;
        let taken = unit.add_file(&permit, &photo).await;
        assert!(
            matches!(&taken, Err(StorageError::Taken { constraint }) if constraint == "file.id"),
            "{taken:?}"
        );
    }
    Ok(())
}

/// What was destroyed is not there any more, and makes room; destroying it twice is once.
pub async fn a_file_that_is_destroyed_is_gone(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let permit = stage.permit()?;
    let photo = file(FileKind::Photo, vec![7; 5000], at(0));
    let mut unit = stage.storage.begin().await?;
    unit.add_file(&permit, &photo).await?;
    unit.attach_file(&permit, photo.id).await?;
    unit.commit().await?;
    for _ in 0..2 {
        let mut unit = stage.storage.begin().await?;
        unit.destroy_file(&permit, photo.id).await?;
        unit.commit().await?;
    }
    let mut unit = stage.storage.begin().await?;
    assert_eq!(unit.file(&permit, photo.id).await?, None);
    assert_eq!(unit.file_bytes(&permit, photo.id).await?, None);
    assert_eq!(unit.files_held(&permit).await?, FilesHeld::default());
    let gone = unit.attach_file(&permit, photo.id).await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    Ok(())
}

/// Old files that nothing names go, so many at a time; what is named and what is new stays.
pub async fn only_what_no_entry_names_is_forgotten(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let permit = stage.permit()?;
    let [oldest, old, named, new] =
        [1, 2, 3, 100].map(|seconds| file(FileKind::Photo, vec![9], at(seconds)));
    let mut unit = stage.storage.begin().await?;
    for file in [&oldest, &old, &named, &new] {
        unit.add_file(&permit, file).await?;
    }
    unit.attach_file(&permit, named.id).await?;
    unit.commit().await?;
    let mut forgotten = Vec::new();
    for _ in 0..3 {
        let mut unit = stage.storage.begin().await?;
        forgotten.push(unit.forget_loose_files(at(100), 1).await?);
        unit.commit().await?;
    }
    assert_eq!(forgotten, [1, 1, 0]);
    let mut unit = stage.storage.read().await?;
    for (file, stays) in [(oldest, false), (old, false), (named, true), (new, true)] {
        let found = unit.file(&permit, file.id).await?;
        assert_eq!(found.is_some(), stays, "{found:?}");
    }
    Ok(())
}

/// A file that came again counts as new; another plan's permit renews nothing.
pub async fn a_file_that_comes_again_is_new(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let (other, others_plan) = stage.another_plan().await?;
    let (own, theirs) = (
        stage.permit()?,
        permit(other, others_plan, Relation::Youth)?,
    );
    let [again, once] = [1, 2].map(|seconds| file(FileKind::Photo, vec![9], at(seconds)));
    let mut unit = stage.storage.begin().await?;
    unit.add_file(&own, &again).await?;
    unit.add_file(&own, &once).await?;
    unit.commit().await?;
    let mut unit = stage.storage.begin().await?;
    unit.renew_file(&own, again.id, at(100)).await?;
    let refused = unit.renew_file(&theirs, once.id, at(100)).await;
    assert!(matches!(refused, Err(StorageError::Gone)), "{refused:?}");
    unit.commit().await?;
    let mut unit = stage.storage.begin().await?;
    assert_eq!(unit.forget_loose_files(at(100), 10).await?, 1);
    unit.commit().await?;
    let mut unit = stage.storage.begin().await?;
    assert!(unit.file(&own, again.id).await?.is_some());
    assert_eq!(unit.file(&own, once.id).await?, None);
    let gone = unit.renew_file(&own, once.id, at(100)).await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    Ok(())
}
