//! Photos and voice notes: who may, what is taken, what is left of it, and when it is gone.

mod gone;
mod taken;

use contract::{Outcome, ProblemCode};
use domain::id::{FileId, PlanId, WinId};
use domain::journal::{Audience, Change, FileKind};
use service::testing::webm_note;
use service::{Actor, Media};

use crate::house::{Answer, House, Tested, prose};
use crate::pictures::{corner, jpeg, noise};

const MARK: &str = "Kanariestraat 5 in Delft";

async fn put(house: &House, who: &Actor, plan: PlanId, sent: &[u8]) -> Result<FileId, ProblemCode> {
    let kind = match sent.starts_with(b"\x1A\x45") || sent.get(4..8) == Some(b"ftyp") {
        true => FileKind::Voice,
        false => FileKind::Photo,
    };
    put_as(house, who, plan, kind, sent).await
}

async fn put_as(
    house: &House,
    who: &Actor,
    plan: PlanId,
    kind: FileKind,
    sent: &[u8],
) -> Result<FileId, ProblemCode> {
    let id = FileId::from_uuid(house.id());
    let put = house.stip.put_file(who, plan, id, kind, sent.to_vec());
    put.await.map(|()| id).map_err(|error| error.code())
}

async fn log_win(house: &House, who: &Actor, plan: PlanId, audience: Audience) -> Answer<WinId> {
    let win = WinId::from_uuid(house.id());
    let change = Change::WinLogged {
        win,
        text: prose("Ik heb gebeld")?,
        feeling: None,
    };
    house.write_for(who, plan, change, audience).await?;
    Ok(win)
}

fn add(file: FileId, win: WinId, media: FileKind) -> Change {
    let seconds = (media == FileKind::Voice).then_some(2);
    Change::FileAdded {
        file,
        win,
        media,
        seconds,
    }
}

async fn see(house: &House, who: &Actor, plan: PlanId, file: FileId) -> Result<Media, ProblemCode> {
    let seen = house.stip.file(who, plan, file).await;
    seen.map(|file| file.media).map_err(|error| error.code())
}

/// Sends what has to be taken.
async fn took(house: &House, who: &Actor, plan: PlanId, sent: &[u8]) -> Answer<FileId> {
    let taken = put(house, who, plan, sent).await;
    taken.map_err(|code| code.as_str().into())
}

#[tokio::test]
async fn who_sees_the_win_sees_its_files() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let stranger = house.coach("b@example.org").await?;
    let (other, others_plan) = house.youth(&stranger, "Bilal").await?;
    let photo = jpeg(&corner())?;
    let note = webm_note(2_000, MARK);
    for (audience, coach_sees) in [
        (Audience::Everyone, true),
        (Audience::Coaches, true),
        (Audience::OnlyMe, false),
    ] {
        let win = log_win(&house, &youth, plan, audience).await?;
        for (sent, kind, media) in [
            (&photo, FileKind::Photo, Media::Jpeg),
            (&note, FileKind::Voice, Media::WebM),
        ] {
            let file = took(&house, &youth, plan, sent).await?;
            // Nobody sees what nothing names yet.
            let unseen = see(&house, &youth, plan, file).await;
            assert_eq!(unseen, Err(ProblemCode::NotFound));
            house.write(&youth, plan, add(file, win, kind)).await?;
            assert_eq!(see(&house, &youth, plan, file).await, Ok(media));
            let expected = match coach_sees {
                true => Ok(media),
                false => Err(ProblemCode::NotFound),
            };
            assert_eq!(see(&house, &coach, plan, file).await, expected);
            for (who, plan) in [(&stranger, plan), (&other, plan), (&other, others_plan)] {
                let hidden = see(&house, who, plan, file).await;
                assert_eq!(hidden, Err(ProblemCode::NotFound));
            }
        }
    }
    for who in [&coach, &stranger, &other] {
        let refused = put(&house, who, plan, &photo).await;
        assert_eq!(refused, Err(ProblemCode::NotFound), "only the youth adds");
        let asked = house.stip.may_put_file(who, plan).await;
        assert_eq!(asked.map_err(|e| e.code()), Err(ProblemCode::NotFound));
    }
    Ok(())
}

#[tokio::test]
async fn sending_twice_is_once_and_an_id_is_one_file() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let (other, others_plan) = house.youth(&coach, "Bilal").await?;
    let (one, two) = (jpeg(&corner())?, jpeg(&noise(20, 20))?);
    let id = FileId::from_uuid(house.id());
    let put = |who, plan, sent: &Vec<u8>| {
        let put = house
            .stip
            .put_file(who, plan, id, FileKind::Photo, sent.clone());
        async move { put.await.map_err(|error| error.code()) }
    };
    assert_eq!(put(&youth, plan, &one).await, Ok(()));
    assert_eq!(put(&youth, plan, &one).await, Ok(()));
    assert_eq!(put(&youth, plan, &two).await, Err(ProblemCode::Unfit));
    let elsewhere = put(&other, others_plan, &one).await;
    assert_eq!(elsewhere, Err(ProblemCode::Unfit), "says nothing of where");

    let again = FileId::from_uuid(house.id());
    let both = [one.clone(), one.clone()].map(|sent| {
        house
            .stip
            .put_file(&youth, plan, again, FileKind::Photo, sent)
    });
    let [first, second] = both;
    let (first, second) = tokio::join!(first, second);
    first?;
    second?;
    Ok(())
}

#[tokio::test]
async fn a_change_that_names_no_file_is_refused() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let win = log_win(&house, &youth, plan, Audience::Everyone).await?;
    let missing = add(FileId::from_uuid(house.id()), win, FileKind::Photo);
    let photo = took(&house, &youth, plan, &jpeg(&corner())?).await?;
    let wrong_kind = add(photo, win, FileKind::Voice);
    for change in [missing, wrong_kind] {
        let entry = house.entry(change, Audience::Everyone);
        let outcomes = house.send(&youth, plan, vec![entry]).await?;
        assert!(
            matches!(
                outcomes.as_slice(),
                [Outcome::Refused {
                    code: ProblemCode::FileMissing,
                    ..
                }]
            ),
            "{outcomes:?}"
        );
    }
    // The words of the same request are kept nevertheless.
    let other = WinId::from_uuid(house.id());
    let logged = Change::WinLogged {
        win: other,
        text: prose("Zonder foto")?,
        feeling: None,
    };
    let late = add(FileId::from_uuid(house.id()), other, FileKind::Photo);
    let both = [logged, late].map(|change| house.entry(change, Audience::Everyone));
    let outcomes = house.send(&youth, plan, both.into()).await?;
    assert!(
        matches!(
            outcomes.as_slice(),
            [Outcome::Recorded { .. }, Outcome::Refused { .. }]
        ),
        "{outcomes:?}"
    );
    Ok(())
}
