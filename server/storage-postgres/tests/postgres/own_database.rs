//! A database of its own for one test, on the cluster that the test run starts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use storage::{Result, Storage, StorageError};
use storage_postgres::PgStorage;

const VARIABLE: &str = "STIP_TEST_POSTGRES_URL";

/// A database that no other test sees.
pub(crate) struct OwnDatabase {
    pub(crate) storage: Arc<PgStorage>,
    pub(crate) url: String,
    cluster: String,
    name: String,
}

/// The address of a database, for connections past Stip.
pub(crate) struct Raw(pub(crate) String);

impl Raw {
    /// Does one thing.
    pub(crate) async fn tell(&self, statement: String) -> Result<()> {
        administer(&self.0, statement).await
    }
}

#[derive(thiserror::Error)]
#[error(
    "the variable STIP_TEST_POSTGRES_URL is not set: start a PostgreSQL and set it to its address, or run `make test`"
)]
struct NoCluster;

/// A failing test prints this: the sentence, not a name.
impl std::fmt::Debug for NoCluster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

fn driver(error: impl std::error::Error + Send + Sync + 'static) -> StorageError {
    StorageError::Driver(Box::new(error))
}

impl OwnDatabase {
    /// Makes it and brings its tables up to date.
    pub(crate) async fn make() -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let cluster = cluster()?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("stip_test_{}_{number}", std::process::id());
        // A test that was killed may have left one of this name.
        administer(
            &cluster,
            format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        )
        .await?;
        administer(&cluster, format!("CREATE DATABASE {name}")).await?;
        let mut url = url::Url::parse(&cluster).map_err(driver)?;
        url.set_path(&name);
        let storage = PgStorage::connect(url.as_str()).await?;
        Ok(Self {
            storage: Arc::new(storage),
            url: url.into(),
            cluster,
            name,
        })
    }

    /// A connection past Stip, as somebody with the password would make one.
    pub(crate) async fn raw(&self) -> Result<PgConnection> {
        raw(&self.url).await
    }

    /// Takes it away.
    pub(crate) async fn drop_it(self) {
        self.storage.close().await;
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        administer(&self.cluster, drop)
            .await
            .expect("the database of the test is dropped");
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test has no settings file: its cluster is told to it"
)]
fn cluster() -> Result<String> {
    std::env::var(VARIABLE)
        .ok()
        .ok_or_else(|| driver(NoCluster))
}

async fn raw(url: &str) -> Result<PgConnection> {
    let address: sqlx::postgres::PgConnectOptions = url.parse().map_err(driver)?;
    address.connect().await.map_err(driver)
}

async fn administer(cluster: &str, statement: String) -> Result<()> {
    let mut connection = raw(cluster).await?;
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .map_err(driver)?;
    connection.close().await.map_err(driver)
}
