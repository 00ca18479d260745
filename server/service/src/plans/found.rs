//! A plan begins: the youth, the data key, the lead coach, in one unit.

use domain::id::{OrganisationId, PersonId, PlanId, RelationId};
use domain::policy::{Membership, Relation};
use jiff::Timestamp;
use storage::{NewPerson, NewPlan, PersonKind, RelationRow, UnitOfWork};

use crate::entropy::randomness;
use crate::vault::Place;
use crate::{Result, Stip};

impl Stip {
    /// Adds a youth with an empty plan and this lead coach. The youth's account waits for its phone.
    pub(crate) async fn found_plan(
        &self,
        unit: &mut dyn UnitOfWork,
        name: &str,
        organisation: OrganisationId,
        lead: PersonId,
        now: Timestamp,
    ) -> Result<(PlanId, PersonId)> {
        let entropy = self.entropy();
        let plan = PlanId::mint(now, randomness(entropy));
        let youth = PersonId::mint(now, randomness(entropy));
        let (cipher, wrapped_key) = self.vault.new_plan_key(plan, entropy)?;
        let name = cipher.seal(&Place::YouthName(plan), name.as_bytes(), entropy)?;
        unit.add_person(&NewPerson {
            id: youth,
            organisation: None,
            kind: PersonKind::Youth,
            name,
            email: None,
            password: None,
            membership: Membership::Invited,
            created_at: now,
        })
        .await?;
        unit.add_plan(&NewPlan {
            id: plan,
            youth,
            organisation,
            wrapped_key,
            created_at: now,
        })
        .await?;
        for (person, relation) in [(youth, Relation::Youth), (lead, Relation::LeadCoach)] {
            let id = RelationId::mint(now, randomness(entropy));
            unit.add_relation(&RelationRow {
                id,
                plan,
                person,
                relation,
                from: now,
                until: None,
            })
            .await?;
        }
        Ok((plan, youth))
    }
}
