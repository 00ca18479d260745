//! Who writes, and what.

use contract::{ChangesReply, ChangesRequest, Outcome, path};
use domain::id::{ChangeId, GoalId, NudgeId, PlanId, Randomness, StepId, WinId};
use domain::journal::{Audience, Change, NewEntry, Seq};
use domain::words::{Prose, Words};
use server::clock::SystemClock;
use server::entropy::SystemEntropy;
use service::{Clock as _, Entropy as _};
use tokio::task::JoinSet;

use crate::ledger::{Figures, Ledger};
use crate::person::Person;
use crate::process::{Hired, Program};

const YOUTHS: usize = 3;

/// From nothing to less than `below`.
pub(crate) fn chance(below: u64) -> u64 {
    u64::from_be_bytes(bytes()) % below
}

fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemEntropy.fill(&mut bytes);
    bytes
}

/// A coach and some youths, who write for a while.
pub(crate) struct Season {
    coach: Person,
    plans: Vec<(Person, Ledger)>,
}

/// What one writer did until the server was gone.
pub(crate) struct Wrote {
    plan: PlanId,
    acknowledged: Vec<ChangeId>,
    unsure: Option<Vec<NewEntry>>,
}

impl Season {
    pub(crate) async fn begin(program: &Program, hired: &Hired) -> Self {
        let coach = Person::coach(program, hired).await;
        let mut plans = Vec::new();
        for _ in 0..YOUTHS {
            let invitation = coach.invite().await;
            let youth = Person::youth(program, invitation.code).await;
            plans.push((youth, Ledger::new(invitation.plan)));
        }
        Self { coach, plans }
    }

    /// Two devices of every youth write at once, and the coach in every plan.
    pub(crate) fn write(&self) -> JoinSet<Wrote> {
        let mut writing = JoinSet::new();
        for (youth, ledger) in &self.plans {
            writing.spawn(write(youth.clone(), ledger.plan(), of_a_youth));
            writing.spawn(write(youth.clone(), ledger.plan(), of_a_youth));
            writing.spawn(write(self.coach.clone(), ledger.plan(), of_a_coach));
        }
        writing
    }

    /// Waits until everybody has seen that the server is gone.
    pub(crate) async fn wrote(&mut self, mut writing: JoinSet<Wrote>) {
        while let Some(wrote) = writing.join_next().await {
            let Wrote {
                plan,
                acknowledged,
                unsure,
            } = wrote.expect("no writer fails");
            let (_, ledger) = self
                .plans
                .iter_mut()
                .find(|(_, ledger)| ledger.plan() == plan)
                .expect("a plan");
            ledger.add(acknowledged, unsure);
        }
    }

    /// Compares what the server has with what it answered.
    pub(crate) async fn check(&mut self) -> Figures {
        let mut figures = Figures::default();
        for (youth, ledger) in &mut self.plans {
            figures.add(&ledger.check(youth, &self.coach).await);
        }
        figures
    }
}

async fn write(person: Person, plan: PlanId, make: fn() -> Vec<NewEntry>) -> Wrote {
    let mut acknowledged = Vec::new();
    loop {
        let changes = make();
        let request = ChangesRequest { changes };
        match person
            .post::<ChangesReply>(&path::changes(plan), &request)
            .await
        {
            Ok(reply) => {
                for (outcome, new) in reply.outcomes.iter().zip(&request.changes) {
                    assert_eq!(*outcome, Outcome::Recorded { id: new.id });
                    acknowledged.push(new.id);
                }
            }
            Err(_) => {
                return Wrote {
                    plan,
                    acknowledged,
                    unsure: Some(request.changes),
                };
            }
        }
    }
}

/// A win, or a goal with up to three steps that only make sense together with it.
fn of_a_youth() -> Vec<NewEntry> {
    if chance(2) == 0 {
        return vec![entry(Change::WinLogged {
            win: mint(WinId::mint),
            text: text(),
            feeling: None,
        })];
    }
    let goal = mint(GoalId::mint);
    let mut changes = vec![entry(Change::GoalAdded {
        goal,
        title: text(),
        domain: None,
    })];
    for _ in 0..chance(4) {
        changes.push(entry(Change::StepAdded {
            step: mint(StepId::mint),
            goal,
            title: text(),
        }));
    }
    changes
}

/// A nudge: it stands in the journal and in the outbox, or in neither.
fn of_a_coach() -> Vec<NewEntry> {
    vec![entry(Change::NudgeSent {
        nudge: mint(NudgeId::mint),
        text: text(),
    })]
}

fn entry(change: Change) -> NewEntry {
    NewEntry {
        id: mint(ChangeId::mint),
        authored_at: SystemClock.now(),
        base: Seq::START,
        audience: Audience::Everyone,
        change,
    }
}

fn mint<Id>(mint: fn(jiff::Timestamp, Randomness) -> Id) -> Id {
    mint(SystemClock.now(), bytes())
}

fn text() -> Prose {
    Prose::Kept(Words::parse(&format!("Band gewisseld {}", chance(u64::MAX))).expect("words"))
}
