//! What can go wrong in a database.

/// Why a storage call did not do its work. "Not found" is no error: look-ups answer `Option`.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// A value that must be unique is there already.
    #[error("already there: {constraint}")]
    Taken {
        /// The name of the constraint.
        constraint: String,
    },
    /// A row that had to be there was not: somebody else was first.
    #[error("the row was gone or had changed")]
    Gone,
    /// A row does not hold what the code expects.
    #[error("the database holds an impossible value in {table}.{column}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The database was made by a newer version of Stip.
    #[error("the database was made by a newer version of Stip")]
    Newer,
    /// The database engine is too old to be trusted with a write-ahead log (SQLite before 3.51.3).
    #[error("the database engine is too old: {found}, at least {needed} is needed")]
    TooOld {
        /// The version that was found.
        found: String,
        /// The oldest that is good enough.
        needed: &'static str,
    },
    /// The file is damaged; a backup must be restored.
    #[error("the database is damaged")]
    Damaged,
    /// An earlier call in this unit of work failed, so nothing of it was kept.
    #[error("an earlier step failed, so nothing was kept")]
    Aborted,
    /// Another process holds the database.
    #[error("another process holds the database")]
    Locked,
    /// The database cannot be reached, or broke off.
    #[error("the database does not answer")]
    Unavailable(#[source] Box<dyn core::error::Error + Send + Sync>),
    /// Anything else that the driver reports.
    #[error("the database refused")]
    Driver(#[source] Box<dyn core::error::Error + Send + Sync>),
}
