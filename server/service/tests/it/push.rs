//! Messages to phones.

use contract::{
    DeliveryKind, DeliveryState, ProblemCode, ReceiptEvent, ReceiptRequest, SubscriptionKeys,
    SubscriptionRequest,
};
use domain::id::{CheerId, GoalId, NudgeId, PlanId, StepId};
use domain::journal::{Audience, Change};
use jiff::SignedDuration;
use service::Actor;
use storage::Settled;

use crate::house::{Answer, House, Tested, holds, prose};

const LEASE: SignedDuration = SignedDuration::from_secs(60);

fn browser(number: u8) -> SubscriptionRequest {
    SubscriptionRequest {
        endpoint: format!("https://push.example/kanarie-{number}"),
        expiration_time: None,
        keys: SubscriptionKeys {
            p256dh: "p".to_owned(),
            auth: format!("kanarie-auth-{number}"),
        },
    }
}

async fn nudge(house: &House, coach: &Actor, plan: PlanId) -> Answer<NudgeId> {
    let nudge = NudgeId::from_uuid(house.id());
    house
        .write(
            coach,
            plan,
            Change::NudgeSent {
                nudge,
                text: prose("bel me")?,
            },
        )
        .await?;
    Ok(nudge)
}

async fn states(house: &House, coach: &Actor, plan: PlanId) -> Answer<Vec<DeliveryState>> {
    let deliveries = house.stip.deliveries(coach, plan).await?.deliveries;
    Ok(deliveries
        .into_iter()
        .map(|delivery| delivery.state)
        .collect())
}

#[tokio::test]
async fn a_nudge_goes_from_queued_to_opened() -> Tested {
    use base64::Engine as _;
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    house.stip.subscribe(&youth, &browser(1)).await?;
    let subject = nudge(&house, &coach, plan).await?;
    assert_eq!(states(&house, &coach, plan).await?, [DeliveryState::Queued]);
    let messages = house.stip.lease_messages(10, LEASE).await?;
    let [message] = messages.as_slice() else {
        return Err(format!("{messages:?}").into());
    };
    assert_eq!(
        (message.subject, message.endpoint.as_str()),
        (subject.uuid(), "https://push.example/kanarie-1")
    );
    assert!(
        house.stip.lease_messages(10, LEASE).await?.is_empty(),
        "it is held"
    );
    assert!(
        house
            .stip
            .settle(message.effect, message.lease, &Settled::Sent, None)
            .await?
    );
    assert_eq!(states(&house, &coach, plan).await?, [DeliveryState::Sent]);
    let receipt = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(message.receipt);
    for (event, state) in [
        (ReceiptEvent::Shown, DeliveryState::Shown),
        (ReceiptEvent::Opened, DeliveryState::Opened),
        (ReceiptEvent::Shown, DeliveryState::Opened),
    ] {
        house
            .stip
            .receipt(&ReceiptRequest {
                receipt: receipt.clone(),
                event,
            })
            .await?;
        assert_eq!(states(&house, &coach, plan).await?, [state]);
    }
    for unknown in ["", "AAAAAAAAAAAAAAAAAAAAAA", "!", &"A".repeat(100_000)] {
        let receipt = unknown.to_owned();
        house
            .stip
            .receipt(&ReceiptRequest {
                receipt,
                event: ReceiptEvent::Opened,
            })
            .await?;
    }
    let bytes = house.bytes()?;
    for canary in ["kanarie-1", "kanarie-auth", "bel me", &receipt] {
        assert!(!holds(&bytes, canary.as_bytes()), "{canary}");
    }
    Ok(())
}

#[tokio::test]
async fn without_a_phone_the_coach_is_told_so() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    nudge(&house, &coach, plan).await?;
    assert!(house.stip.lease_messages(10, LEASE).await?.is_empty());
    assert_eq!(
        states(&house, &coach, plan).await?,
        [DeliveryState::NoPhone]
    );
    house.stip.subscribe(&youth, &browser(1)).await?;
    house.stip.log_out(youth.session).await?;
    nudge(&house, &coach, plan).await?;
    assert!(
        house.stip.lease_messages(10, LEASE).await?.is_empty(),
        "it died with its session"
    );
    Ok(())
}

