//! Live: which plans somebody may hear of, and how far they are in that person's own count. No gap in
//! the numbers tells of what one may not see.

use domain::id::PlanId;
use domain::journal::Seq;
use storage::PersonKind;

use crate::sessions::Actor;
use crate::{Result, ServiceError, Stip};
use contract::ProblemCode;

impl Stip {
    /// The viewer's cursor of a plan now; `None` when the plan may not be seen (any more). Shows
    /// nothing of the plan, so nobody's look is written down.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn visible_cursor(&self, actor: &Actor, plan: PlanId) -> Result<Option<Seq>> {
        let now = self.clock.now();
        let mut unit = self.storage.read().await?;
        match self.open_plan(unit.as_mut(), actor.person, plan, now).await {
            Ok(opened) => Ok(Some(self.cursor(unit.as_mut(), &opened).await?)),
            Err(ServiceError::Problem(problem)) if problem.code == ProblemCode::NotFound => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The plans of whose changes this person may hear: the own one, those of the caseload, or those
    /// that are shown.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn watched(&self, actor: &Actor) -> Result<Vec<PlanId>> {
        let mut unit = self.storage.read().await?;
        Ok(match actor.kind {
            PersonKind::Youth => unit.plan_of(actor.person).await?.into_iter().collect(),
            PersonKind::Coach => {
                let rows = unit.caseload(actor.person, self.clock.now()).await?;
                rows.into_iter().map(|row| row.plan).collect()
            }
            PersonKind::Parent => unit.shared_with(actor.person, self.clock.now()).await?,
        })
    }
}
