//! How often something was tried.

use async_trait::async_trait;
use jiff::Timestamp;
use storage::column::{micros, number};
use storage::{KeyedHash, Result, ThrottleRepository};

use crate::error::Spoil;
use crate::unit::SqliteUnit;

#[async_trait]
impl ThrottleRepository for SqliteUnit {
    async fn count_try(&mut self, bucket: KeyedHash, window: Timestamp) -> Result<u32> {
        let bucket = bucket.0.as_slice();
        let window = micros(window);
        let tries = sqlx::query_scalar!(
            r#"INSERT INTO throttle AS known (bucket, window_at, tries)
               VALUES ($1, $2, 1)
               ON CONFLICT (bucket) DO UPDATE SET
                   tries = CASE
                       WHEN excluded.window_at > known.window_at THEN 1
                       ELSE known.tries + 1
                   END,
                   window_at = CASE
                       WHEN excluded.window_at > known.window_at THEN excluded.window_at
                       ELSE known.window_at
                   END
               RETURNING tries AS "tries!: i64""#,
            bucket,
            window,
        )
        .fetch_one(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        number(tries, "throttle", "tries")
    }

    async fn forget_tries(&mut self, bucket: KeyedHash) -> Result<()> {
        let bucket = bucket.0.as_slice();
        sqlx::query!("DELETE FROM throttle WHERE bucket = $1", bucket)
            .execute(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn purge_tries(&mut self, before: Timestamp) -> Result<u64> {
        let before = micros(before);
        let done = sqlx::query!("DELETE FROM throttle WHERE window_at < $1", before)
            .execute(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        Ok(done.rows_affected())
    }
}
