//! Organisations and people.

use std::sync::Arc;

use domain::policy::Membership;
use jiff::{SignedDuration, Timestamp};

use super::stage::{Stage, at, hash, organisation, person_id, sealed, somebody};
use super::{Outcome, there};
use crate::{PersonKind, Storage, StorageError};

/// Names keep every script; moments keep microseconds, and what is finer is cut off.
pub async fn an_organisation_comes_back_to_the_microsecond(storage: Arc<dyn Storage>) -> Outcome {
    let nearly = at(0) + SignedDuration::from_nanos(999);
    let house = organisation("Zorg & Zó 🌷 مركز الشباب \u{202e}x", nearly);
    let mut unit = storage.begin().await?;
    unit.add_organisation(&house).await?;
    unit.commit().await?;
    let mut unit = storage.read().await?;
    let found = there(unit.organisation(house.id).await?)?;
    assert_eq!(found.name, house.name);
    assert_eq!(found.created_at, at(0));
    for moment in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX] {
        let house = organisation("Altijd", moment);
        let mut unit = storage.begin().await?;
        unit.add_organisation(&house).await?;
        let found = there(unit.organisation(house.id).await?)?;
        assert_eq!(found.created_at.as_microsecond(), moment.as_microsecond());
    }
    let unknown = organisation("Ander", at(0)).id;
    assert_eq!(unit.organisation(unknown).await?, None);
    Ok(())
}

/// Oldest first, as many as asked.
pub async fn organisations_come_oldest_first(storage: Arc<dyn Storage>) -> Outcome {
    let (third, first, second) = (
        organisation("C", at(3)),
        organisation("A", at(1)),
        organisation("B", at(2)),
    );
    let mut unit = storage.begin().await?;
    for house in [&third, &first, &second] {
        unit.add_organisation(house).await?;
    }
    assert_eq!(
        unit.organisations(2).await?,
        [first.clone(), second.clone()]
    );
    assert_eq!(unit.organisations(u32::MAX).await?, [first, second, third]);
    assert_eq!(unit.organisations(0).await?, []);
    Ok(())
}

/// Every field comes back; a look-up of nobody is `None`.
pub async fn a_person_comes_back_as_added(storage: Arc<dyn Storage>) -> Outcome {
    let house = organisation("Huis", at(0));
    let mut coach = somebody(PersonKind::Coach, Some(house.id));
    coach.password = Some("$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA".to_owned());
    coach.membership = Membership::Invited;
    let mut parent = somebody(PersonKind::Parent, None);
    parent.email = None;
    let mut unit = storage.begin().await?;
    unit.add_organisation(&house).await?;
    unit.add_person(&coach).await?;
    unit.add_person(&parent).await?;
    unit.commit().await?;

    let mut unit = storage.read().await?;
    assert_eq!(unit.count_people().await?, 2);
    let found = there(unit.person(coach.id).await?)?;
    assert_eq!(found.id, coach.id);
    assert_eq!(found.organisation, Some(house.id));
    assert_eq!(found.kind, PersonKind::Coach);
    assert_eq!(found.name, sealed("naam"));
    assert_eq!(found.password, coach.password);
    assert_eq!(found.membership, Membership::Invited);
    let found = there(unit.person_by_email(there(coach.email)?).await?)?;
    assert_eq!(found.id, coach.id);
    let found = there(unit.person(parent.id).await?)?;
    assert_eq!((found.organisation, found.password), (None, None));
    assert!(unit.person(person_id()).await?.is_none());
    assert!(unit.person_by_email(hash()).await?.is_none());
    Ok(())
}

/// Two people never share an address; any number may have none.
pub async fn an_address_belongs_to_one_person(storage: Arc<dyn Storage>) -> Outcome {
    let first = somebody(PersonKind::Parent, None);
    let mut second = somebody(PersonKind::Youth, None);
    second.email = first.email;
    let mut unit = storage.begin().await?;
    unit.add_person(&first).await?;
    let taken = unit.add_person(&second).await;
    assert!(
        matches!(&taken, Err(StorageError::Taken { constraint }) if constraint == "person.email"),
        "{taken:?}"
    );
    drop(unit);
    let mut unit = storage.begin().await?;
    for mut person in [first, second] {
        person.email = None;
        unit.add_person(&person).await?;
    }
    unit.commit().await
}

/// Membership and password change for who exists; for others the row is gone.
pub async fn changes_to_nobody_are_gone(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let mut unit = stage.storage.begin().await?;
    for membership in Membership::ALL {
        unit.set_membership(stage.coach, membership).await?;
        assert_eq!(
            there(unit.person(stage.coach).await?)?.membership,
            membership
        );
    }
    unit.set_password(stage.coach, "nieuw").await?;
    let password = there(unit.person(stage.coach).await?)?.password;
    assert_eq!(password.as_deref(), Some("nieuw"));
    let gone = unit.set_membership(person_id(), Membership::Active).await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    let gone = unit.set_password(person_id(), "x").await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    unit.commit().await
}

/// A way to be reached is given, changed and taken back; nobody has one at first.
pub async fn a_contact_card_is_given_and_taken_back(storage: Arc<dyn Storage>) -> Outcome {
    let stage = Stage::set(storage).await?;
    let mut unit = stage.storage.begin().await?;
    assert_eq!(unit.contact_card(stage.coach).await?, None);
    for card in ["06", "ander nummer"] {
        let card = sealed(card);
        unit.set_contact_card(stage.coach, Some(&card)).await?;
        assert_eq!(unit.contact_card(stage.coach).await?, Some(card));
    }
    unit.set_contact_card(stage.coach, None).await?;
    assert_eq!(unit.contact_card(stage.coach).await?, None);
    assert_eq!(unit.contact_card(person_id()).await?, None);
    let gone = unit.set_contact_card(person_id(), None).await;
    assert!(matches!(gone, Err(StorageError::Gone)), "{gone:?}");
    unit.commit().await
}

/// Staff of this organisation only, oldest first.
pub async fn coaches_are_those_of_the_organisation(storage: Arc<dyn Storage>) -> Outcome {
    let (here, elsewhere) = (organisation("Hier", at(0)), organisation("Daar", at(0)));
    let mut late = somebody(PersonKind::Coach, Some(here.id));
    late.created_at = at(9);
    let early = somebody(PersonKind::Coach, Some(here.id));
    let mut unit = storage.begin().await?;
    unit.add_organisation(&here).await?;
    unit.add_organisation(&elsewhere).await?;
    for person in [
        &late,
        &early,
        &somebody(PersonKind::Coach, Some(elsewhere.id)),
        &somebody(PersonKind::Coach, None),
        &somebody(PersonKind::Parent, Some(here.id)),
    ] {
        unit.add_person(person).await?;
    }
    let coaches = unit.coaches(here.id).await?;
    let ids: Vec<_> = coaches.iter().map(|coach| coach.id).collect();
    assert_eq!(ids, [early.id, late.id]);
    Ok(())
}
