//! One transaction.

use std::sync::Arc;

use async_trait::async_trait;
use domain::id::PlanId;
use domain::journal::Seq;
use sqlx::{Sqlite, SqliteConnection, Transaction};
use storage::{Result, StorageError, UnitOfWork};

use crate::error::meaning;
use crate::house::House;

/// A transaction on one connection. The repositories are implemented on it, one file each.
pub(crate) struct SqliteUnit {
    tx: Transaction<'static, Sqlite>,
    /// A statement failed: half of something may stand in the transaction.
    pub(crate) spoilt: bool,
    /// What to tell after the commit.
    pub(crate) appended: Vec<(PlanId, Seq)>,
    /// Words were taken away: the log must be wiped after the commit.
    pub(crate) rewrote: bool,
    house: Arc<House>,
}

impl SqliteUnit {
    pub(crate) fn new(tx: Transaction<'static, Sqlite>, house: Arc<House>) -> Self {
        Self {
            tx,
            spoilt: false,
            appended: Vec::new(),
            rewrote: false,
            house,
        }
    }

    /// The connection, as long as nothing failed on it. After a full disk or a read error SQLite rolls
    /// back by itself: whatever came next would be a transaction of its own.
    pub(crate) fn conn(&mut self) -> Result<&mut SqliteConnection> {
        if self.spoilt {
            Err(StorageError::Aborted)
        } else {
            Ok(&mut self.tx)
        }
    }
}

#[async_trait]
impl UnitOfWork for SqliteUnit {
    async fn commit(self: Box<Self>) -> Result<()> {
        let Self {
            tx,
            spoilt,
            appended,
            rewrote,
            house,
        } = *self;
        if spoilt {
            return Err(StorageError::Aborted);
        }
        tx.commit().await.map_err(meaning)?;
        house.committed(appended, rewrote).await;
        Ok(())
    }
}
