//! Plans and their journals.

mod caseload;

use async_trait::async_trait;
use domain::id::{ChangeId, PersonId, PlanId};
use domain::journal::Seq;
use domain::policy::Permit;
use jiff::Timestamp;
use sqlx::types::Uuid;
use storage::column::{micros, number, whole};
use storage::{
    CaseloadRow, JournalRepository, JournalRow, NewJournalRow, NewPlan, PlanHead, Projections,
    Result, Sealed, StorageError,
};

use crate::error::{Spoil, hit};
use crate::news;
use crate::unit::PgUnit;

struct HeadRow {
    seq: i64,
    wrapped: Vec<u8>,
    sealed_snapshot: Option<Vec<u8>>,
    snapshot_seq: Option<i64>,
}

impl TryFrom<HeadRow> for PlanHead {
    type Error = StorageError;

    fn try_from(row: HeadRow) -> Result<Self> {
        Ok(Self {
            seq: Seq(number(row.seq, "plan", "seq")?),
            wrapped_key: Sealed(row.wrapped),
            snapshot: row.sealed_snapshot.map(Sealed),
            snapshot_seq: Seq(number(row.snapshot_seq.unwrap_or(0), "projection", "seq")?),
        })
    }
}

struct EntryRow {
    seq: i64,
    change_id: Uuid,
    sealed: Vec<u8>,
}

impl TryFrom<EntryRow> for JournalRow {
    type Error = StorageError;

    fn try_from(row: EntryRow) -> Result<Self> {
        Ok(Self {
            seq: Seq(number(row.seq, "entry", "seq")?),
            change: ChangeId::from_uuid(row.change_id),
            sealed: Sealed(row.sealed),
        })
    }
}

