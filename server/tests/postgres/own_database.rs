//! A PostgreSQL database of its own for one test, on the cluster that the test run starts. It goes away
//! with its value.

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};
use url::Url;

const VARIABLE: &str = "STIP_TEST_POSTGRES_URL";

/// A database that no other test sees.
pub(crate) struct OwnDatabase {
    cluster: Url,
    url: Url,
}

impl OwnDatabase {
    pub(crate) fn make() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let cluster = cluster();
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("stip_server_{}_{number}", std::process::id());
        // A test that was killed may have left one of this name.
        let old = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        run(&cluster, vec![old, format!("CREATE DATABASE {name}")]);
        let mut url = cluster.clone();
        url.set_path(&name);
        Self { cluster, url }
    }

    /// `DATABASE_URL`.
    pub(crate) fn url(&self) -> &str {
        self.url.as_str()
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        let name = self.url.path().trim_start_matches('/');
        let drop = format!("DROP DATABASE {name} WITH (FORCE)");
        run(&self.cluster, vec![drop]);
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

/// Runs statements, whether or not the test has a runtime of its own.
fn run(cluster: &Url, statements: Vec<String>) {
    let address: PgConnectOptions = cluster.as_str().parse().expect("an address");
    let work = async move {
        let mut connection: PgConnection = address.connect().await.expect("the cluster answers");
        for statement in statements {
            sqlx::raw_sql(AssertSqlSafe(statement))
                .execute(&mut connection)
                .await
                .expect("it is done");
        }
        connection.close().await.expect("closed");
    };
    let worker = std::thread::spawn(|| {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime")
            .block_on(work);
    });
    // In a drop of a test that failed already, a second panic would hide the first.
    assert!(
        worker.join().is_ok() || std::thread::panicking(),
        "the cluster did not do it"
    );
}
