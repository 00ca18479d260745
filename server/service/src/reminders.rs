//! Reminders of appointments: planned in the transaction that causes them, asked once more when they
//! are due.
//!
//! A reminder is planned for a person, not for a browser. Between planning and due (weeks, often) phones
//! come and go: what was addressed early would go to phones that are gone and miss the new one. So one
//! row waits per reminder, under a key of appointment, occurrence, time before and revision; when it is
//! due it is addressed, in one transaction, to every browser that the person has by then: it becomes
//! the row of the first, and each of the others gets a row of its own, whose key has the browser in it
//! too. Whatever is repeated finds its key taken.

mod agenda;
mod due;
mod plan;

pub(crate) use agenda::Agendas;

use domain::appointments::Before;
use domain::day::Day;
use domain::id::{AppointmentId, ChangeId, SubscriptionId};
use serde::{Deserialize, Serialize};
use storage::KeyedHash;
use uuid::Uuid;

use crate::Stip;
use crate::vault::Hashed;

/// Which reminder a row is; kept sealed in it.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reminder {
    /// Of which occurrence.
    occurrence: Day,
    /// How long before.
    before: Before,
    /// For which revision.
    timed_by: ChangeId,
    /// Whether it goes out as soon as it is known.
    at_once: bool,
}

impl Reminder {
    /// Whether it may wake a phone that sleeps.
    pub(crate) fn wakes(&self) -> bool {
        !self.at_once
    }
}

impl Stip {
    /// What makes a repeat the same reminder. With a browser: the same message.
    fn reminder_key(
        &self,
        appointment: AppointmentId,
        reminder: &Reminder,
        browser: Option<SubscriptionId>,
    ) -> KeyedHash {
        let (appointment, timed_by) = (appointment.uuid(), reminder.timed_by.uuid());
        let occurrence = reminder.occurrence.to_string();
        let minutes = reminder.before.as_minutes().to_be_bytes();
        let browser = browser.map_or(Uuid::nil(), SubscriptionId::uuid);
        let parts: [&[u8]; 6] = [
            b"reminder",
            appointment.as_bytes(),
            occurrence.as_bytes(),
            &minutes,
            timed_by.as_bytes(),
            browser.as_bytes(),
        ];
        self.vault.hash(Hashed::Effect, &parts)
    }
}
