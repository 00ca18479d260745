//! A device: what the server told it, and what it still has to tell.

use domain::id::ChangeId;
use domain::journal::{Author, Entry, NewEntry, Seq};
use domain::plan::Plan;
use domain::policy::Permit;

use crate::server::{Outcome, Server};

/// A phone, a tablet or a coach's browser.
pub(crate) struct Device {
    pub(crate) permit: Permit,
    pub(crate) author: Author,
    /// The fold of what came from the server.
    pub(crate) confirmed: Plan,
    /// Written here, and not yet come back from the server.
    pub(crate) outbox: Vec<NewEntry>,
    /// Written here, and not taken by the server.
    pub(crate) refused: Vec<NewEntry>,
}

impl Device {
    pub(crate) fn new(permit: Permit, author: Author) -> Self {
        Self {
            permit,
            author,
            confirmed: Plan::default(),
            outbox: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// The plan on the screen: what the server told, and on top of it what waits.
    pub(crate) fn view(&self) -> Plan {
        let mut plan = self.confirmed.clone();
        for new in &self.outbox {
            plan.apply(&Entry {
                seq: Seq::START,
                id: new.id,
                author: self.author,
                authored_at: new.authored_at,
                recorded_at: new.authored_at,
                base: new.base,
                audience: plan.audience_for(&new.change, new.audience),
                change: new.change.clone().into(),
            });
        }
        plan
    }

    /// Sends the first few that wait. Without the reply the device learns nothing, and sends again.
    pub(crate) fn send(&mut self, server: &mut Server, count: usize, reply_lost: bool) {
        let mut refused: Vec<ChangeId> = Vec::new();
        for new in self.outbox.iter().take(count) {
            if server.take(&self.permit, new) == Outcome::Refused {
                refused.push(new.id);
            }
        }
        if !reply_lost {
            let gone = self.outbox.extract_if(.., |new| refused.contains(&new.id));
            self.refused.extend(gone);
        }
    }

    /// Pulls what is new, and the last few of what is not.
    pub(crate) fn pull(&mut self, server: &Server, repeat: u64) {
        let cursor = Seq(self.confirmed.through.0.saturating_sub(repeat));
        for entry in server.after(&self.permit, cursor) {
            self.confirmed.apply(&entry);
        }
        let confirmed = &self.confirmed;
        self.outbox.retain(|new| !confirmed.knows(new.id));
    }

    /// Closes and opens again: only what was kept is left.
    pub(crate) fn restart(&mut self) {
        let json = serde_json::to_string(&(&self.confirmed, &self.outbox, &self.refused)).unwrap();
        (self.confirmed, self.outbox, self.refused) = serde_json::from_str(&json).unwrap();
    }

    /// All that can be found somewhere on this device.
    pub(crate) fn everything(&self) -> String {
        serde_json::to_string(&(self.view(), &self.refused)).unwrap()
    }
}
