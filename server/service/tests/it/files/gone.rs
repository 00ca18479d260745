//! When a file is gone, and that it is.

use contract::{Outcome, ProblemCode};
use domain::id::{FileId, PlanId};
use domain::journal::{Audience, Change, FileKind};
use domain::policy::enter;
use jiff::SignedDuration;
use service::{Actor, Clock as _, ServiceError};
use storage::{KeyedHash, NewFile, Sealed, Storage as _};

use super::{add, log_win, put, see, took};
use crate::house::{Answer, House, Tested, holds};
use crate::pictures::{corner, jpeg, noise};

#[tokio::test]
async fn what_is_taken_away_is_gone_from_the_disk_and_leaves_a_stub() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let win = log_win(&house, &youth, plan, Audience::Everyone).await?;
    let sent = jpeg(&noise(60, 60))?;
    let file = took(&house, &youth, plan, &sent).await?;
    house
        .write(&youth, plan, add(file, win, FileKind::Photo))
        .await?;
    let plain = house.stip.file(&youth, plan, file).await?.bytes;
    let sealed = sealed(&house, &youth, plan, file).await?;
    let part = |bytes: &[u8]| bytes.get(100..160).map(<[u8]>::to_vec).ok_or("bytes");
    let disk = house.bytes()?;
    assert!(holds(&disk, &part(&sealed)?), "the search works");
    assert!(!holds(&disk, &part(&plain)?) && !holds(&disk, &part(&sent)?));

    let by_coach = house.entry(Change::FileRemoved { file, win }, Audience::Everyone);
    let refused = house.send(&coach, plan, vec![by_coach]).await?;
    assert!(matches!(refused.as_slice(), [Outcome::Refused { .. }]));
    assert!(see(&house, &youth, plan, file).await.is_ok());

    house
        .write(&youth, plan, Change::FileRemoved { file, win })
        .await?;
    for who in [&youth, &coach] {
        assert_eq!(
            see(&house, who, plan, file).await,
            Err(ProblemCode::NotFound)
        );
        let view = house.stip.plan_view(who, plan).await?;
        assert!(view.plan.file(file).is_some_and(|stub| stub.removed));
    }
    assert!(!holds(&house.bytes()?, &part(&sealed)?));
    Ok(())
}

async fn sealed(house: &House, who: &Actor, plan: PlanId, file: FileId) -> Answer<Vec<u8>> {
    let mut unit = house.storage.read().await?;
    let now = house.clock.now();
    let facts = unit.facts(who.person, plan, now).await?.ok_or("facts")?;
    let bytes = unit.file_bytes(&enter(facts, now)?, file).await?;
    Ok(bytes.ok_or("bytes")?.0)
}

#[tokio::test]
async fn what_nothing_names_is_forgotten_after_a_day() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let win = log_win(&house, &youth, plan, Audience::Everyone).await?;
    let photo = jpeg(&corner())?;
    let loose = took(&house, &youth, plan, &photo).await?;
    let named = took(&house, &youth, plan, &photo).await?;
    house
        .write(&youth, plan, add(named, win, FileKind::Photo))
        .await?;
    house.clock.advance(SignedDuration::from_hours(23));
    assert_eq!(house.stip.forget_loose_files().await?, 0);
    house.clock.advance(SignedDuration::from_hours(2));
    assert_eq!(house.stip.forget_loose_files().await?, 1);
    assert!(see(&house, &youth, plan, named).await.is_ok());
    let late = house.entry(add(loose, win, FileKind::Photo), Audience::Everyone);
    let outcomes = house.send(&youth, plan, vec![late]).await?;
    assert!(matches!(outcomes.as_slice(), [Outcome::Refused { .. }]));
    // The phone still has it, and sends it once more.
    let put = house
        .stip
        .put_file(&youth, plan, loose, FileKind::Photo, photo);
    put.await?;
    house
        .write(&youth, plan, add(loose, win, FileKind::Photo))
        .await?;
    Ok(())
}

#[tokio::test]
async fn what_a_phone_sends_again_waits_another_day() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let win = log_win(&house, &youth, plan, Audience::Everyone).await?;
    let photo = jpeg(&corner())?;
    let file = took(&house, &youth, plan, &photo).await?;
    house.clock.advance(SignedDuration::from_hours(23));
    let put = house
        .stip
        .put_file(&youth, plan, file, FileKind::Photo, photo);
    put.await?;
    house.clock.advance(SignedDuration::from_hours(23));
    assert_eq!(house.stip.forget_loose_files().await?, 0);
    house
        .write(&youth, plan, add(file, win, FileKind::Photo))
        .await?;
    assert!(see(&house, &youth, plan, file).await.is_ok());
    Ok(())
}

#[tokio::test]
async fn a_plan_holds_so_much_and_no_more() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    fill(&house, &youth, plan).await?;
    let full = put(&house, &youth, plan, &jpeg(&corner())?).await;
    assert_eq!(full, Err(ProblemCode::FilesFull));
    let (other, others_plan) = house.youth(&coach, "Bilal").await?;
    assert!(
        put(&house, &other, others_plan, &jpeg(&corner())?)
            .await
            .is_ok()
    );
    Ok(())
}

/// Two hundred megabytes, past the use case.
async fn fill(house: &House, who: &Actor, plan: PlanId) -> Result<(), Box<dyn std::error::Error>> {
    let now = house.clock.now();
    let mut unit = house.storage.begin().await?;
    let facts = unit.facts(who.person, plan, now).await?.ok_or("facts")?;
    let permit = enter(facts, now)?;
    for _ in 0..20 {
        let file = NewFile {
            id: FileId::from_uuid(house.id()),
            kind: FileKind::Photo,
            sent: KeyedHash([0; 32]),
            sealed: Sealed(vec![0; FileKind::MAX_BYTES]),
            created_at: now,
        };
        unit.add_file(&permit, &file).await?;
    }
    unit.commit().await?;
    Ok(())
}

#[tokio::test]
async fn a_file_that_was_swapped_does_not_open() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let win = log_win(&house, &youth, plan, Audience::Everyone).await?;
    let mut files = Vec::new();
    for _ in 0..2 {
        let file = took(&house, &youth, plan, &jpeg(&corner())?).await?;
        house
            .write(&youth, plan, add(file, win, FileKind::Photo))
            .await?;
        files.push(file);
    }
    let [one, two] = [files[0], files[1]];
    let theirs = sealed(&house, &youth, plan, two).await?;
    swap(&house, &youth, plan, one, theirs).await?;
    let broken = house.stip.file(&youth, plan, one).await;
    assert!(matches!(broken, Err(ServiceError::Seal(_))), "{broken:?}");
    Ok(())
}

async fn swap(
    house: &House,
    who: &Actor,
    plan: PlanId,
    file: FileId,
    sealed: Vec<u8>,
) -> Result<(), Box<dyn std::error::Error>> {
    let now = house.clock.now();
    let mut unit = house.storage.begin().await?;
    let facts = unit.facts(who.person, plan, now).await?.ok_or("facts")?;
    let permit = enter(facts, now)?;
    unit.destroy_file(&permit, file).await?;
    let file = NewFile {
        id: file,
        kind: FileKind::Photo,
        sent: KeyedHash([0; 32]),
        sealed: Sealed(sealed),
        created_at: now,
    };
    unit.add_file(&permit, &file).await?;
    unit.commit().await?;
    Ok(())
}
