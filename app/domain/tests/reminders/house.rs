//! A house as small as it can be: appointments, rows that wait, and what went out.

use std::collections::{BTreeMap, BTreeSet};

use domain::appointments::Before;
use domain::id::ChangeId;
use domain::reminders::{Asked, Calendar, Expected, Moved, Settings, Verdict, ask, reckon};
use jiff::Timestamp;
use uuid::Uuid;

/// Names a reminder for ever: which occurrence, which revision, how long before.
pub(crate) type Key = (u32, ChangeId, Before);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Row {
    Waits(Timestamp),
    Sent(Timestamp),
    Late,
}

pub(crate) struct House<C> {
    pub(crate) calendar: C,
    pub(crate) settings: Settings,
    pub(crate) expected: BTreeMap<u32, Expected>,
    pub(crate) rows: BTreeMap<Key, Row>,
    /// Those that wait, soonest first.
    waits: BTreeSet<(Timestamp, Key)>,
    /// Those that went out as soon as they were known.
    at_once: BTreeSet<Key>,
}

impl<C: Calendar> House<C> {
    pub(crate) fn new(calendar: C, settings: Settings) -> Self {
        Self {
            calendar,
            settings,
            expected: BTreeMap::new(),
            rows: BTreeMap::new(),
            waits: BTreeSet::new(),
            at_once: BTreeSet::new(),
        }
    }

    /// Something was written about an occurrence: what waits for later is reckoned anew, what has a row
    /// keeps it.
    pub(crate) fn write(&mut self, occurrence: u32, expected: Expected, now: Timestamp) {
        self.expected.insert(occurrence, expected);
        self.reckon(occurrence, now);
    }

    pub(crate) fn reckon(&mut self, occurrence: u32, now: Timestamp) {
        let first = ChangeId::from_uuid(Uuid::nil());
        let last = ChangeId::from_uuid(Uuid::max());
        let shortest = Before::minutes(5).unwrap();
        let longest = Before::minutes(20_160).unwrap();
        let of_it = (occurrence, first, shortest)..=(occurrence, last, longest);
        let rows: Vec<(Key, Row)> = self.rows.range(of_it).map(|(k, row)| (*k, *row)).collect();
        for (key, row) in rows {
            if let Row::Waits(due) = row
                && due > now
            {
                self.set(key, None);
            }
        }
        let expected = self.expected[&occurrence];
        for due in reckon(&expected, &self.settings, &self.calendar) {
            let key = (occurrence, expected.timed_by, due.before);
            if !self.rows.contains_key(&key) {
                self.set(key, Some(Row::Waits(due.at)));
                if due.moved == Moved::AtOnce {
                    self.at_once.insert(key);
                }
            }
        }
    }

    fn set(&mut self, key: Key, row: Option<Row>) {
        let before = match row {
            Some(row) => self.rows.insert(key, row),
            None => self.rows.remove(&key),
        };
        if let Some(Row::Waits(due)) = before {
            self.waits.remove(&(due, key));
        }
        if let Some(Row::Waits(due)) = row {
            self.waits.insert((due, key));
        }
    }

    /// New zone data: everything that waits is reckoned anew.
    pub(crate) fn reckon_all(&mut self, now: Timestamp) {
        for occurrence in self.expected.keys().copied().collect::<Vec<_>>() {
            self.reckon(occurrence, now);
        }
    }

    /// The worker looks once. Answers what it sent.
    pub(crate) fn wake(&mut self, now: Timestamp) -> Vec<Key> {
        let mut sent = Vec::new();
        let due = self.waits.iter().take_while(|(due, _)| *due <= now);
        let due: Vec<Key> = due.map(|(_, key)| *key).collect();
        for key in due {
            let (occurrence, timed_by, before) = key;
            let asked = Asked {
                before,
                timed_by,
                at_once: self.at_once.contains(&key),
            };
            let expected = self.expected.get(&occurrence);
            match ask(asked, expected, &self.settings, &self.calendar, now) {
                Verdict::Send { until, .. } => {
                    assert!(now < until, "a reminder of what has begun");
                    self.set(key, Some(Row::Sent(now)));
                    sent.push(key);
                }
                Verdict::Wait(until) => {
                    assert!(until > now, "a wait that is none");
                    self.set(key, Some(Row::Waits(until)));
                }
                Verdict::Late => {
                    self.set(key, Some(Row::Late));
                }
                Verdict::Withdrawn => {
                    self.set(key, None);
                }
            }
        }
        sent
    }

    /// When the next row is due.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.waits.first().map(|(due, _)| *due)
    }

    /// Works until nothing waits, by a clock that shows every moment at which something is due.
    pub(crate) fn run(&mut self, mut now: Timestamp) {
        while let Some(next) = self.next() {
            now = now.max(next);
            self.wake(now);
        }
    }
}
