//! What a house stands on: a folder, and one of the two databases.

use std::sync::Arc;

use storage::Storage;
use storage_postgres::PgStorage;
use storage_sqlite::SqliteStorage;
use tempfile::TempDir;

use crate::own_database::OwnDatabase;

/// Which database a house is built on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

/// Folder and database of one test; both go away with it.
pub(crate) struct Ground {
    pub(crate) folder: TempDir,
    postgres: Option<OwnDatabase>,
}

impl Ground {
    pub(crate) fn new(database: Database) -> Arc<Self> {
        Arc::new(Self {
            folder: TempDir::new().expect("a folder"),
            postgres: match database {
                Database::Sqlite => None,
                Database::Postgres => Some(OwnDatabase::make()),
            },
        })
    }

    /// Opens the database; a second time only on PostgreSQL, as a second instance does.
    pub(crate) async fn storage(&self) -> Arc<dyn Storage> {
        match &self.postgres {
            None => {
                let file = self.folder.path().join("stip.db");
                Arc::new(SqliteStorage::open(&file).await.expect("a database"))
            }
            Some(own) => Arc::new(PgStorage::connect(own.url()).await.expect("a database")),
        }
    }
}

/// Makes two tests of each case: what somebody may see must not depend on the database.
macro_rules! on_both {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $case() {
                super::$case($crate::support::Database::Sqlite).await;
            })+
        }

        mod postgres {
            $(#[tokio::test]
            async fn $case() {
                super::$case($crate::support::Database::Postgres).await;
            })+
        }
    };
}
pub(crate) use on_both;
