//! A database of its own for one run.

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use url::Url;

const VARIABLE: &str = "STIP_TEST_POSTGRES_URL";

/// Which database the program gets.
pub(crate) enum Database {
    /// The file in the data folder.
    Sqlite,
    /// One on the cluster that the test run starts.
    Postgres { cluster: Url, own: Url },
}

impl Database {
    pub(crate) fn sqlite() -> Self {
        Self::Sqlite
    }

    pub(crate) async fn postgres() -> Self {
        let cluster = cluster();
        let name = format!("stip_kill_{}", std::process::id());
        administer(
            &cluster,
            format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        )
        .await;
        administer(&cluster, format!("CREATE DATABASE {name}")).await;
        let mut own = cluster.clone();
        own.set_path(&name);
        Self::Postgres { cluster, own }
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres { .. } => "PostgreSQL",
        }
    }

    /// `DATABASE_URL`, unless the default will do.
    pub(crate) fn url(&self) -> Option<&str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres { own, .. } => Some(own.as_str()),
        }
    }

    pub(crate) async fn drop_it(self) {
        if let Self::Postgres { cluster, own } = self {
            let name = own.path().trim_start_matches('/');
            administer(&cluster, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test has no settings file: its cluster is told to it"
)]
fn cluster() -> Url {
    let Ok(cluster) = std::env::var(VARIABLE) else {
        panic!(
            "the variable {VARIABLE} is not set: start a PostgreSQL and set it to its address, or \
             run `make test`"
        );
    };
    cluster.parse().expect("an address of a PostgreSQL")
}

async fn administer(cluster: &Url, statement: String) {
    let address: PgConnectOptions = cluster.as_str().parse().expect("an address");
    let mut connection = address.connect().await.expect("the cluster answers");
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .expect("it is done");
    connection.close().await.expect("closed");
}
