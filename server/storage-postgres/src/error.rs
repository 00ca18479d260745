//! What PostgreSQL's errors mean here.

use sqlx::error::DatabaseError;
use storage::StorageError;

/// Marks a unit of work as spoilt when a statement failed: PostgreSQL takes no more in it.
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
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => StorageError::Unavailable(Box::new(error)),
        other => StorageError::Driver(Box::new(other)),
    }
}

fn refused(refusal: Box<dyn DatabaseError>) -> StorageError {
    if refusal.is_unique_violation() {
        let constraint = refusal.constraint().unwrap_or("unknown").to_owned();
        return StorageError::Taken { constraint };
    }
    let code = refusal.code().unwrap_or_default().into_owned();
    let error = Box::new(sqlx::Error::Database(refusal));
    match state(&code) {
        State::Full => StorageError::Full,
        State::Damaged => StorageError::Damaged,
        State::Away => StorageError::Unavailable(error),
        State::Other => StorageError::Driver(error),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum State {
    Full,
    Damaged,
    Away,
    Other,
}

/// What an SQLSTATE tells (PostgreSQL manual, appendix A).
fn state(code: &str) -> State {
    match code {
        // disk_full
        "53100" => State::Full,
        // data_corrupted, index_corrupted
        "XX001" | "XX002" => State::Damaged,
        // read_only_sql_transaction (a demoted primary), serialization_failure, deadlock_detected,
        // lock_not_available, query_canceled (a time-out), idle_in_transaction_session_timeout,
        // invalid_catalog_name
        "25006" | "40001" | "40P01" | "55P03" | "57014" | "25P03" | "3D000" => State::Away,
        // connection_exception, insufficient_resources, operator_intervention
        _ if ["08", "53", "57P"]
            .iter()
            .any(|class| code.starts_with(class)) =>
        {
            State::Away
        }
        _ => State::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_told_apart() {
        for code in [
            "25006", "57P01", "57P03", "57014", "08006", "53300", "40001",
        ] {
            assert_eq!(state(code), State::Away, "{code}");
        }
        assert_eq!(state("53100"), State::Full);
        assert_eq!(state("XX001"), State::Damaged);
        for code in ["", "23503", "42P01", "P0001"] {
            assert_eq!(state(code), State::Other, "{code}");
        }
    }
}
