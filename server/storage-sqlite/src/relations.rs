//! What people are to a plan.

use async_trait::async_trait;
use domain::id::{PersonId, PlanId, RelationId};
use domain::policy::{Facts, Relation};
use jiff::Timestamp;
use sqlx::types::Uuid;
use storage::column::{decode, instant, maybe_instant, micros};
use storage::{
    Code, RelationRepository, RelationRow, Result, StorageError, strongest_relation,
    sum_of_consents,
};

use crate::error::{Spoil, hit};
use crate::unit::SqliteUnit;

struct StoredRelation {
    id: Uuid,
    plan_id: Uuid,
    person_id: Uuid,
    relation: String,
    from_at: i64,
    until_at: Option<i64>,
}

impl TryFrom<StoredRelation> for RelationRow {
    type Error = StorageError;

    fn try_from(row: StoredRelation) -> Result<Self> {
        Ok(Self {
            id: RelationId::from_uuid(row.id),
            plan: PlanId::from_uuid(row.plan_id),
            person: PersonId::from_uuid(row.person_id),
            relation: decode(&row.relation, "relation", "relation")?,
            from: instant(row.from_at, "relation", "from_at")?,
            until: maybe_instant(row.until_at, "relation", "until_at")?,
        })
    }
}

struct Standing {
    membership: String,
    owner: bool,
}

#[async_trait]
impl RelationRepository for SqliteUnit {
    async fn add_relation(&mut self, relation: &RelationRow) -> Result<()> {
        let id = relation.id.uuid();
        let plan = relation.plan.uuid();
        let person = relation.person.uuid();
        let code = relation.relation.code();
        let from = micros(relation.from);
        let until = relation.until.map(micros);
        sqlx::query!(
            "INSERT INTO relation (id, plan_id, person_id, relation, from_at, until_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            id,
            plan,
            person,
            code,
            from,
            until,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn end_relation(&mut self, id: RelationId, at: Timestamp) -> Result<()> {
        let id = id.uuid();
        let at = micros(at);
        let done = sqlx::query!(
            "UPDATE relation SET until_at = min(coalesce(until_at, $1), $1) WHERE id = $2",
            at,
            id,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())
    }

    async fn relations(&mut self, plan: PlanId, at: Timestamp) -> Result<Vec<RelationRow>> {
        let plan = plan.uuid();
        let at = micros(at);
        sqlx::query_as!(
            StoredRelation,
            r#"SELECT id AS "id: Uuid", plan_id AS "plan_id: Uuid", person_id AS "person_id: Uuid",
                   relation, from_at, until_at
               FROM relation
               WHERE plan_id = $1 AND from_at <= $2 AND (until_at IS NULL OR until_at > $2)
               ORDER BY from_at, id"#,
            plan,
            at,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(RelationRow::try_from)
        .collect()
    }

    async fn facts(
        &mut self,
        person: PersonId,
        plan: PlanId,
        at: Timestamp,
    ) -> Result<Option<Facts>> {
        let (who, which, moment) = (person.uuid(), plan.uuid(), micros(at));
        let Some(standing) = sqlx::query_as!(
            Standing,
            r#"SELECT person.membership, plan.youth_id = person.id AS "owner!: bool"
               FROM person
               JOIN plan ON plan.id = $2
               WHERE person.id = $1"#,
            who,
            which,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        else {
            return Ok(None);
        };
        let relations = sqlx::query_scalar!(
            "SELECT relation
             FROM relation
             WHERE plan_id = $1 AND person_id = $2
                 AND from_at <= $3 AND (until_at IS NULL OR until_at > $3)",
            which,
            who,
            moment,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .iter()
        .map(|relation| decode::<Relation>(relation, "relation", "relation"))
        .collect::<Result<Vec<_>>>()?;
        let consents = self.consents_for(which, who).await?;
        Ok(Some(Facts {
            person,
            plan,
            relation: strongest_relation(
                relations
                    .into_iter()
                    .chain(standing.owner.then_some(Relation::Youth)),
            ),
            membership: decode(&standing.membership, "person", "membership")?,
            consent: sum_of_consents(consents, at),
        }))
    }

    async fn plan_of(&mut self, youth: PersonId) -> Result<Option<PlanId>> {
        let youth = youth.uuid();
        let plan = sqlx::query_scalar!(
            r#"SELECT id AS "id: Uuid" FROM plan WHERE youth_id = $1"#,
            youth
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(plan.map(PlanId::from_uuid))
    }
}
