//! Connecting, and bringing the tables up to date.

use std::io;
use std::str::FromStr;
use std::time::Duration;

use sqlx::PgConnection;
use sqlx::migrate::MigrateError;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use storage::{Result, StorageError};

use crate::error::meaning;

/// How long a caller waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections of one instance; one of them listens.
const CONNECTIONS: u32 = 16;

/// Reads the address of a database.
pub(crate) fn address(url: &str) -> Result<PgConnectOptions> {
    PgConnectOptions::from_str(url).map_err(meaning)
}

/// Brings the tables up to date. Instances that start together wait for each other (an advisory lock),
/// so this connection has no statement time-out.
pub(crate) async fn migrate(address: &PgConnectOptions) -> Result<()> {
    let lone = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .connect_with(address.clone())
        .await
        .map_err(meaning)?;
    let migrated = sqlx::migrate!()
        .run(&lone)
        .await
        .map_err(|error| match error {
            MigrateError::VersionMissing(_) => StorageError::Newer,
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                meaning(error)
            }
            other => StorageError::Driver(Box::new(other)),
        });
    lone.close().await;
    migrated
}

/// The connections that do the work.
pub(crate) async fn pool(address: PgConnectOptions) -> Result<PgPool> {
    let address = address.application_name("stip").options([
        ("statement_timeout", "5000"),
        ("idle_in_transaction_session_timeout", "60000"),
        ("synchronous_commit", "on"),
    ]);
    PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        // Instead of a ping: it costs the same, and a primary that was demoted is left at once (R-09).
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                if leads(connection).await? {
                    Ok(())
                } else {
                    Err(standby())
                }
            })
        })
        .before_acquire(|connection, _| {
            // A connection that broke while it waited is thrown away, not reported.
            Box::pin(async move { Ok(leads(connection).await.unwrap_or(false)) })
        })
        .connect_with(address)
        .await
        .map_err(meaning)
}

async fn leads(connection: &mut PgConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"SELECT NOT pg_is_in_recovery() AS "leads!""#)
        .fetch_one(connection)
        .await
}

fn standby() -> sqlx::Error {
    sqlx::Error::Io(io::Error::new(
        io::ErrorKind::ConnectionRefused,
        "a standby takes no writes",
    ))
}
