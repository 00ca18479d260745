//! The fold that is kept, so that nobody has to fold a whole journal to see a plan.

use domain::id::{PersonId, PlanId};
use domain::journal::{Entry, Seq};
use domain::plan::Plan;
use domain::policy::{Facts, Membership, Permit, Relation, enter};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Count one up when the fold, or the shape of what is kept, changes: older snapshots are folded anew.
const FORMAT: u32 = 1;

/// The plan as its owner sees it and as coaches see it, up to the head.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Snapshot {
    format: u32,
    /// The version of the fold's own rules.
    fold: u32,
    /// The version of Stip that folded it: a newer one may know changes that an older did not.
    version: String,
    /// Everything.
    pub(super) plan: Plan,
    /// What coaches may see, in their own count; `None` while that is everything.
    coaches: Option<Plan>,
    /// The newest entry that coaches may see, in the journal's count.
    pub(super) newest_for_coaches: Seq,
}

impl Default for Snapshot {
    fn default() -> Self {
        Self {
            format: FORMAT,
            fold: Plan::FOLD,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            plan: Plan::default(),
            coaches: None,
            newest_for_coaches: Seq::START,
        }
    }
}

impl Snapshot {
    /// Reads one that this build folded up to `head`; `None` when it has to be folded anew.
    pub(super) fn parse(bytes: &[u8], head: Seq) -> Option<Self> {
        let snapshot: Self = serde_json::from_slice(bytes).ok()?;
        let known = snapshot.format == FORMAT
            && snapshot.fold == Plan::FOLD
            && snapshot.version == env!("CARGO_PKG_VERSION");
        (known && snapshot.plan.through == head).then_some(snapshot)
    }

    pub(super) fn fold(plan: PlanId, entries: &[Entry]) -> Self {
        let coach = a_coach(plan);
        let mut snapshot = Self::default();
        for entry in entries {
            snapshot.apply(coach.as_ref(), entry);
        }
        snapshot
    }

    /// Adds the next entry.
    pub(super) fn apply(&mut self, coach: Option<&Permit>, entry: &Entry) {
        if self.plan.knows(entry.id) {
            return;
        }
        if coach.is_some_and(|coach| coach.sees(entry)) {
            self.newest_for_coaches = entry.seq;
            if let Some(coaches) = &mut self.coaches {
                let seq = coaches.through.next();
                coaches.apply(&entry.clone().numbered(seq));
            }
        } else if self.coaches.is_none() {
            self.coaches = Some(self.plan.clone());
        }
        self.plan.apply(entry);
    }

    /// What coaches may see.
    pub(super) fn for_coaches(&self) -> &Plan {
        self.coaches.as_ref().unwrap_or(&self.plan)
    }

    pub(super) fn into_coaches(self) -> Plan {
        self.coaches.unwrap_or(self.plan)
    }

    /// Whether coaches may see every entry.
    pub(super) fn hides_nothing(&self) -> bool {
        self.coaches.is_none()
    }
}

/// The eyes of any coach of this plan: policy itself says what they see. Never leaves this module as a
/// way into a repository.
pub(super) fn a_coach(plan: PlanId) -> Option<Permit> {
    let facts = Facts {
        person: PersonId::from_uuid(uuid::Uuid::nil()),
        plan,
        relation: Relation::LeadCoach,
        membership: Membership::Active,
        consent: None,
    };
    enter(facts, Timestamp::UNIX_EPOCH).ok()
}
