//! Logging in, staying in, getting out.

use std::sync::Arc;
use std::time::Instant;

use contract::{LoginRequest, ProblemCode};
use jiff::SignedDuration;
use service::{ServiceError, Tokens};

use crate::house::{Answer, House, PASSWORD, Tested, network};

const LOGGED_OUT: Option<ProblemCode> = Some(ProblemCode::LoggedOut);

fn code<T>(result: Result<T, ServiceError>) -> Option<ProblemCode> {
    result.err().map(|error| error.code())
}

fn request(email: &str, password: &str) -> LoginRequest {
    LoginRequest {
        email: email.to_owned(),
        password: password.to_owned(),
    }
}

async fn coach_tokens(house: &House) -> Answer<Tokens> {
    house.coach("a@example.org").await?;
    Ok(house
        .stip
        .log_in(request("a@example.org", PASSWORD), &network(1))
        .await?)
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() -> Tested {
    let house = House::new().await?;
    house.coach("a@example.org").await?;
    let mut times = Vec::new();
    for email in ["a@example.org", "nobody@example.org"] {
        let begun = Instant::now();
        let refused = house
            .stip
            .log_in(request(email, "fout fout fout"), &network(1))
            .await;
        times.push(begun.elapsed());
        let problem = refused.err().ok_or("refused")?.problem();
        assert_eq!(problem, ProblemCode::WrongLogin.into());
    }
    // Both hash; without the dummy the second one would take a hundredth.
    assert!(times[1] * 4 > times[0], "{times:?}");
    Ok(())
}

#[tokio::test]
async fn too_many_wrong_passwords_wait_and_then_the_right_one_works() -> Tested {
    let house = House::new().await?;
    house.coach("a@example.org").await?;
    for _ in 0..10 {
        let wrong = house
            .stip
            .log_in(request("a@example.org", "fout"), &network(5))
            .await;
        assert_eq!(code(wrong), Some(ProblemCode::WrongLogin));
    }
    let limited = house
        .stip
        .log_in(request("A@example.org", PASSWORD), &network(5))
        .await;
    let Err(ServiceError::TooMany { retry_after }) = limited else {
        return Err(format!("{limited:?}").into());
    };
    let elsewhere = house
        .stip
        .log_in(request("a@example.org", PASSWORD), &network(6))
        .await;
    assert!(elsewhere.is_ok(), "a stranger does not keep the coach out");
    house
        .clock
        .advance(SignedDuration::from_secs(i64::from(retry_after)));
    house
        .stip
        .log_in(request("a@example.org", PASSWORD), &network(5))
        .await?;
    Ok(())
}

#[tokio::test]
async fn an_access_token_lives_five_minutes_and_dies_with_its_session() -> Tested {
    let house = House::new().await?;
    let tokens = coach_tokens(&house).await?;
    let actor = house.stip.actor(&tokens.access).await?;
    house.clock.advance(SignedDuration::from_secs(299));
    assert_eq!(house.stip.actor(&tokens.access).await?, actor);
    house.clock.advance(SignedDuration::from_secs(7));
    let late = house.stip.actor(&tokens.access).await;
    assert_eq!(code(late), Some(ProblemCode::TokenExpired));
    let fresh = house.stip.refresh(&tokens.refresh).await?;
    house.stip.log_out(actor.session).await?;
    assert_eq!(code(house.stip.actor(&fresh.access).await), LOGGED_OUT);
    assert_eq!(code(house.stip.refresh(&fresh.refresh).await), LOGGED_OUT);
    Ok(())
}

#[tokio::test]
async fn a_coach_left_alone_for_half_an_hour_is_out_and_so_is_one_after_twelve_hours() -> Tested {
    let house = House::new().await?;
    let mut tokens = coach_tokens(&house).await?;
    house.clock.advance(SignedDuration::from_secs(30 * 60 - 1));
    tokens = house.stip.refresh(&tokens.refresh).await?;
    house.clock.advance(SignedDuration::from_mins(30));
    assert_eq!(code(house.stip.refresh(&tokens.refresh).await), LOGGED_OUT);

    let mut tokens = house
        .stip
        .log_in(request("a@example.org", PASSWORD), &network(1))
        .await?;
    for _ in 0..35 {
        house.clock.advance(SignedDuration::from_mins(20));
        tokens = house.stip.refresh(&tokens.refresh).await?;
    }
    house.clock.advance(SignedDuration::from_secs(20 * 60 - 1));
    tokens = house.stip.refresh(&tokens.refresh).await?;
    house.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(code(house.stip.refresh(&tokens.refresh).await), LOGGED_OUT);
    Ok(())
}

#[tokio::test]
async fn a_youth_stays_in_for_thirty_days_unused() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let invitation = contract::InvitationRequest::NewYouth {
        name: "Noor".to_owned(),
    };
    let invitation = house.stip.invite(&coach, &invitation).await?;
    let tokens = house
        .stip
        .redeem(&invitation.code, &network(2), None)
        .await?;
    house
        .clock
        .advance(SignedDuration::from_secs(30 * 24 * 3600 - 1));
    let tokens = house.stip.refresh(&tokens.refresh).await?;
    house.clock.advance(SignedDuration::from_hours(30 * 24));
    assert_eq!(code(house.stip.refresh(&tokens.refresh).await), LOGGED_OUT);
    Ok(())
}

