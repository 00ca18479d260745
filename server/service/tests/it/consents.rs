//! Somebody reads along: what they see is what the youth granted, as long as the youth wants.

use std::collections::BTreeSet;

use contract::{ConsentRequest, IssuedInvitation, ProblemCode, Terms};
use domain::id::{ConsentId, GoalId, NoteId, PlanId, WinId};
use domain::journal::{Audience, Change, Part, Seq};
use domain::policy::{Relation, Span};
use jiff::SignedDuration;
use service::{Actor, ServiceError};
use storage::Storage as _;

use crate::house::{Answer, House, Tested, holds, network, prose};

fn terms(parts: &[Part]) -> Terms {
    Terms {
        parts: parts.iter().copied().collect(),
        span: Span::Month,
    }
}

async fn offered(
    house: &House,
    youth: &Actor,
    plan: PlanId,
    name: &str,
    parts: &[Part],
) -> Answer<IssuedInvitation> {
    let request = ConsentRequest {
        name: name.to_owned(),
        terms: terms(parts),
    };
    Ok(house.stip.offer_consent(youth, plan, &request).await?)
}

async fn taken(house: &House, offer: &IssuedInvitation, before: Option<&Actor>) -> Answer<Actor> {
    let tokens = house.stip.redeem(&offer.code, &network(7), before).await?;
    Ok(house.stip.actor(&tokens.access).await?)
}

fn win(house: &House, text: &str) -> Answer<Change> {
    Ok(Change::WinLogged {
        win: WinId::from_uuid(house.id()),
        text: prose(text)?,
        feeling: None,
    })
}

fn code<T>(result: Result<T, ServiceError>) -> Option<ProblemCode> {
    result.err().map(|error| error.code())
}

const GONE: Option<ProblemCode> = Some(ProblemCode::NotFound);
const WRONG: Option<ProblemCode> = Some(ProblemCode::WrongCode);

/// The only consent that stands.
async fn standing(house: &House, youth: &Actor, plan: PlanId) -> Answer<ConsentId> {
    let consents = house.stip.consents(youth, plan).await?;
    match consents.lines.as_slice() {
        [line] => Ok(line.id),
        other => Err(format!("{other:?}").into()),
    }
}

#[tokio::test]
async fn who_reads_along_sees_what_the_youth_saw_beforehand_and_nothing_else() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let note = Change::NoteWritten {
        note: NoteId::from_uuid(house.id()),
        text: prose("kanarie-notitie")?,
    };
    house.write(&youth, plan, note).await?;
    let stip = Change::HorizonSet {
        stip: prose("kanarie-stip")?,
        why: None,
    };
    house.write(&youth, plan, stip).await?;
    house.write(&youth, plan, win(&house, "te zien")?).await?;
    let secret = win(&house, "kanarie-coach")?;
    house
        .write_for(&youth, plan, secret, Audience::Coaches)
        .await?;
    let idea = Change::GoalAdded {
        goal: GoalId::from_uuid(house.id()),
        title: prose("kanarie-idee")?,
        domain: None,
    };
    house.write(&coach, plan, idea).await?;

    let chosen = terms(&[Part::Wins, Part::Goals]);
    let preview = house.stip.preview_consent(&youth, plan, &chosen).await?;
    let offer = offered(&house, &youth, plan, "mama", &[Part::Wins, Part::Goals]).await?;
    assert_eq!(offer.name, "mama");
    let mother = taken(&house, &offer, None).await?;
    let shown = house.stip.shared_plan(&mother, plan).await?;
    assert_eq!(shown, preview);
    assert_eq!((shown.youth.as_str(), shown.parts.len()), ("Noor", 2));
    let words: Vec<_> = shown.shared.wins.iter().map(|win| &win.text).collect();
    assert_eq!(words, ["te zien"]);
    assert!(!serde_json::to_string(&shown)?.contains("kanarie"));

    // What comes later is shown as far as it was granted.
    house
        .write(&youth, plan, win(&house, "ook te zien")?)
        .await?;
    let mine = win(&house, "kanarie-dagboek")?;
    house
        .write_for(&youth, plan, mine, Audience::OnlyMe)
        .await?;
    let shown = house.stip.shared_plan(&mother, plan).await?;
    assert_eq!(shown.shared.wins.len(), 2);
    assert!(!serde_json::to_string(&shown)?.contains("kanarie"));

    // Neither the journal nor anything else of the plan is there for her.
    let stip = &house.stip;
    assert_eq!(code(stip.plan_view(&mother, plan).await), GONE);
    assert_eq!(code(stip.entries(&mother, plan, Seq::START).await), GONE);
    assert_eq!(code(stip.deliveries(&mother, plan).await), GONE);
    assert_eq!(code(stip.consents(&mother, plan).await), GONE);
    assert_eq!(code(stip.caseload(&mother).await), GONE);
    let entry = house.entry(win(&house, "nee")?, Audience::Everyone);
    assert!(house.send(&mother, plan, vec![entry]).await.is_err());
    let around = house.stip.plan_view(&coach, plan).await?.people;
    assert_eq!(around.len(), 2, "a coach learns no reader's name");
    Ok(())
}

