//! Pairing a phone.

use std::sync::Arc;

use contract::{InvitationCard, InvitationRequest, IssuedInvitation, ProblemCode};
use jiff::SignedDuration;
use service::{Actor, ServiceError};

use crate::house::{Answer, House, Tested, holds, network};

async fn invited(house: &House) -> Answer<(Actor, IssuedInvitation)> {
    let coach = house.coach("a@example.org").await?;
    let request = InvitationRequest::NewYouth {
        name: "Noor".to_owned(),
    };
    let invitation = house.stip.invite(&coach, &request).await?;
    Ok((coach, invitation))
}

fn secret(invitation: &IssuedInvitation) -> &str {
    invitation.link.rsplit('/').next().unwrap_or_default()
}

fn code<T>(result: Result<T, ServiceError>) -> Option<ProblemCode> {
    result.err().map(|error| error.code())
}

#[tokio::test]
async fn both_ways_in_show_the_same_card_and_looking_changes_nothing() -> Tested {
    let house = House::new().await?;
    let (_, invitation) = invited(&house).await?;
    for way in [
        secret(&invitation),
        &invitation.code,
        &invitation.code.to_lowercase(),
    ] {
        for _ in 0..20 {
            let card = house.stip.look_up_invitation(way, &network(2)).await?;
            let expected = InvitationCard::Phone {
                coach: "Samira".to_owned(),
                organisation: "De Brug".to_owned(),
                youth: "Noor".to_owned(),
                words: invitation.words.clone(),
            };
            assert_eq!(card, expected);
        }
    }
    let side = usize::from(invitation.qr_side);
    assert_eq!(invitation.qr_modules.len(), side * side);
    assert_eq!(&invitation.qr_modules[..7], "1111111", "the finder pattern");
    let bytes = house.bytes()?;
    for text in [
        secret(&invitation),
        &invitation.code,
        &invitation.code.replace('-', ""),
    ] {
        assert!(
            !holds(&bytes, text.as_bytes()),
            "the database holds no code"
        );
    }
    let tokens = house
        .stip
        .redeem(secret(&invitation), &network(2), None)
        .await?;
    let me = house
        .stip
        .me(&house.stip.actor(&tokens.access).await?, false)
        .await?;
    assert_eq!((me.name.as_str(), me.plan), ("Noor", Some(invitation.plan)));
    Ok(())
}

#[tokio::test]
async fn of_fifty_at_once_one_gets_in() -> Tested {
    let house = House::new().await?;
    let (_, invitation) = invited(&house).await?;
    let tries = (0..50u8).map(|number| {
        let (stip, code) = (Arc::clone(&house.stip), invitation.code.clone());
        tokio::spawn(async move { stip.redeem(&code, &network(number), None).await })
    });
    let mut inside = Vec::new();
    for tried in tries.collect::<Vec<_>>() {
        match tried.await? {
            Ok(tokens) => inside.push(tokens),
            Err(error) => assert_eq!(error.code(), ProblemCode::WrongCode),
        }
    }
    assert_eq!(inside.len(), 1);
    assert!(house.stip.actor(&inside[0].access).await.is_ok());
    Ok(())
}

#[tokio::test]
async fn used_burned_replaced_and_old_codes_look_like_wrong_ones() -> Tested {
    let house = House::new().await?;
    let (coach, first) = invited(&house).await?;
    let again = InvitationRequest::Plan { plan: first.plan };
    let second = house.stip.invite(&coach, &again).await?;
    let wrong = Some(ProblemCode::WrongCode);
    assert_eq!(
        code(house.stip.redeem(&first.code, &network(3), None).await),
        wrong,
        "replaced"
    );
    house.stip.mismatch(&second.code, &network(3)).await?;
    assert_eq!(
        code(house.stip.redeem(secret(&second), &network(3), None).await),
        wrong,
        "burned"
    );
    assert_eq!(
        code(house.stip.mismatch(&second.code, &network(3)).await),
        wrong,
        "burned twice"
    );

    let third = house.stip.invite(&coach, &again).await?;
    house.clock.advance(SignedDuration::from_mins(15));
    assert_eq!(
        code(house.stip.redeem(secret(&third), &network(4), None).await),
        wrong,
        "old link"
    );
    house
        .clock
        .advance(SignedDuration::from_secs(24 * 3600 - 15 * 60 - 1));
    assert!(
        house
            .stip
            .look_up_invitation(&third.code, &network(4))
            .await
            .is_ok()
    );
    house.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(
        code(house.stip.redeem(&third.code, &network(4), None).await),
        wrong,
        "old code"
    );

    let fourth = house.stip.invite(&coach, &again).await?;
    house.stip.redeem(&fourth.code, &network(5), None).await?;
    assert_eq!(
        code(house.stip.redeem(&fourth.code, &network(5), None).await),
        wrong,
        "used"
    );
    let paired = house.stip.invite(&coach, &again).await;
    assert_eq!(
        code(paired),
        Some(ProblemCode::Unfit),
        "a second phone needs more than the coach"
    );
    Ok(())
}