#[tokio::test]
async fn a_lost_reply_is_given_again_and_a_copied_token_ends_the_session() -> Tested {
    let house = House::new().await?;
    let first = coach_tokens(&house).await?;
    let second = house.stip.refresh(&first.refresh).await?;
    house.clock.advance(SignedDuration::from_secs(60));
    let again = house.stip.refresh(&first.refresh).await?;
    assert_eq!(again.refresh, second.refresh, "the same successor");
    let third = house.stip.refresh(&second.refresh).await?;
    let copied = house.stip.refresh(&first.refresh).await;
    assert_eq!(code(copied), LOGGED_OUT);
    assert_eq!(
        code(house.stip.refresh(&third.refresh).await),
        LOGGED_OUT,
        "the family is gone"
    );
    assert_eq!(code(house.stip.actor(&third.access).await), LOGGED_OUT);
    Ok(())
}

#[tokio::test]
async fn a_lost_reply_after_a_minute_is_too_late() -> Tested {
    let house = House::new().await?;
    let first = coach_tokens(&house).await?;
    let second = house.stip.refresh(&first.refresh).await?;
    house.clock.advance(SignedDuration::from_secs(61));
    assert_eq!(code(house.stip.refresh(&first.refresh).await), LOGGED_OUT);
    assert_eq!(code(house.stip.refresh(&second.refresh).await), LOGGED_OUT);
    Ok(())
}

#[tokio::test]
async fn twenty_refreshes_at_once_leave_one_living_chain() -> Tested {
    let house = House::new().await?;
    let first = coach_tokens(&house).await?;
    let tries = (0..20).map(|_| {
        let (stip, token) = (Arc::clone(&house.stip), first.refresh.clone());
        tokio::spawn(async move { stip.refresh(&token).await })
    });
    let mut given = std::collections::BTreeSet::new();
    for tried in tries.collect::<Vec<_>>() {
        given.insert(tried.await??.refresh);
    }
    assert_eq!(given.len(), 1);
    let next = given.first().ok_or("one")?;
    assert!(house.stip.refresh(next).await.is_ok());
    Ok(())
}

#[tokio::test]
async fn nonsense_is_no_session() -> Tested {
    let house = House::new().await?;
    for token in [
        "",
        "x",
        &"A".repeat(43),
        &"A".repeat(1_000_000),
        "é",
        "../..",
    ] {
        assert_eq!(code(house.stip.refresh(token).await), LOGGED_OUT);
        assert_eq!(code(house.stip.actor(token).await), LOGGED_OUT);
    }
    Ok(())
}
