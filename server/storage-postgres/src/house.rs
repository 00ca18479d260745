//! The database as a whole.

use async_trait::async_trait;
use domain::id::PlanId;
use domain::journal::Seq;
use sqlx::postgres::PgPool;
use storage::{Result, Storage, UnitOfWork};
use tokio::sync::broadcast;
use tokio::task::JoinHandle;

use crate::error::meaning;
use crate::unit::PgUnit;
use crate::{news, open};

/// A Stip database on PostgreSQL, shared with other instances.
#[derive(Debug)]
pub struct PgStorage {
    pool: PgPool,
    news: broadcast::Sender<(PlanId, Seq)>,
    relay: JoinHandle<()>,
}

impl PgStorage {
    /// Connects to `postgres://user:password@host:port/database` and brings its tables up to date.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](storage::StorageError::Unavailable) when it does not answer or is a standby,
    /// [`Newer`](storage::StorageError::Newer) when a newer Stip made the tables,
    /// [`Driver`](storage::StorageError::Driver) for a malformed address or missing rights.
    pub async fn connect(url: &str) -> Result<Self> {
        let address = open::address(url)?;
        open::migrate(&address).await?;
        let pool = open::pool(address).await?;
        let listener = news::listen(&pool).await.map_err(meaning)?;
        let (news, _) = broadcast::channel(news::NEWS);
        let relay = tokio::spawn(news::relay(pool.clone(), listener, news.clone()));
        Ok(Self { pool, news, relay })
    }
}

impl Drop for PgStorage {
    fn drop(&mut self) {
        self.relay.abort();
    }
}

#[async_trait]
impl Storage for PgStorage {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>> {
        let tx = self.pool.begin_with(WRITE).await.map_err(meaning)?;
        Ok(Box::new(PgUnit::new(tx, true)))
    }

    async fn read(&self) -> Result<Box<dyn UnitOfWork>> {
        let tx = self.pool.begin_with(READ).await.map_err(meaning)?;
        Ok(Box::new(PgUnit::new(tx, false)))
    }

    fn subscribe(&self) -> broadcast::Receiver<(PlanId, Seq)> {
        self.news.subscribe()
    }

    async fn ping(&self) -> Result<()> {
        sqlx::query("SELECT 1")
            .execute(&self.pool)
            .await
            .map_err(meaning)?;
        Ok(())
    }

    async fn close(&self) {
        self.pool.close().await;
    }
}

const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
