//! One transaction.

use async_trait::async_trait;
use sqlx::{PgConnection, Postgres, Transaction};
use storage::{Result, StorageError, UnitOfWork};

use crate::error::meaning;

/// A transaction on one connection. The repositories are implemented on it, one file each.
pub(crate) struct PgUnit {
    tx: Transaction<'static, Postgres>,
    /// Whether it may write; then it locks what it decides on.
    pub(crate) writes: bool,
    /// A statement failed: PostgreSQL answers `COMMIT` with a roll-back, and the driver calls that a
    /// success.
    pub(crate) spoilt: bool,
}

impl PgUnit {
    pub(crate) fn new(tx: Transaction<'static, Postgres>, writes: bool) -> Self {
        Self {
            tx,
            writes,
            spoilt: false,
        }
    }

    /// The connection, as long as nothing failed on it.
    pub(crate) fn conn(&mut self) -> Result<&mut PgConnection> {
        if self.spoilt {
            Err(StorageError::Aborted)
        } else {
            Ok(&mut self.tx)
        }
    }
}

#[async_trait]
impl UnitOfWork for PgUnit {
    async fn commit(self: Box<Self>) -> Result<()> {
        if self.spoilt {
            return Err(StorageError::Aborted);
        }
        self.tx.commit().await.map_err(meaning)
    }
}