#[async_trait]
impl JournalRepository for PgUnit {
    async fn add_plan(&mut self, plan: &NewPlan) -> Result<()> {
        let id = plan.id.uuid();
        let youth = plan.youth.uuid();
        let organisation = plan.organisation.uuid();
        let created_at = micros(plan.created_at);
        sqlx::query!(
            "INSERT INTO plan (id, youth_id, organisation_id, created_at)
             VALUES ($1, $2, $3, $4)",
            id,
            youth,
            organisation,
            created_at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        sqlx::query!(
            "INSERT INTO plan_key (plan_id, wrapped) VALUES ($1, $2)",
            id,
            plan.wrapped_key.0
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn head(&mut self, permit: &Permit) -> Result<Option<PlanHead>> {
        let plan = permit.plan().uuid();
        self.hold_plan(plan).await?;
        sqlx::query_as!(
            HeadRow,
            r#"SELECT plan.seq, plan_key.wrapped, projection.sealed_snapshot AS "sealed_snapshot?",
                   projection.seq AS "snapshot_seq?"
               FROM plan
               JOIN plan_key ON plan_key.plan_id = plan.id
               LEFT JOIN projection ON projection.plan_id = plan.id
               WHERE plan.id = $1"#,
            plan,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(PlanHead::try_from)
        .transpose()
    }

    async fn entries_after(
        &mut self,
        permit: &Permit,
        after: Seq,
        limit: u32,
    ) -> Result<Vec<JournalRow>> {
        let plan = permit.plan().uuid();
        let after = whole(after.0);
        let limit = i64::from(limit);
        sqlx::query_as!(
            EntryRow,
            r#"SELECT seq, change_id AS "change_id: Uuid", sealed
               FROM entry
               WHERE plan_id = $1 AND seq > $2
               ORDER BY seq
               LIMIT $3"#,
            plan,
            after,
            limit,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(JournalRow::try_from)
        .collect()
    }

    async fn seq_of(&mut self, permit: &Permit, change: ChangeId) -> Result<Option<Seq>> {
        let plan = permit.plan().uuid();
        let change = change.uuid();
        sqlx::query_scalar!(
            "SELECT seq FROM entry WHERE plan_id = $1 AND change_id = $2",
            plan,
            change,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(|seq| number(seq, "entry", "seq").map(Seq))
        .transpose()
    }

    async fn entry(&mut self, permit: &Permit, change: ChangeId) -> Result<Option<JournalRow>> {
        let plan = permit.plan().uuid();
        let change = change.uuid();
        sqlx::query_as!(
            EntryRow,
            r#"SELECT seq, change_id AS "change_id: Uuid", sealed
               FROM entry
               WHERE plan_id = $1 AND change_id = $2"#,
            plan,
            change,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(JournalRow::try_from)
        .transpose()
    }

    async fn append(
        &mut self,
        permit: &Permit,
        rows: &[NewJournalRow],
        projections: &Projections,
    ) -> Result<()> {
        let plan = permit.plan();
        if let Some(head) = self.move_head(plan, rows).await? {
            self.announce(plan, head).await?;
        }
        for row in rows {
            self.insert_entry(plan, row).await?;
        }
        self.project(plan, projections).await
    }

    async fn rewrite_entry(
        &mut self,
        permit: &Permit,
        change: ChangeId,
        stub: &Sealed,
    ) -> Result<()> {
        let plan = permit.plan().uuid();
        let change = change.uuid();
        let done = sqlx::query!(
            "UPDATE entry SET sealed = $1 WHERE plan_id = $2 AND change_id = $3",
            stub.0,
            plan,
            change,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())
    }

    async fn caseload(&mut self, coach: PersonId, at: Timestamp) -> Result<Vec<CaseloadRow>> {
        caseload::caseload(self, coach, at).await
    }

    async fn mark_seen(&mut self, permit: &Permit, seq: Seq) -> Result<()> {
        let plan = permit.plan().uuid();
        let person = permit.person().uuid();
        let seq = whole(seq.0);
        sqlx::query!(
            "INSERT INTO seen AS known (plan_id, person_id, seq)
             VALUES ($1, $2, $3)
             ON CONFLICT (plan_id, person_id) DO UPDATE SET seq = excluded.seq
             WHERE excluded.seq > known.seq",
            plan,
            person,
            seq,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }
}

impl PgUnit {
    /// Moves the head over these rows, if they follow it and each other; before anything else is
    /// written, so that [`StorageError::Gone`] leaves nothing behind.
    async fn move_head(&mut self, plan: PlanId, rows: &[NewJournalRow]) -> Result<Option<Seq>> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Ok(None);
        };
        if !rows
            .iter()
            .zip(rows.iter().skip(1))
            .all(|(one, next)| one.seq.next() == next.seq)
        {
            return Err(StorageError::Gone);
        }
        let id = plan.uuid();
        let (first_seq, last_seq) = (whole(first.seq.0), whole(last.seq.0));
        let done = sqlx::query!(
            "UPDATE plan SET seq = $1 WHERE id = $2 AND seq = $3::bigint - 1",
            last_seq,
            id,
            first_seq,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())?;
        Ok(Some(last.seq))
    }

    async fn insert_entry(&mut self, plan: PlanId, row: &NewJournalRow) -> Result<()> {
        let plan = plan.uuid();
        let seq = whole(row.seq.0);
        let change = row.change.uuid();
        let author = row.author.uuid();
        let recorded_at = micros(row.recorded_at);
        sqlx::query!(
            "INSERT INTO entry (plan_id, seq, change_id, author_id, recorded_at, sealed)
             VALUES ($1, $2, $3, $4, $5, $6)",
            plan,
            seq,
            change,
            author,
            recorded_at,
            row.sealed.0,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn project(&mut self, plan: PlanId, projections: &Projections) -> Result<()> {
        let plan = plan.uuid();
        let contact = projections.last_contact_at.map(micros);
        sqlx::query!(
            "INSERT INTO projection (plan_id, seq, sealed_snapshot, sealed_card)
             SELECT id, seq, $2::bytea, $3::bytea FROM plan WHERE id = $1
             ON CONFLICT (plan_id) DO UPDATE SET
                 seq = excluded.seq,
                 sealed_snapshot = excluded.sealed_snapshot,
                 sealed_card = excluded.sealed_card",
            plan,
            projections.snapshot.0,
            projections.card.0,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        sqlx::query!(
            "UPDATE plan SET last_contact_at = greatest(last_contact_at, $1)
             WHERE id = $2 AND $1::bigint IS NOT NULL",
            contact,
            plan,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }

    /// In a writing unit: one writer of a plan at a time.
    pub(crate) async fn hold_plan(&mut self, plan: Uuid) -> Result<()> {
        if self.writes {
            sqlx::query!("SELECT id FROM plan WHERE id = $1 FOR NO KEY UPDATE", plan)
                .fetch_optional(self.conn()?)
                .await
                .spoil(&mut self.spoilt)?;
        }
        Ok(())
    }

    /// Tells every instance; PostgreSQL holds it back until the commit, and drops it without one.
    async fn announce(&mut self, plan: PlanId, head: Seq) -> Result<()> {
        let news = news::write(plan, head);
        sqlx::query!("SELECT pg_notify($1, $2)", news::CHANNEL, news)
            .fetch_one(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        Ok(())
    }
}
