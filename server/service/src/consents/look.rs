//! What is shown to who reads along.

use std::collections::BTreeSet;

use contract::{ProblemCode, SharedPlan, SharedPlanLine, SharedPlans};
use domain::id::PlanId;
use domain::journal::Part;
use domain::plan::Plan;
use domain::policy::Permit;
use jiff::Timestamp;
use storage::{PersonKind, UnitOfWork};

use crate::access::Looked;
use crate::plans::Opened;
use crate::sessions::Actor;
use crate::{Result, ServiceError, Stip};

impl Stip {
    /// The plans that somebody may read along with now. Shows nothing of them but whose they are, so
    /// nobody's look is written down.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] for everybody but who reads along.
    pub async fn shared_plans(&self, actor: &Actor) -> Result<SharedPlans> {
        match actor.kind {
            PersonKind::Parent => {}
            PersonKind::Youth | PersonKind::Coach => return Err(ProblemCode::NotFound.into()),
        }
        let now = self.clock.now();
        let mut unit = self.storage.read().await?;
        let mut plans = Vec::new();
        for plan in unit.shared_with(actor.person, now).await? {
            // The list comes from the database, the right to see a line from policy.
            match self.open_plan(unit.as_mut(), actor.person, plan, now).await {
                Ok(opened) => {
                    let youth = self.youth_name(unit.as_mut(), &opened, now).await?;
                    plans.push(SharedPlanLine { plan, youth });
                }
                Err(ServiceError::Problem(problem)) if problem.code == ProblemCode::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(SharedPlans { plans })
    }

    /// A plan as it is shown to who reads along. The look stands in the log before a byte leaves.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] when it is not there, or not shown to this person (any more): nobody
    /// may know which (C-07).
    pub async fn shared_plan(&self, actor: &Actor, plan: PlanId) -> Result<SharedPlan> {
        let now = self.clock.now();
        let mut unit = self.storage.begin().await?;
        let opened = self
            .open_plan(unit.as_mut(), actor.person, plan, now)
            .await?;
        let consent = opened.permit.consent().ok_or(ProblemCode::NotFound)?;
        let terms = (&consent.parts, consent.until);
        let shown = self
            .shown(unit.as_mut(), &opened, &opened.permit, terms, now)
            .await?;
        self.log_access(unit.as_mut(), &opened.permit, actor, Looked::Plan, now)
            .await?;
        unit.commit().await?;
        Ok(shown)
    }

    /// What these eyes see of a plan. `opened` is whoever asks: the reader, or the youth who looks
    /// through the reader's eyes.
    pub(super) async fn shown(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        eyes: &Permit,
        (parts, until): (&BTreeSet<Part>, Timestamp),
        now: Timestamp,
    ) -> Result<SharedPlan> {
        let entries = self.all_entries(unit, opened).await?;
        let seen = entries.iter().filter(|entry| eyes.sees(entry));
        let readable = parts.iter().copied().filter(|part| eyes.reads(*part));
        Ok(SharedPlan {
            plan: opened.permit.plan(),
            youth: self.youth_name(unit, opened, now).await?,
            parts: readable.collect(),
            until,
            now,
            shared: Plan::fold(seen).shared(now),
        })
    }

    /// How the youth of a plan is called.
    pub(super) async fn youth_name(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        now: Timestamp,
    ) -> Result<String> {
        let youth = self.youth_of(unit, opened.permit.plan(), now).await?;
        let name = self.name_of(unit, opened, youth).await?;
        name.ok_or(ServiceError::Shape("a plan's owner"))
    }
}
