//! Photos and voice notes.

use async_trait::async_trait;
use domain::id::FileId;
use domain::policy::Permit;
use jiff::Timestamp;
use storage::column::{decode, hash, micros, number};
use storage::{Code, FileRepository, FileRow, FilesHeld, NewFile, Result, Sealed, StorageError};

use crate::error::{Spoil, hit};
use crate::unit::SqliteUnit;

struct Row {
    kind: String,
    sent: Vec<u8>,
    attached: bool,
}

impl TryFrom<Row> for FileRow {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            kind: decode(&row.kind, "file", "kind")?,
            sent: hash(&row.sent, "file", "sent")?,
            attached: row.attached,
        })
    }
}

#[async_trait]
impl FileRepository for SqliteUnit {
    async fn add_file(&mut self, permit: &Permit, file: &NewFile) -> Result<()> {
        let (id, plan) = (file.id.uuid(), permit.plan().uuid());
        let kind = file.kind.code();
        let sent = file.sent.0.as_slice();
        let size = i64::try_from(file.sealed.0.len()).unwrap_or(i64::MAX);
        let created_at = micros(file.created_at);
        sqlx::query!(
            "INSERT INTO file (id, plan_id, kind, sent, size, sealed, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id,
            plan,
            kind,
            sent,
            size,
            file.sealed.0,
            created_at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn file(&mut self, permit: &Permit, id: FileId) -> Result<Option<FileRow>> {
        let (id, plan) = (id.uuid(), permit.plan().uuid());
        sqlx::query_as!(
            Row,
            r#"SELECT kind, sent, attached AS "attached: bool" FROM file
               WHERE id = $1 AND plan_id = $2"#,
            id,
            plan,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(FileRow::try_from)
        .transpose()
    }

    async fn file_bytes(&mut self, permit: &Permit, id: FileId) -> Result<Option<Sealed>> {
        let (id, plan) = (id.uuid(), permit.plan().uuid());
        let sealed = sqlx::query_scalar!(
            "SELECT sealed FROM file WHERE id = $1 AND plan_id = $2",
            id,
            plan,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(sealed.map(Sealed))
    }

    async fn attach_file(&mut self, permit: &Permit, id: FileId) -> Result<()> {
        let (id, plan) = (id.uuid(), permit.plan().uuid());
        let done = sqlx::query!(
            "UPDATE file SET attached = 1 WHERE id = $1 AND plan_id = $2",
            id,
            plan,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())
    }

    async fn renew_file(&mut self, permit: &Permit, id: FileId, at: Timestamp) -> Result<()> {
        let (id, plan, at) = (id.uuid(), permit.plan().uuid(), micros(at));
        let done = sqlx::query!(
            "UPDATE file SET created_at = $3 WHERE id = $1 AND plan_id = $2",
            id,
            plan,
            at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())
    }

    async fn destroy_file(&mut self, permit: &Permit, id: FileId) -> Result<()> {
        let (id, plan) = (id.uuid(), permit.plan().uuid());
        sqlx::query!("DELETE FROM file WHERE id = $1 AND plan_id = $2", id, plan,)
            .execute(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        self.rewrote = true;
        Ok(())
    }

    async fn files_held(&mut self, permit: &Permit) -> Result<FilesHeld> {
        let plan = permit.plan().uuid();
        let held = sqlx::query!(
            r#"SELECT count(*) AS "count!: i64", coalesce(sum(size), 0) AS "bytes!: i64"
               FROM file
               WHERE plan_id = $1"#,
            plan,
        )
        .fetch_one(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(FilesHeld {
            count: number(held.count, "file", "count")?,
            bytes: number(held.bytes, "file", "size")?,
        })
    }

    async fn forget_loose_files(&mut self, before: Timestamp, most: u32) -> Result<u64> {
        let (before, most) = (micros(before), i64::from(most));
        let done = sqlx::query!(
            "DELETE FROM file WHERE id IN (
                 SELECT id FROM file WHERE attached = 0 AND created_at < $1 ORDER BY created_at LIMIT $2
             )",
            before,
            most,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        self.rewrote |= done.rows_affected() > 0;
        Ok(done.rows_affected())
    }
}