#[tokio::test]
async fn who_is_logged_out_or_stayed_away_is_invited_again() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let request = InvitationRequest::Plan { plan };
    let unfit = Some(ProblemCode::Unfit);
    assert_eq!(code(house.stip.invite(&coach, &request).await), unfit);

    house.stip.log_out(youth.session).await?;
    let again = house.stip.invite(&coach, &request).await?;
    let tokens = house.stip.redeem(&again.code, &network(3), None).await?;
    let inside = house.stip.actor(&tokens.access).await?;
    assert_eq!(inside.person, youth.person);
    assert_eq!(house.stip.plan_view(&inside, plan).await?.plan.notes, []);

    // Thirty days unused: the session ends by itself.
    let month = SignedDuration::from_hours(30 * 24);
    house.clock.advance(month - SignedDuration::from_secs(1));
    assert_eq!(code(house.stip.invite(&coach, &request).await), unfit);
    house.clock.advance(SignedDuration::from_secs(1));
    let late = house.stip.invite(&coach, &request).await?;
    let tokens = house.stip.redeem(&late.code, &network(4), None).await?;
    assert!(house.stip.actor(&tokens.access).await.is_ok());
    Ok(())
}

#[tokio::test]
async fn a_browser_of_a_coach_pairs_no_phone() -> Tested {
    let house = House::new().await?;
    let (coach, invitation) = invited(&house).await?;
    let refused = house
        .stip
        .redeem(&invitation.code, &network(1), Some(&coach))
        .await;
    assert_eq!(code(refused), Some(ProblemCode::StaffSession));
    assert!(
        house
            .stip
            .redeem(&invitation.code, &network(1), None)
            .await
            .is_ok()
    );
    Ok(())
}

#[tokio::test]
async fn ten_wrong_codes_close_a_network_for_a_while_but_no_link() -> Tested {
    let house = House::new().await?;
    let (_, invitation) = invited(&house).await?;
    for number in 0..10u8 {
        let guess = format!("ZZZZZ-ZZZ{number:02}");
        let refused = house.stip.look_up_invitation(&guess, &network(9)).await;
        assert_eq!(code(refused), Some(ProblemCode::WrongCode));
    }
    let eleventh = house.stip.redeem(&invitation.code, &network(9), None).await;
    let Err(ServiceError::TooMany { retry_after }) = eleventh else {
        return Err(format!("{eleventh:?}").into());
    };
    assert!((1..=600).contains(&retry_after), "{retry_after}");
    assert!(
        house
            .stip
            .look_up_invitation(&invitation.code, &network(8))
            .await
            .is_ok()
    );
    assert!(
        house
            .stip
            .look_up_invitation(secret(&invitation), &network(9))
            .await
            .is_ok()
    );
    house
        .clock
        .advance(SignedDuration::from_secs(i64::from(retry_after)));
    assert!(
        house
            .stip
            .redeem(&invitation.code, &network(9), None)
            .await
            .is_ok()
    );
    Ok(())
}

#[tokio::test]
async fn ten_guesses_at_the_other_half_burn_the_code_wherever_they_come_from() -> Tested {
    let house = House::new().await?;
    let (_, invitation) = invited(&house).await?;
    let (half, rest) = invitation.code.split_once('-').ok_or("two groups")?;
    for number in 0..10u8 {
        let guess = format!(
            "{half}-{}{number}",
            if rest.starts_with('7') {
                "8888"
            } else {
                "7777"
            }
        );
        let refused = house
            .stip
            .look_up_invitation(&guess, &network(100 + number))
            .await;
        assert_eq!(code(refused), Some(ProblemCode::WrongCode));
    }
    let right = house
        .stip
        .redeem(&invitation.code, &network(120), None)
        .await;
    assert_eq!(code(right), Some(ProblemCode::WrongCode));
    let link = house
        .stip
        .redeem(secret(&invitation), &network(121), None)
        .await;
    assert_eq!(
        code(link),
        Some(ProblemCode::WrongCode),
        "burned is burned, both ways"
    );
    Ok(())
}

#[tokio::test]
async fn only_a_coach_invites_and_only_to_a_plan_of_their_own() -> Tested {
    let house = House::new().await?;
    let (coach, invitation) = invited(&house).await?;
    let stranger = house.coach("b@example.org").await?;
    let (youth, _) = house.youth(&coach, "Bram").await?;
    let theirs = InvitationRequest::Plan {
        plan: invitation.plan,
    };
    let new = InvitationRequest::NewYouth {
        name: "X".to_owned(),
    };
    for (who, request) in [(&stranger, &theirs), (&youth, &theirs), (&youth, &new)] {
        assert_eq!(
            code(house.stip.invite(who, request).await),
            Some(ProblemCode::NotFound)
        );
    }
    for name in ["", "  ", "a\nb", &"x".repeat(61)] {
        let request = InvitationRequest::NewYouth {
            name: name.to_owned(),
        };
        assert_eq!(
            code(house.stip.invite(&coach, &request).await),
            Some(ProblemCode::Invalid)
        );
    }
    Ok(())
}
