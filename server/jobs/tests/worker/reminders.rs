//! A reminder, from the coach's plan to the push service; and workers that die on the way.

use std::collections::{BTreeMap, BTreeSet};

use aws_lc_rs::rand;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::appointments::{AppointmentChange, AppointmentKind, CivilTime, Planning, Slot, Zone};
use domain::id::AppointmentId;
use domain::journal::Change;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use service::Clock as _;
use storage::EffectKind;
use storage::EffectState::Sent;
use web_push_native::Auth;

use crate::kit::{AUTH, Host, ORIGIN, Town, Youth, phone_key, until};

impl Town {
    /// The coach plans an appointment for then, to the minute.
    async fn appoint(&self, youth: &Youth, at: Timestamp) -> Timestamp {
        let mut random = [0; 10];
        rand::fill(&mut random).unwrap();
        let slot = Slot::at(CivilTime::of(Zone::Amsterdam.civil(at)).unwrap());
        let planning = Planning::new(AppointmentKind::Talk, slot);
        let change = Change::AppointmentChanged {
            appointment: AppointmentId::mint(self.clock.now(), random),
            how: AppointmentChange::Planned(Box::new(planning)),
        };
        self.write(youth, change).await;
        slot.starts()
    }
}

fn header(message: &crate::service::Received, name: &str) -> String {
    let found = message.headers.iter().find(|(known, _)| known == name);
    found.unwrap().1.clone()
}

fn opened(message: &crate::service::Received) -> Value {
    let body = STANDARD.decode(&message.body).unwrap();
    let plain = web_push_native::decrypt(body, &phone_key(), Auth::from_slice(&AUTH)).unwrap();
    serde_json::from_slice(&plain).unwrap()
}

/// Decrypted by an implementation that is not ours.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reminder_arrives_neutral_urgent_and_useful_until_the_start() {
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    let youth = town.youth(&host, "201/x").await;
    // Tomorrow at one: two hours before that nobody sleeps, whenever this test runs.
    let tomorrow = Zone::Amsterdam.civil(town.clock.now()).date().tomorrow();
    let tomorrow = CivilTime::of(tomorrow.unwrap().at(13, 0, 0, 0)).unwrap();
    let starts = town
        .appoint(&youth, Zone::Amsterdam.instant(tomorrow))
        .await;
    let worker = town.worker();
    until("the plan is announced", async || host.tries("201/x") == 1).await;
    town.clock.set(starts - SignedDuration::from_hours(2));
    until("the reminder comes", async || host.tries("201/x") >= 2).await;
    worker.stop().await;

    let messages = host.service.messages();
    let announced = opened(&messages[0]);
    assert_eq!(announced["stip"]["kind"], "appointment");
    let reminder = messages.last().unwrap();
    let plain = opened(reminder);
    assert_eq!(plain["stip"]["kind"], "reminder");
    assert_eq!(plain["notification"]["body"], "Denk aan je afspraak.");
    assert_eq!(
        plain["notification"]["navigate"],
        format!("{ORIGIN}/afspraken")
    );
    assert_eq!(header(reminder, "urgency"), "high");
    assert_eq!(header(&messages[0], "urgency"), "normal");
    assert_eq!(header(reminder, "ttl"), "7200");
    assert_eq!(header(reminder, "topic"), plain["notification"]["tag"]);
    assert_eq!(
        header(reminder, "topic"),
        header(&messages[0], "topic"),
        "one appointment, one place on the phone"
    );
}

/// Killed thirty times, at any moment: taken, encrypted, sent, not yet written down. Every phone hears
/// of every appointment, each under one topic, so that a repeat takes the place of the first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_dies_no_reminder_is_lost() {
    let kills = 30;
    let host = Host::start().await;
    let town = Town::found(&[&host]).await;
    // The strict service goes by the real clock: planned days ago, due by now, and so soon that nobody
    // is left to sleep.
    let now = town.clock.now();
    town.clock.set(now - SignedDuration::from_hours(72));
    let mut youths = Vec::new();
    let mut wanted = BTreeMap::new();
    for number in 0..8 {
        let youth = town.youth(&host, &format!("201/{number}")).await;
        for minutes in [56, 57, 58] {
            let starts = now + SignedDuration::from_mins(minutes);
            town.appoint(&youth, starts).await;
        }
        wanted.insert(format!("/wpush/201/{number}"), 3);
        youths.push(youth);
    }
    town.clock.set(now);
    let mut on_the_way = 0;
    for _ in 0..kills {
        let worker = town.worker();
        let mut random = [0];
        rand::fill(&mut random).unwrap();
        tokio::time::sleep(std::time::Duration::from_micros(u64::from(random[0]) * 250)).await;
        worker.kill().await;
        if town.next_due().await.is_some() && !host.service.messages().is_empty() {
            on_the_way += 1;
        }
        town.advance(61);
    }
    let worker = town.worker();
    until("nothing waits", async || town.next_due().await.is_none()).await;
    worker.stop().await;

    assert!(on_the_way > 0, "some kills came in the middle");
    let mut topics: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for message in host.service.messages() {
        assert_eq!(message.problems, [""; 0], "{}", message.path);
        assert_eq!(opened(&message)["stip"]["kind"], "reminder");
        let topic = header(&message, "topic");
        topics.entry(message.path).or_default().insert(topic);
    }
    let heard: BTreeMap<String, usize> = topics
        .into_iter()
        .map(|(path, topics)| (path, topics.len()))
        .collect();
    assert_eq!(
        heard, wanted,
        "one topic for each appointment on each phone"
    );
    for youth in &youths {
        let mut unit = town.stip.storage().read().await.unwrap();
        let effects = unit.effects_of(youth.plan, 99).await.unwrap();
        let reminders: Vec<_> = effects
            .iter()
            .filter(|effect| effect.kind == EffectKind::Reminder)
            .map(|effect| effect.state)
            .collect();
        assert_eq!(reminders, [Sent; 6], "a day and two hours before");
    }
}
