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
