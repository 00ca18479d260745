//! The server as far as the rules go: it gives the order, and keeps nothing that does not fit.

use domain::journal::{Change, Entry, NewEntry, Seq};
use domain::plan::Plan;
use domain::policy::Permit;
use jiff::{SignedDuration, Timestamp};

/// Keeps one journal.
#[derive(Default)]
pub(crate) struct Server {
    pub(crate) entries: Vec<Entry>,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Recorded,
    Duplicate,
    Refused,
}

impl Server {
    /// Takes one change at the door.
    pub(crate) fn take(&mut self, permit: &Permit, new: &NewEntry) -> Outcome {
        if self.entries.iter().any(|entry| entry.id == new.id) {
            return Outcome::Duplicate;
        }
        let plan = Plan::fold(&self.entries);
        let audience = plan.audience_for(&new.change, new.audience);
        let Ok(author) = permit.writes(&new.change, audience) else {
            return Outcome::Refused;
        };
        if plan.admits(author, &new.change).is_err() {
            return Outcome::Refused;
        }
        let seq = plan.through.next();
        let minutes = i64::try_from(seq.0).unwrap();
        self.entries.push(Entry {
            seq,
            id: new.id,
            author,
            authored_at: new.authored_at,
            recorded_at: start() + SignedDuration::from_mins(minutes),
            base: new.base,
            audience,
            change: new.change.clone().into(),
        });
        if let Change::TextRemoved { change, .. } = &new.change {
            for entry in self.entries.iter_mut().filter(|entry| entry.id == *change) {
                *entry = entry.clone().without_words();
            }
        }
        Outcome::Recorded
    }

    /// What the holder of the permit may see after a place, in the holder's own numbering, as it
    /// comes out of the wire.
    pub(crate) fn after(&self, permit: &Permit, cursor: Seq) -> Vec<Entry> {
        let seen = self.entries.iter().filter(|entry| permit.sees(entry));
        let page: Vec<Entry> = (1..)
            .zip(seen)
            .map(|(number, entry)| entry.clone().numbered(Seq(number)))
            .filter(|entry| entry.seq > cursor)
            .collect();
        let wire = serde_json::to_string(&page).unwrap();
        serde_json::from_str(&wire).unwrap()
    }
}

/// When the story begins.
pub(crate) fn start() -> Timestamp {
    Timestamp::from_second(1_700_000_000).unwrap()
}
