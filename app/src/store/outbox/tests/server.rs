//! A server that fails at the worst moments.

use std::sync::Mutex;

use contract::{
    Caseload, ChangesReply, ChangesRequest, Consents, Deliveries, InvitationCard,
    InvitationRequest, IssuedInvitation, Me, Outcome, PlanView, Problem, ProblemCode,
    RedeemRequest, SharedPlan, SharedPlans, Terms,
};
use domain::id::{ChangeId, PlanId};
use domain::journal::NewEntry;

use crate::backend::{Asked, Backend, Loaded, Sending};

/// What the server does with the next request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mood {
    Takes,
    /// Takes it, and its answer is lost.
    LosesTheAnswer,
    Away,
}

#[derive(Default)]
pub(super) struct Server {
    pub(super) taken: Mutex<Vec<ChangeId>>,
    pub(super) moods: Mutex<Vec<Mood>>,
    pub(super) refuses: Mutex<Vec<ChangeId>>,
    pub(super) cannot_read: Mutex<Vec<ChangeId>>,
}

impl Server {
    fn judge(&self, changes: &[NewEntry]) -> Result<ChangesReply, Problem> {
        let mood = self.moods.lock().unwrap().pop().unwrap_or(Mood::Takes);
        if mood == Mood::Away {
            return Err(ProblemCode::Offline.into());
        }
        let cannot_read = self.cannot_read.lock().unwrap();
        if changes
            .iter()
            .any(|change| cannot_read.contains(&change.id))
        {
            return Err(ProblemCode::Malformed.into());
        }
        let mut taken = self.taken.lock().unwrap();
        let refuses = self.refuses.lock().unwrap();
        let outcomes = changes.iter().map(|change| {
            let id = change.id;
            if refuses.contains(&id) {
                return Outcome::Refused {
                    id,
                    code: ProblemCode::Unfit,
                };
            }
            if taken.contains(&id) {
                return Outcome::Duplicate { id };
            }
            taken.push(id);
            Outcome::Recorded { id }
        });
        let reply = ChangesReply {
            outcomes: outcomes.collect(),
        };
        if mood == Mood::LosesTheAnswer {
            return Err(ProblemCode::Offline.into());
        }
        Ok(reply)
    }
}

fn nobody<T>() -> Asked<T> {
    Asked::new(Box::pin(async { Err(ProblemCode::NotFound.into()) }))
}

impl Backend for Server {
    fn me(&self) -> Asked<Me> {
        nobody()
    }
    fn plan(&self, _: PlanId) -> Asked<PlanView> {
        nobody()
    }
    fn record(&self, _: PlanId, changes: Sending<ChangesRequest>) -> Asked<ChangesReply> {
        let answer = self.judge(&changes.into_inner().changes).map(Loaded::here);
        Asked::new(Box::pin(core::future::ready(answer)))
    }
    fn deliveries(&self, _: PlanId) -> Asked<Deliveries> {
        nobody()
    }
    fn caseload(&self) -> Asked<Caseload> {
        nobody()
    }
    fn invitation(&self, _: Sending<RedeemRequest>) -> Asked<InvitationCard> {
        nobody()
    }
    fn invite(&self, _: Sending<InvitationRequest>) -> Asked<IssuedInvitation> {
        nobody()
    }
    fn consents(&self, _: PlanId) -> Asked<Consents> {
        nobody()
    }
    fn consent_preview(&self, _: PlanId, _: Terms) -> Asked<SharedPlan> {
        nobody()
    }
    fn shared_plans(&self) -> Asked<SharedPlans> {
        nobody()
    }
    fn shared_plan(&self, _: PlanId) -> Asked<SharedPlan> {
        nobody()
    }
}
