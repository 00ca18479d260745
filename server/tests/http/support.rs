//! A whole house for one test: SQLite file, built site, clock, people.

mod browser;
mod people;
mod site;

use std::sync::Arc;

use axum::Router;
use jiff::Timestamp;
use jobs::push::{HostPolicy, Origin};
use server::house::House;
use server::http;
use server::site::Site;
use service::testing::{TestClock, TestEntropy};
use service::{MasterKey, Settings, Stip};
use storage_sqlite::SqliteStorage;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

pub(crate) use browser::{Browser, Reply, request};
pub(crate) use people::{CANARY, People, change, change_id};

pub(crate) const ORIGIN: &str = "http://127.0.0.1:3000";

pub(crate) struct TestHouse {
    pub(crate) router: Router,
    pub(crate) house: House,
    pub(crate) stip: Arc<Stip>,
    pub(crate) clock: Arc<TestClock>,
    folder: Arc<TempDir>,
}

impl TestHouse {
    pub(crate) async fn open() -> Self {
        Self::at(ORIGIN).await
    }

    pub(crate) async fn at(origin: &str) -> Self {
        let folder = TempDir::new().expect("a folder");
        let storage = SqliteStorage::open(&folder.path().join("stip.db"))
            .await
            .expect("a database");
        let clock = Arc::new(TestClock::at(noon()));
        let origin: Origin = origin.parse().expect("an origin");
        let policy = HostPolicy::parse("", &origin).expect("a policy");
        let stip = Stip::open(
            Arc::new(storage),
            MasterKey::from_bytes([7; 32]),
            Arc::<TestClock>::clone(&clock),
            Arc::new(TestEntropy::seeded(1)),
            Arc::new(policy),
            Settings {
                origin: origin.as_str().to_owned(),
                loopback: origin.is_loopback(),
            },
        )
        .await
        .expect("the house opens");
        let site = folder.path().join("site");
        site::build(&site);
        let site = Site::read(&site).expect("the site");
        let closing = CancellationToken::new();
        let house = House::new(Arc::clone(&stip), site, origin, Vec::new(), closing);
        let router = http::router(&house);
        Self {
            router,
            house,
            stip,
            clock,
            folder: Arc::new(folder),
        }
    }

    pub(crate) fn browser(&self) -> Browser {
        self.browser_of(self.router.clone())
    }

    pub(crate) fn browser_of(&self, router: Router) -> Browser {
        Browser::new(router, Arc::clone(&self.folder))
    }
}

fn noon() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("a moment")
}
