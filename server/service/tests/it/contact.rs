//! How a coach can be reached: for their own youths, and for nobody else.

use contract::{ContactCard, ProblemCode};
use service::ServiceError;

use crate::house::{House, Tested, holds};

#[tokio::test]
async fn a_youth_learns_how_to_reach_the_coach_and_nobody_else_does() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let other = house.coach("b@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let (stranger, elsewhere) = house.youth(&other, "Jip").await?;
    let card = ContactCard::parse("06 12 34 56 78", true, "sanne@example.org")
        .map_err(|problem| format!("{problem:?}"))?;
    let stip = &house.stip;
    let before = stip.plan_view(&youth, plan).await?;
    assert_eq!(before.coaches.len(), 1);
    assert!(before.coaches[0].lead && before.coaches[0].contact.is_empty());

    stip.give_contact_card(&coach, &card).await?;
    let of_youth = stip.plan_view(&youth, plan).await?;
    assert_eq!(of_youth.coaches[0].contact, card);
    let file = house.bytes()?;
    assert!(!holds(&file, b"612345678") && !holds(&file, b"sanne@example.org"));
    assert_eq!(stip.me(&coach, true).await?.contact, Some(card));
    assert_eq!(stip.me(&youth, true).await?.contact, None);
    // On a coach's screen, and on another youth's, it is not there.
    let of_coach = stip.plan_view(&coach, plan).await?;
    assert!(of_coach.coaches[0].contact.is_empty());
    let of_stranger = serde_json::to_string(&stip.plan_view(&stranger, elsewhere).await?)?;
    assert!(!of_stranger.contains("612345678"));

    stip.give_contact_card(&coach, &ContactCard::default())
        .await?;
    let after = stip.plan_view(&youth, plan).await?;
    assert!(after.coaches[0].contact.is_empty());

    let refused = stip
        .give_contact_card(&youth, &ContactCard::default())
        .await;
    assert!(
        matches!(&refused, Err(ServiceError::Problem(problem)) if problem.code == ProblemCode::NotFound),
        "{refused:?}"
    );
    Ok(())
}