#[tokio::test]
async fn the_youth_sees_who_looked_and_the_log_names_the_consent() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    house.write(&youth, plan, win(&house, "gelukt")?).await?;
    let offer = offered(&house, &youth, plan, "kanarie-mama", &[Part::Wins]).await?;
    let open = house.stip.consents(&youth, plan).await?;
    assert_eq!((open.lines.len(), open.offers.len()), (0, 1));
    assert_eq!(open.offers[0].name, "kanarie-mama");

    let mother = taken(&house, &offer, None).await?;
    let before = house.stip.consents(&youth, plan).await?;
    assert_eq!((before.lines.len(), before.offers.len()), (1, 0));
    let line = &before.lines[0];
    assert_eq!((line.name.as_str(), line.looked_at), ("kanarie-mama", None));
    assert_eq!(line.parts, BTreeSet::from([Part::Wins]));
    assert_eq!(line.id, open.offers[0].id);

    house.clock.advance(SignedDuration::from_hours(2));
    let looked = house.stip.shared_plan(&mother, plan).await?.now;
    house.clock.advance(SignedDuration::from_mins(5));
    house.stip.shared_plan(&mother, plan).await?;
    let after = house.stip.consents(&youth, plan).await?;
    assert_eq!(after.lines[0].looked_at, Some(looked));
    let mut unit = house.storage.read().await?;
    let looks = unit.looks_by(line.id, 9).await?;
    assert_eq!(looks.len(), 1, "a second look soon after is the same");
    assert_eq!(
        (looks[0].person, looks[0].relation),
        (mother.person, Relation::Parent)
    );
    drop(unit);
    assert!(!holds(&house.bytes()?, b"kanarie"), "names are sealed");
    Ok(())
}

#[tokio::test]
async fn stopping_works_at_the_next_request() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    house.write(&youth, plan, win(&house, "gelukt")?).await?;
    let offer = offered(&house, &youth, plan, "mama", &[Part::Wins]).await?;
    let mother = taken(&house, &offer, None).await?;
    let stip = &house.stip;
    assert_eq!(stip.shared_plans(&mother).await?.plans.len(), 1);
    assert_eq!(stip.watched(&mother).await?, [plan]);
    assert_eq!(stip.visible_cursor(&mother, plan).await?, Some(Seq(1)));

    let consent = standing(&house, &youth, plan).await?;
    for _ in 0..2 {
        stip.withdraw_consent(&youth, plan, consent).await?;
        assert_eq!(code(stip.shared_plan(&mother, plan).await), GONE);
        assert!(stip.shared_plans(&mother).await?.plans.is_empty());
        assert!(stip.watched(&mother).await?.is_empty());
        assert_eq!(stip.visible_cursor(&mother, plan).await?, None);
        assert!(stip.consents(&youth, plan).await?.lines.is_empty());
    }
    let never = ConsentId::from_uuid(house.id());
    assert_eq!(code(stip.withdraw_consent(&youth, plan, never).await), GONE);

    // Given anew to the same phone: the same person, and only what was said last.
    let wins = offered(&house, &youth, plan, "mama", &[Part::Wins]).await?;
    let again = taken(&house, &wins, Some(&mother)).await?;
    let goals = offered(&house, &youth, plan, "mama", &[Part::Goals]).await?;
    let last = taken(&house, &goals, Some(&again)).await?;
    assert_eq!((again.person, last.person), (mother.person, mother.person));
    let shown = stip.shared_plan(&last, plan).await?;
    assert_eq!(shown.parts, BTreeSet::from([Part::Goals]));
    assert!(shown.shared.wins.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_consent_ends_by_itself_to_the_second() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    house.write(&youth, plan, win(&house, "gelukt")?).await?;
    let offer = offered(&house, &youth, plan, "mama", &[Part::Wins]).await?;
    house.clock.advance(SignedDuration::from_hours(23));
    let mother = taken(&house, &offer, None).await?;
    // Thirty days from the yes on, not from the moment when it was taken.
    let rest = SignedDuration::from_hours(30 * 24 - 23) - SignedDuration::from_secs(1);
    house.clock.advance(rest);
    assert!(house.stip.shared_plan(&mother, plan).await.is_ok());
    house.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(code(house.stip.shared_plan(&mother, plan).await), GONE);
    assert!(house.stip.shared_plans(&mother).await?.plans.is_empty());
    assert!(house.stip.consents(&youth, plan).await?.lines.is_empty());
    Ok(())
}

