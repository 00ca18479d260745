//! How both drivers write a value in a column and read it back.
//!
//! Instants are whole microseconds since 1970 (UTC): the finest grain that both databases keep.
//! Reading names the table and the column, so that [`StorageError::Inconsistent`] can say where a
//! row is wrong without showing what it holds.

use jiff::Timestamp;

use crate::{Code, KeyedHash, Result, StorageError};

/// An instant as a column holds it: microseconds; what is finer is cut off.
#[must_use]
pub fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// A count or place as a column holds it. What does not fit is as far as a column goes.
#[must_use]
pub fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Reads an instant.
///
/// # Errors
///
/// [`StorageError::Inconsistent`] when it lies outside of what a [`Timestamp`] can hold.
pub fn instant(micros: i64, table: &'static str, column: &'static str) -> Result<Timestamp> {
    // Not `Timestamp::from_microsecond`: it refuses the last second that there is.
    let seconds = micros.div_euclid(1_000_000);
    i32::try_from(micros.rem_euclid(1_000_000))
        .ok()
        .and_then(|rest| Timestamp::new(seconds, rest.saturating_mul(1_000)).ok())
        .ok_or(StorageError::Inconsistent { table, column })
}

/// Reads an instant that may be missing.
///
/// # Errors
///
/// As [`instant`].
pub fn maybe_instant(
    micros: Option<i64>,
    table: &'static str,
    column: &'static str,
) -> Result<Option<Timestamp>> {
    micros
        .map(|micros| instant(micros, table, column))
        .transpose()
}

/// Reads a count or place.
///
/// # Errors
///
/// [`StorageError::Inconsistent`] when it is negative or too large.
pub fn number<N: TryFrom<i64>>(value: i64, table: &'static str, column: &'static str) -> Result<N> {
    N::try_from(value)
        .ok()
        .ok_or(StorageError::Inconsistent { table, column })
}

/// Reads a keyed hash.
///
/// # Errors
///
/// [`StorageError::Inconsistent`] when it is not 32 bytes long.
pub fn hash(bytes: &[u8], table: &'static str, column: &'static str) -> Result<KeyedHash> {
    <[u8; 32]>::try_from(bytes)
        .ok()
        .map(KeyedHash)
        .ok_or(StorageError::Inconsistent { table, column })
}

/// Reads a code.
///
/// # Errors
///
/// [`StorageError::Inconsistent`] when this build does not know it.
pub fn decode<C: Code>(code: &str, table: &'static str, column: &'static str) -> Result<C> {
    C::from_code(code).ok_or(StorageError::Inconsistent { table, column })
}