#[tokio::test]
async fn a_session_has_one_address_and_an_address_one_session() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (noor, first) = house.youth(&coach, "Noor").await?;
    let (bram, second) = house.youth(&coach, "Bram").await?;
    for request in [browser(1), browser(2), browser(2)] {
        house.stip.subscribe(&noor, &request).await?;
    }
    nudge(&house, &coach, first).await?;
    // Waiting messages keep their address when the phone confirms it.
    house.stip.subscribe(&noor, &browser(2)).await?;
    let to: Vec<_> = house
        .stip
        .lease_messages(9, LEASE)
        .await?
        .into_iter()
        .map(|m| m.endpoint)
        .collect();
    assert_eq!(to, ["https://push.example/kanarie-2"]);

    house.stip.subscribe(&bram, &browser(2)).await?;
    nudge(&house, &coach, first).await?;
    nudge(&house, &coach, second).await?;
    let to = house.stip.lease_messages(9, LEASE).await?;
    assert_eq!(to.len(), 1, "the phone is Bram's now; Noor has none");
    let bad = SubscriptionRequest {
        endpoint: "https://10.0.0.1/x".to_owned(),
        ..browser(3)
    };
    let refused = house
        .stip
        .subscribe(&noor, &bad)
        .await
        .err()
        .map(|e| e.code());
    assert_eq!(refused, Some(ProblemCode::Invalid));
    house.stip.unsubscribe(&bram, &browser(2).endpoint).await?;
    nudge(&house, &coach, second).await?;
    assert!(house.stip.lease_messages(9, LEASE).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_goal_with_its_steps_is_one_message_and_a_youths_own_is_none() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    house.stip.subscribe(&youth, &browser(1)).await?;
    let proposal = |who: u8| -> Answer<Vec<domain::journal::NewEntry>> {
        let goal = GoalId::from_uuid(house.id());
        let step = || StepId::from_uuid(house.id());
        let title = || prose(&format!("doel {who}"));
        Ok([
            Change::GoalAdded {
                goal,
                title: title()?,
                domain: None,
            },
            Change::StepAdded {
                step: step(),
                goal,
                title: title()?,
            },
            Change::StepAdded {
                step: step(),
                goal,
                title: title()?,
            },
        ]
        .map(|change| house.entry(change, Audience::Everyone))
        .into())
    };
    house.send(&youth, plan, proposal(1)?).await?;
    assert!(house.stip.lease_messages(9, LEASE).await?.is_empty());
    let changes = proposal(2)?;
    house.send(&coach, plan, changes.clone()).await?;
    house.send(&coach, plan, changes).await?;
    house.clock.advance(SignedDuration::from_secs(1));
    let cheer = CheerId::from_uuid(house.id());
    house
        .write(
            &coach,
            plan,
            Change::CheerGiven {
                cheer,
                text: prose("top")?,
                win: None,
            },
        )
        .await?;
    assert_eq!(house.stip.lease_messages(9, LEASE).await?.len(), 2);
    let kinds: Vec<_> = house
        .stip
        .deliveries(&youth, plan)
        .await?
        .deliveries
        .into_iter()
        .map(|d| d.kind)
        .collect();
    assert_eq!(
        kinds,
        [DeliveryKind::Cheer, DeliveryKind::Proposal],
        "newest first"
    );
    Ok(())
}

#[tokio::test]
async fn a_message_of_yesterday_is_not_sent() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    house.stip.subscribe(&youth, &browser(1)).await?;
    nudge(&house, &coach, plan).await?;
    assert!(house.stip.next_due().await?.is_some());
    house.clock.advance(SignedDuration::from_hours(24));
    assert!(house.stip.lease_messages(9, LEASE).await?.is_empty());
    assert_eq!(states(&house, &coach, plan).await?, [DeliveryState::Failed]);
    Ok(())
}
