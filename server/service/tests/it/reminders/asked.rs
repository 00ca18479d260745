//! Between due and sent: late, tried again, repeated, and phones that come and go.

use contract::{DeliveryKind, DeliveryState};
use domain::appointments::Reply;
use domain::journal::Change;
use jiff::SignedDuration;
use storage::Settled;

use super::stage::{NOTHING, Stage};
use crate::house::Tested;

#[tokio::test]
async fn a_late_one_goes_out_until_the_start_and_is_marked_after() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    stage.plan("2026-11-26 14:00").await?;
    stage.plan("2026-11-26 13:00").await?;
    stage.ready().await?;
    // Nobody looked for three days.
    assert_eq!(
        stage.hears("2026-11-26 13:30").await?,
        [true, true],
        "both of the later one"
    );
    let told = stage.deliveries(&stage.coach).await?;
    let state = |state| {
        told.iter()
            .filter(|one| one.kind == DeliveryKind::Reminder && one.state == state)
            .count()
    };
    assert_eq!(
        (state(DeliveryState::Sent), state(DeliveryState::Failed)),
        (1, 1)
    );
    assert_eq!(stage.hears("2026-11-26 13:45").await?, NOTHING);
    Ok(())
}

#[tokio::test]
async fn a_clock_that_jumps_sends_nothing_twice() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    stage.plan("2026-11-26 14:00").await?;
    stage.ready().await?;
    assert_eq!(stage.hears("2026-11-25 14:00").await?, [true]);
    assert_eq!(stage.hears("2026-11-25 13:00").await?, NOTHING);
    assert_eq!(stage.hears("2026-11-25 14:00").await?, NOTHING);
    // A day ahead, and everything has begun.
    assert_eq!(stage.hears("2026-11-27 14:00").await?, NOTHING);
    assert_eq!(stage.hears("2026-11-26 12:00").await?, NOTHING);
    Ok(())
}

#[tokio::test]
async fn it_is_asked_again_before_another_try() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    let appointment = stage.plan("2026-11-26 14:00").await?;
    stage.ready().await?;
    let messages = stage.leased("2026-11-25 14:00").await?;
    let [message] = messages.as_slice() else {
        return Err(format!("{messages:?}").into());
    };
    let again = stage.now() + SignedDuration::from_mins(1);
    let retry = Settled::Retry(again);
    let held = stage
        .house
        .stip
        .settle(message.effect, message.lease, &retry, None);
    assert!(held.await?);
    stage.answer(appointment, Reply::AskToMove).await?;
    assert_eq!(stage.hears("2026-11-25 14:01").await?, NOTHING);
    let told = stage.deliveries(&stage.coach).await?;
    assert!(
        told.iter().all(|one| one.kind != DeliveryKind::Reminder),
        "nobody misses it: {told:?}"
    );
    // The answer does not stand: the rest is reminded of after all.
    stage.answer(appointment, Reply::Coming).await?;
    assert_eq!(stage.hears("2026-11-26 12:00").await?, [true]);
    Ok(())
}

#[tokio::test]
async fn what_is_due_and_changes_before_anybody_looks_is_not_sent() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    let appointment = stage.plan("2026-11-26 14:00").await?;
    stage.ready().await?;
    stage.set_clock("2026-11-26 12:30")?;
    stage.answer(appointment, Reply::CannotCome).await?;
    assert_eq!(stage.hears("2026-11-26 12:31").await?, NOTHING);
    Ok(())
}

#[tokio::test]
async fn without_a_phone_the_coach_sees_that_none_heard() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    stage.plan("2026-11-26 14:00").await?;
    stage.ready().await?;
    let endpoint = super::stage::browser(1).endpoint;
    stage
        .house
        .stip
        .unsubscribe(&stage.youth, &endpoint)
        .await?;
    assert_eq!(stage.hears("2026-11-25 14:00").await?, NOTHING);
    let told = stage.deliveries(&stage.coach).await?;
    let reminder = told.iter().find(|one| one.kind == DeliveryKind::Reminder);
    assert_eq!(reminder.map(|one| one.state), Some(DeliveryState::NoPhone));
    // A phone that comes later hears of what is still to come.
    stage.phone(2).await?;
    assert_eq!(stage.hears("2026-11-26 12:00").await?, [true]);
    Ok(())
}

#[tokio::test]
async fn a_repeat_of_a_change_plans_nothing_again() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    stage.plan("2026-11-26 14:00").await?;
    stage.ready().await?;
    assert_eq!(stage.hears("2026-11-25 14:00").await?, [true]);
    // Quiet and back again rewrites everything that waits.
    let until = domain::day::Day::parse("2026-11-25").ok_or("a day")?;
    stage
        .write(&stage.youth, Change::PauseSet { until })
        .await?;
    stage.write(&stage.youth, Change::PauseEnded {}).await?;
    stage.write(&stage.youth, Change::PauseEnded {}).await.ok();
    assert_eq!(stage.hears("2026-11-25 14:00").await?, NOTHING);
    assert_eq!(stage.hears("2026-11-26 12:00").await?, [true]);
    Ok(())
}

#[tokio::test]
async fn a_late_one_that_waits_for_the_morning_is_not_lost() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    let appointment = stage.plan("2026-11-26 09:30").await?;
    stage.ready().await?;
    assert_eq!(stage.hears("2026-11-25 09:30").await?, [true]);
    // Due at eight in the evening; nobody looked until three at night.
    assert_eq!(stage.hears("2026-11-26 03:00").await?, NOTHING);
    stage.answer(appointment, Reply::Coming).await?;
    assert_eq!(stage.hears("2026-11-26 07:59").await?, NOTHING);
    assert_eq!(stage.hears("2026-11-26 08:00").await?, [true]);
    assert_eq!(stage.hears("2026-11-26 08:30").await?, NOTHING);
    Ok(())
}
