//! What SQLite's errors mean here.

use sqlx::error::DatabaseError;
use storage::StorageError;

/// Marks a unit of work as spoilt when a statement failed: half of it may have happened.
pub(crate) trait Spoil<T> {
    /// Turns the driver's error into ours, and remembers that there was one.
    fn spoil(self, spoilt: &mut bool) -> Result<T, StorageError>;
}

impl<T> Spoil<T> for Result<T, sqlx::Error> {
    fn spoil(self, spoilt: &mut bool) -> Result<T, StorageError> {
        self.map_err(|error| {
            *spoilt = true;
            meaning(error)
        })
    }
}

/// Answers [`StorageError::Gone`] when a change hit no row.
pub(crate) fn hit(rows: u64) -> Result<(), StorageError> {
    if rows == 0 {
        Err(StorageError::Gone)
    } else {
        Ok(())
    }
}

/// What an error of the driver means.
pub(crate) fn meaning(error: sqlx::Error) -> StorageError {
    match error {
        sqlx::Error::Database(refusal) => refused(refusal),
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => StorageError::Unavailable(Box::new(error)),
        other => StorageError::Driver(Box::new(other)),
    }
}

fn refused(refusal: Box<dyn DatabaseError>) -> StorageError {
    if refusal.is_unique_violation() {
        let message = refusal.message();
        let constraint = message
            .strip_prefix("UNIQUE constraint failed: ")
            .unwrap_or(message);
        return StorageError::Taken {
            constraint: constraint.to_owned(),
        };
    }
    // The low byte is the primary result code (https://www.sqlite.org/rescode.html).
    let code = refusal
        .code()
        .and_then(|code| code.parse::<u32>().ok())
        .unwrap_or(0)
        & 0xff;
    match code {
        SQLITE_FULL => StorageError::Full,
        SQLITE_CORRUPT | SQLITE_NOTADB => StorageError::Damaged,
        SQLITE_BUSY | SQLITE_LOCKED | SQLITE_IOERR | SQLITE_CANTOPEN => {
            StorageError::Unavailable(Box::new(sqlx::Error::Database(refusal)))
        }
        _ => StorageError::Driver(Box::new(sqlx::Error::Database(refusal))),
    }
}

const SQLITE_BUSY: u32 = 5;
const SQLITE_LOCKED: u32 = 6;
const SQLITE_IOERR: u32 = 10;
const SQLITE_CORRUPT: u32 = 11;
const SQLITE_FULL: u32 = 13;
const SQLITE_CANTOPEN: u32 = 14;
const SQLITE_NOTADB: u32 = 26;
