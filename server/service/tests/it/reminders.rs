//! Reminders of appointments, from the coach's plan to the phones.

mod asked;
mod stage;

use domain::appointments::{AppointmentChange, Reply};
use domain::day::Day;
use domain::journal::{Audience, Change};
use storage::EffectKind;

use crate::house::Tested;
use crate::reminders::stage::{NOTHING, Stage};

#[tokio::test]
async fn a_day_and_two_hours_before_every_phone_hears_once() -> Tested {
    let stage = Stage::set().await?;
    let appointment = stage.plan("2026-11-26 14:00").await?;
    // One phone was there when it was planned, the other came later.
    stage.phone(1).await?;
    stage.other_phone(2).await?;
    assert_eq!(stage.hears("2026-11-25 13:59").await?, NOTHING);
    for (at, urgent) in [("2026-11-25 14:00", true), ("2026-11-26 12:00", true)] {
        let messages = stage.leased(at).await?;
        assert_eq!(messages.len(), 2, "{at}: {messages:?}");
        for message in &messages {
            assert_eq!(message.kind, EffectKind::Reminder);
            assert_eq!(message.subject, appointment.uuid());
            assert_eq!(message.wakes, urgent);
            assert_eq!(message.expires_at, stage.moment("2026-11-26 14:00")?);
        }
        let mut phones: Vec<_> = messages.iter().map(|message| &message.endpoint).collect();
        phones.sort();
        phones.dedup();
        assert_eq!(phones.len(), 2);
        assert_eq!(stage.leased(at).await?.len(), 0, "they are held");
        stage.sent(&messages).await?;
    }
    assert_eq!(stage.hears("2026-11-26 13:59").await?, NOTHING);
    assert_eq!(stage.hears("2026-12-26 13:59").await?, NOTHING);
    Ok(())
}

#[tokio::test]
async fn what_would_come_at_night_comes_the_evening_before() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    stage.plan("2026-11-26 09:00").await?;
    stage.ready().await?;
    assert_eq!(stage.hears("2026-11-25 09:00").await?, [true]);
    assert_eq!(stage.hears("2026-11-25 19:59").await?, NOTHING);
    assert_eq!(stage.hears("2026-11-25 20:00").await?, [true]);
    assert_eq!(stage.hears("2026-11-26 08:59").await?, NOTHING);
    Ok(())
}

#[tokio::test]
async fn planned_after_that_evening_it_comes_at_once_and_wakes_nobody() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    stage.set_clock("2026-11-25 20:30")?;
    stage.plan("2026-11-26 09:00").await?;
    let messages = stage.leased("2026-11-25 20:30").await?;
    stage.sent(&messages).await?;
    let mut at_once: Vec<_> = messages.iter().map(|it| (it.kind, it.wakes)).collect();
    at_once.sort();
    assert_eq!(
        at_once,
        [
            (EffectKind::Appointment, false),
            (EffectKind::Reminder, false)
        ]
    );
    assert_eq!(stage.hears("2026-11-26 08:30").await?, NOTHING);
    Ok(())
}

#[tokio::test]
async fn a_move_takes_the_old_reminders_along() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    let appointment = stage.plan("2026-11-26 14:00").await?;
    stage.ready().await?;
    assert_eq!(stage.hears("2026-11-25 14:00").await?, [true]);
    stage.move_to(appointment, "2026-11-30 16:00").await?;
    stage.ready().await?;
    assert_eq!(stage.hears("2026-11-26 12:00").await?, NOTHING);
    assert_eq!(stage.hears("2026-11-29 16:00").await?, [true]);
    assert_eq!(stage.hears("2026-11-30 14:00").await?, [true]);
    // Back to the first time: another revision, with reminders of its own, as far as they are to come.
    stage.move_to(appointment, "2026-12-01 14:00").await?;
    stage.ready().await?;
    assert_eq!(stage.hears("2026-12-01 12:00").await?, [true]);
    Ok(())
}

#[tokio::test]
async fn nothing_comes_after_a_cancel_or_a_no_and_a_yes_brings_the_rest() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    let cancelled = stage.plan("2026-11-26 14:00").await?;
    let declined = stage.plan("2026-11-26 15:00").await?;
    stage.ready().await?;
    let no = AppointmentChange::Cancelled {
        occurrence: None,
        text: None,
    };
    stage.change(&stage.coach, cancelled, no).await?;
    stage.answer(declined, Reply::CannotCome).await?;
    stage.ready().await?;
    assert_eq!(stage.hears("2026-11-25 15:00").await?, NOTHING);
    stage.answer(declined, Reply::Coming).await?;
    assert_eq!(
        stage.hears("2026-11-25 15:01").await?,
        NOTHING,
        "not made up for"
    );
    assert_eq!(stage.hears("2026-11-26 12:59").await?, NOTHING);
    assert_eq!(stage.hears("2026-11-26 13:00").await?, [true]);
    Ok(())
}

#[tokio::test]
async fn a_pause_keeps_quiet_and_its_end_speaks_again() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    stage.plan("2026-11-26 14:00").await?;
    stage.ready().await?;
    let until = Day::parse("2026-11-26").ok_or("a day")?;
    stage
        .write(&stage.youth, Change::PauseSet { until })
        .await?;
    assert_eq!(stage.hears("2026-11-25 14:00").await?, NOTHING);
    stage.write(&stage.youth, Change::PauseEnded {}).await?;
    assert_eq!(
        stage.hears("2026-11-25 15:00").await?,
        NOTHING,
        "not made up for"
    );
    assert_eq!(stage.hears("2026-11-26 12:00").await?, [true]);
    Ok(())
}

#[tokio::test]
async fn what_only_the_youth_sees_is_not_told_to_the_coach() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    stage.plan_own("2026-11-26 14:00", Audience::OnlyMe).await?;
    let messages = stage.leased("2026-11-25 14:00").await?;
    assert_eq!(messages.len(), 1);
    let told = stage.deliveries(&stage.coach).await?;
    assert!(told.is_empty(), "{told:?}");
    assert_eq!(stage.deliveries(&stage.youth).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_series_is_reminded_of_every_time() -> Tested {
    let stage = Stage::set().await?;
    stage.phone(1).await?;
    stage.plan_weekly("2026-11-26 14:00", 3).await?;
    stage.ready().await?;
    for day in ["2026-11-26", "2026-12-03", "2026-12-10"] {
        let late = stage.hears(&format!("{day} 12:00")).await?;
        assert_eq!(late, [true, true], "{day}: nobody looked a day before");
    }
    assert_eq!(stage.hears("2026-12-17 14:00").await?, NOTHING);
    Ok(())
}
