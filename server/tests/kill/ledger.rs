//! What was answered, and the comparison with what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use contract::{ChangesReply, ChangesRequest, Deliveries, EntriesReply, Outcome, PlanView, path};
use domain::id::{ChangeId, PlanId};
use domain::journal::{Change, Entry, NewEntry, Recorded, Seq};
use domain::plan::Plan;

use crate::person::Person;

/// A plan's answer to deliveries holds the newest two hundred messages.
const NEWEST_NUDGES: usize = 50;

/// What one plan must hold.
pub(crate) struct Ledger {
    plan: PlanId,
    acknowledged: BTreeSet<ChangeId>,
    /// How many of those since the last comparison.
    fresh: usize,
    /// Requests that got no answer.
    unsure: Vec<Vec<NewEntry>>,
}

/// What was found.
#[derive(Default)]
pub(crate) struct Figures {
    /// Changes that were answered, all of them found.
    pub(crate) acknowledged: usize,
    /// Requests without an answer that were there, whole.
    kept: usize,
    /// Requests without an answer that were not there at all.
    lost: usize,
}

impl Figures {
    pub(crate) fn add(&mut self, more: &Self) {
        self.acknowledged += more.acknowledged;
        self.kept += more.kept;
        self.lost += more.lost;
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} changes answered and all there, once; of the requests without an answer {} were there \
             whole, {} not at all, and sending those again wrote each once",
            self.acknowledged, self.kept, self.lost,
        )
    }
}

impl Ledger {
    pub(crate) fn new(plan: PlanId) -> Self {
        Self {
            plan,
            acknowledged: BTreeSet::new(),
            fresh: 0,
            unsure: Vec::new(),
        }
    }

    pub(crate) fn plan(&self) -> PlanId {
        self.plan
    }

    pub(crate) fn add(&mut self, acknowledged: Vec<ChangeId>, unsure: Option<Vec<NewEntry>>) {
        self.fresh += acknowledged.len();
        self.acknowledged.extend(acknowledged);
        self.unsure.extend(unsure);
    }

    /// Compares, sends again what got no answer, compares again. The figures are those of the changes
    /// since the last time.
    pub(crate) async fn check(&mut self, youth: &Person, coach: &Person) -> Figures {
        let mut figures = Figures::default();
        let found = self.compare(youth, coach).await;
        for request in std::mem::take(&mut self.unsure) {
            let there = request
                .iter()
                .filter(|new| found.contains_key(&new.id))
                .count();
            assert!(
                there == 0 || there == request.len(),
                "half a request: {there}"
            );
            figures.kept += usize::from(there > 0);
            figures.lost += usize::from(there == 0);
            let by_coach = matches!(request[0].change, Change::NudgeSent { .. });
            let writer = if by_coach { coach } else { youth };
            let changes = ChangesRequest { changes: request };
            let reply: ChangesReply = writer
                .post(&path::changes(self.plan), &changes)
                .await
                .expect("an answer");
            for (outcome, new) in reply.outcomes.iter().zip(&changes.changes) {
                let id = new.id;
                let expected = match there {
                    0 => Outcome::Recorded { id },
                    _ => Outcome::Duplicate { id },
                };
                assert_eq!(*outcome, expected);
                self.acknowledged.insert(id);
            }
        }
        let found = self.compare(youth, coach).await;
        assert_eq!(
            found.len(),
            self.acknowledged.len(),
            "nothing that nobody wrote"
        );
        figures.acknowledged = std::mem::take(&mut self.fresh);
        figures
    }

    /// Every entry once, numbered without gaps; everything that was answered is among them; snapshot,
    /// journal and outbox say the same.
    async fn compare(&self, youth: &Person, coach: &Person) -> BTreeMap<ChangeId, Seq> {
        let entries = self.entries(youth).await;
        let mut found = BTreeMap::new();
        for (entry, number) in entries.iter().zip(1..) {
            assert_eq!(entry.seq, Seq(number), "no gap, no place given twice");
            assert_eq!(found.insert(entry.id, entry.seq), None, "written twice");
        }
        for id in &self.acknowledged {
            assert!(found.contains_key(id), "answered and lost: {id}");
        }
        let written: BTreeSet<ChangeId> = self.unsure.iter().flatten().map(|new| new.id).collect();
        for id in found.keys() {
            assert!(
                self.acknowledged.contains(id) || written.contains(id),
                "whose is {id}?"
            );
        }

        let view: PlanView = youth.get(&path::plan_view(self.plan)).await;
        assert_eq!(
            view.plan,
            Plan::fold(&entries),
            "the snapshot is the fold of the journal"
        );

        let deliveries: Deliveries = coach.get(&path::deliveries(self.plan)).await;
        let announced: BTreeSet<_> = deliveries
            .deliveries
            .iter()
            .map(|delivery| delivery.subject)
            .collect();
        for nudge in entries.iter().rev().filter_map(nudge).take(NEWEST_NUDGES) {
            assert!(
                announced.contains(&nudge),
                "in the journal, not in the outbox"
            );
        }
        assert!(announced.len() >= entries.iter().filter_map(nudge).count().min(NEWEST_NUDGES));
        found
    }

    async fn entries(&self, youth: &Person) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let after = entries.last().map_or(Seq::START, |entry| entry.seq);
            let path = format!("{}?after={}", path::plan(self.plan), after.0);
            let mut page: EntriesReply = youth.get(&path).await;
            if page.entries.is_empty() {
                assert_eq!(page.cursor, after);
                return entries;
            }
            entries.append(&mut page.entries);
        }
    }
}

fn nudge(entry: &Entry) -> Option<uuid::Uuid> {
    match &entry.change {
        Recorded::Known(Change::NudgeSent { nudge, .. }) => Some(nudge.uuid()),
        Recorded::Known(_) | Recorded::Unknown(_) => None,
    }
}
