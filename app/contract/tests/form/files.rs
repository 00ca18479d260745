//! A form brings files.

use contract::form::{Ask, PlanForm};
use domain::id::FileId;
use domain::journal::{Audience, Change, FileKind};
use uuid::Uuid;

use super::form;

#[test]
fn a_win_brings_its_photo_and_its_voice_note() {
    let (photo, voice) = (Uuid::from_u128(71), Uuid::from_u128(72));
    let mut form = PlanForm {
        text: "Ik heb gebeld".to_owned(),
        photo_file: Some(photo),
        voice_file: Some(voice),
        voice_seconds: "23".to_owned(),
        audience: Some(Audience::OnlyMe),
        ..form(Ask::LogWin)
    };
    let changes = form.to_changes().unwrap();
    let [(first, Change::WinLogged { win, .. }, _), rest @ ..] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    let added = |file, media, seconds| Change::FileAdded {
        file: FileId::from_uuid(file),
        win: *win,
        media,
        seconds,
    };
    let [(second, with_photo, one), (third, with_voice, two)] = rest else {
        panic!("{rest:?}");
    };
    assert_eq!(*with_photo, added(photo, FileKind::Photo, None));
    assert_eq!(*with_voice, added(voice, FileKind::Voice, Some(23)));
    assert_eq!((*one, *two), (Audience::OnlyMe, Audience::OnlyMe));
    assert!(first != second && second != third && first != third);
    assert_ne!(form.photo_id().uuid(), form.change.uuid());

    for wrong in ["61", "-1", "x", "1.5"] {
        form.voice_seconds = wrong.to_owned();
        assert!(form.to_changes().is_err(), "{wrong}");
    }
    form.voice_seconds.clear();
    assert!(form.to_changes().is_ok());
}