#[tokio::test]
async fn an_offer_is_taken_once_and_not_by_the_youth_or_a_coach() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let offer = offered(&house, &youth, plan, "mama", &[Part::Wins]).await?;
    let stip = &house.stip;
    let tried = stip.redeem(&offer.code, &network(3), Some(&youth)).await;
    assert_eq!(code(tried), Some(ProblemCode::YouthSession));
    assert!(stip.still(&youth).await.is_ok(), "the youth stays inside");
    let tried = stip.redeem(&offer.code, &network(3), Some(&coach)).await;
    assert_eq!(code(tried), Some(ProblemCode::StaffSession));
    taken(&house, &offer, None).await?;
    let tried = stip.redeem(&offer.code, &network(3), None).await;
    assert_eq!(code(tried), WRONG, "used");

    // The words differ; the youth stops it before anybody took it; it is too old.
    let burned = offered(&house, &youth, plan, "mama", &[Part::Wins]).await?;
    stip.mismatch(&burned.code, &network(3)).await?;
    let stopped = offered(&house, &youth, plan, "papa", &[Part::Wins]).await?;
    let open = stip.consents(&youth, plan).await?.offers;
    assert_eq!(open.len(), 1);
    stip.withdraw_consent(&youth, plan, open[0].id).await?;
    let old = offered(&house, &youth, plan, "opa", &[Part::Wins]).await?;
    house.clock.advance(SignedDuration::from_hours(24));
    for offer in [burned, stopped, old] {
        let tried = stip.redeem(&offer.code, &network(4), None).await;
        assert_eq!(code(tried), WRONG, "{}", offer.name);
    }
    assert!(stip.consents(&youth, plan).await?.offers.is_empty());
    Ok(())
}

#[tokio::test]
async fn only_the_youth_offers_looks_and_stops() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let (other, _) = house.youth(&coach, "Bram").await?;
    let offer = offered(&house, &youth, plan, "mama", &[Part::Wins]).await?;
    let mother = taken(&house, &offer, None).await?;
    let consent = standing(&house, &youth, plan).await?;
    let stip = &house.stip;
    let request = |parts: &[Part], name: &str| ConsentRequest {
        name: name.to_owned(),
        terms: terms(parts),
    };
    let wins = request(&[Part::Wins], "mama");
    for who in [&coach, &other, &mother] {
        assert_eq!(code(stip.offer_consent(who, plan, &wins).await), GONE);
        assert_eq!(
            code(stip.preview_consent(who, plan, &wins.terms).await),
            GONE
        );
        assert_eq!(code(stip.consents(who, plan).await), GONE);
        assert_eq!(code(stip.withdraw_consent(who, plan, consent).await), GONE);
    }
    for who in [&coach, &other, &youth] {
        assert_eq!(code(stip.shared_plan(who, plan).await), GONE);
        assert_eq!(code(stip.shared_plans(who).await), GONE);
    }
    assert!(stip.shared_plan(&mother, plan).await.is_ok());

    let invalid = Some(ProblemCode::Invalid);
    for wrong in [request(&[], "mama"), request(&[Part::Wins], "  ")] {
        assert_eq!(
            code(stip.offer_consent(&youth, plan, &wrong).await),
            invalid
        );
    }
    for never in [Part::Notes, Part::CheckIns, Part::Nudges, Part::Unknown] {
        let asked = request(&[Part::Wins, never], "mama");
        assert_eq!(code(stip.offer_consent(&youth, plan, &asked).await), GONE);
        assert_eq!(
            code(stip.preview_consent(&youth, plan, &asked.terms).await),
            GONE
        );
    }
    Ok(())
}

#[tokio::test]
async fn one_person_reads_along_with_two_youths() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (noor, first) = house.youth(&coach, "Noor").await?;
    let (bram, second) = house.youth(&coach, "Bram").await?;
    let offer = offered(&house, &noor, first, "mama", &[Part::Wins]).await?;
    let mother = taken(&house, &offer, None).await?;
    house.clock.advance(SignedDuration::from_secs(1));
    let offer = offered(&house, &bram, second, "mam", &[Part::Goals]).await?;
    let mother = taken(&house, &offer, Some(&mother)).await?;
    let plans = house.stip.shared_plans(&mother).await?.plans;
    let names: Vec<_> = plans.iter().map(|line| line.youth.as_str()).collect();
    assert_eq!(names, ["Noor", "Bram"]);
    let consent = standing(&house, &noor, first).await?;
    house.stip.withdraw_consent(&noor, first, consent).await?;
    assert_eq!(code(house.stip.shared_plan(&mother, first).await), GONE);
    assert!(house.stip.shared_plan(&mother, second).await.is_ok());
    Ok(())
}
