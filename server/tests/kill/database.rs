//! A database of its own for one run.

use crate::own_database::OwnDatabase;

/// Which database the program gets.
pub(crate) enum Database {
    /// The file in the data folder.
    Sqlite,
    /// One on the cluster that the test run starts.
    Postgres(OwnDatabase),
}

impl Database {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// `DATABASE_URL`, unless the default will do.
    pub(crate) fn url(&self) -> Option<&str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres(own) => Some(own.url()),
        }
    }
}
