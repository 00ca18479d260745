//! Around a plan: who stands in it by name, and what a viewer's rights amount to.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::PersonTag;
use domain::id::PersonId;
use domain::journal::{Audience, Part};
use domain::plan::{Plan, Text};
use domain::policy::{Action, Facts, Relation, decide};
use jiff::Timestamp;
use storage::{Code as _, UnitOfWork};

use super::Opened;
use crate::vault::Hashed;
use crate::{Result, ServiceError, Stip};

impl Stip {
    /// Names the rights of a viewer: changes exactly when what may be seen or written changes.
    pub(super) fn epoch(&self, facts: &Facts, now: Timestamp) -> String {
        let rights: Vec<u8> = Part::ALL
            .into_iter()
            .flat_map(|part| Audience::ALL.map(|audience| (part, audience)))
            .flat_map(|(part, audience)| Action::ALL.map(|action| (part, audience, action)))
            .map(|(part, audience, action)| {
                u8::from(decide(facts, part, audience, action, now).is_ok())
            })
            .collect();
        let (plan, person) = (facts.plan.uuid(), facts.person.uuid());
        let hash = self.vault.hash(
            Hashed::Epoch,
            &[
                plan.as_bytes(),
                person.as_bytes(),
                facts.relation.code().as_bytes(),
                &rights,
            ],
        );
        let short = hash.0.first_chunk::<9>().copied().unwrap_or_default();
        URL_SAFE_NO_PAD.encode(short)
    }

    /// The youth's name, and everybody's whose name stands in the plan. Youth and coaches also see who
    /// the coaches are.
    pub(super) async fn names_in(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        plan: &Plan,
        now: Timestamp,
    ) -> Result<(String, Vec<PersonTag>)> {
        let around = unit.relations(opened.permit.plan(), now).await?;
        let youth = around
            .iter()
            .find(|row| row.relation == Relation::Youth)
            .map(|row| row.person);
        let youth = youth.ok_or(ServiceError::Shape("a plan's owner"))?;
        let mut wanted: BTreeSet<PersonId> = authors(plan);
        wanted.insert(youth);
        if opened.permit.reads(Part::Nudges) {
            let coach = |relation| matches!(relation, Relation::LeadCoach | Relation::Coach);
            wanted.extend(
                around
                    .iter()
                    .filter(|row| coach(row.relation))
                    .map(|row| row.person),
            );
        }
        let mut people = Vec::with_capacity(wanted.len());
        for person in wanted {
            if let Some(name) = self.name_of(unit, opened, person).await? {
                people.push(PersonTag { person, name });
            }
        }
        let name = people
            .iter()
            .find(|tag| tag.person == youth)
            .map(|tag| tag.name.clone());
        Ok((name.ok_or(ServiceError::Shape("a plan's owner"))?, people))
    }
}

/// Everybody who wrote something that stands in a plan.
fn authors(plan: &Plan) -> BTreeSet<PersonId> {
    let goals = plan.goals.iter().flat_map(|goal| {
        core::iter::once(&goal.title).chain(goal.steps.iter().map(|step| &step.title))
    });
    let texts = [&plan.horizon.stip, &plan.horizon.why]
        .into_iter()
        .chain(plan.strengths.iter().map(|it| &it.text))
        .chain(goals)
        .chain(plan.check_ins.iter().filter_map(|it| it.text.as_ref()))
        .chain(plan.wins.iter().map(|it| &it.text))
        .chain(plan.cheers.iter().map(|it| &it.text))
        .chain(plan.notes.iter().map(|it| &it.text))
        .chain(plan.nudges.iter().map(|it| &it.text));
    texts
        .flat_map(Text::versions)
        .map(|version| version.author.person())
        .collect()
}
