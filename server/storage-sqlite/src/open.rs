//! What is looked at before a database is used.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::Connection;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use storage::{Result, StorageError};

use crate::error::meaning;

/// The first SQLite whose write-ahead log cannot lose a checkpoint.
const OLDEST: (u32, u32, u32) = (3, 51, 3);
const OLDEST_NAME: &str = "3.51.3";

/// How long a connection waits for a lock of another one.
const BUSY: Duration = Duration::from_secs(5);
/// How long a caller waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// Reading connections.
const READERS: u32 = 4;

/// Takes the lock beside the database; it lasts as long as the file is open.
pub(crate) fn lock(database: &Path) -> Result<File> {
    let file = private(&with_suffix(database, ".lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StorageError::Locked),
        Err(TryLockError::Error(error)) => Err(unreachable_file(error)),
    }
}

/// Makes the file, for its owner only, if there is none; its name survives a power cut too.
pub(crate) fn create(database: &Path) -> Result<()> {
    if database.exists() {
        return Ok(());
    }
    private(database)?.sync_all().map_err(unreachable_file)?;
    let folder = match database.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(unreachable_file)
}

/// The one connection that writes.
pub(crate) async fn writer(database: &Path) -> Result<SqlitePool> {
    let options = base(database)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON");
    pool(1).connect_with(options).await.map_err(meaning)
}

/// The connections that read.
pub(crate) async fn readers(database: &Path) -> Result<SqlitePool> {
    let options = base(database).read_only(true).pragma("query_only", "ON");
    pool(READERS).connect_with(options).await.map_err(meaning)
}

/// Refuses an engine that is too old, and a damaged file.
pub(crate) async fn examine(writer: &SqlitePool) -> Result<()> {
    let version = sqlx::query_scalar::<_, String>("SELECT sqlite_version()")
        .fetch_one(writer)
        .await
        .map_err(meaning)?;
    new_enough(&version)?;
    let verdict = sqlx::query_scalar::<_, String>("PRAGMA quick_check(1)")
        .fetch_one(writer)
        .await
        .map_err(meaning)?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(StorageError::Damaged)
    }
}

/// Brings the tables up to date.
pub(crate) async fn migrate(writer: &SqlitePool) -> Result<()> {
    sqlx::migrate!()
        .run(writer)
        .await
        .map_err(|error| match error {
            MigrateError::VersionMissing(_) => StorageError::Newer,
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                meaning(error)
            }
            other => StorageError::Driver(Box::new(other)),
        })
}

fn base(database: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(false)
        .busy_timeout(BUSY)
        .foreign_keys(true)
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-16384")
        .pragma("cell_size_check", "ON")
        .pragma("trusted_schema", "OFF")
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        // After a full disk SQLite has rolled back by itself, and sqlx does not know it: such a
        // connection would refuse every transaction from then on.
        .before_acquire(|connection, _| {
            let idle = !connection.is_in_transaction();
            Box::pin(async move { Ok(idle) })
        })
}

fn new_enough(version: &str) -> Result<()> {
    let mut numbers = version
        .split('.')
        .map(|number| number.parse::<u32>().unwrap_or(0));
    let mut number = || numbers.next().unwrap_or(0);
    if (number(), number(), number()) >= OLDEST {
        Ok(())
    } else {
        Err(StorageError::TooOld {
            found: version.to_owned(),
            needed: OLDEST_NAME,
        })
    }
}

fn private(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(unreachable_file)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn unreachable_file(error: std::io::Error) -> StorageError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => StorageError::Full,
        _ => StorageError::Unavailable(Box::new(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_with_a_doubtful_log_is_refused() {
        for version in ["3.40.1", "3.51.2", "2.99.99", "", "what"] {
            let answer = new_enough(version);
            assert!(
                matches!(answer, Err(StorageError::TooOld { .. })),
                "{version}"
            );
        }
        for version in ["3.51.3", "3.52.0", "4.0.0"] {
            assert!(new_enough(version).is_ok(), "{version}");
        }
    }
}
