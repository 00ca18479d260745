//! A whole house for one test: database, built site, clock, people.

mod browser;
mod database;
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
use storage::Storage;
use tokio_util::sync::CancellationToken;

pub(crate) use browser::{Browser, Reply, request};
pub(crate) use database::{Database, Ground, on_both};
pub(crate) use people::{CANARY, PHOTO, People, change, change_id, stop};

pub(crate) const ORIGIN: &str = "http://127.0.0.1:3000";

pub(crate) struct TestHouse {
    pub(crate) router: Router,
    pub(crate) house: House,
    pub(crate) stip: Arc<Stip>,
    pub(crate) clock: Arc<TestClock>,
    ground: Arc<Ground>,
}

impl TestHouse {
    /// On SQLite: for what has nothing to do with the database.
    pub(crate) async fn open() -> Self {
        Self::on(Database::Sqlite).await
    }

    pub(crate) async fn on(database: Database) -> Self {
        Self::at(database, ORIGIN).await
    }

    pub(crate) async fn at(database: Database, origin: &str) -> Self {
        let ground = Ground::new(database);
        let storage = ground.storage().await;
        Self::build(ground, storage, clock(), origin, 1).await
    }

    /// On a database that the test brings along.
    pub(crate) async fn over(ground: Arc<Ground>, storage: Arc<dyn Storage>) -> Self {
        Self::build(ground, storage, clock(), ORIGIN, 1).await
    }

    /// A second instance on the same database, which must be PostgreSQL.
    pub(crate) async fn beside(&self) -> Self {
        let storage = self.ground.storage().await;
        let (ground, clock) = (Arc::clone(&self.ground), Arc::clone(&self.clock));
        Self::build(ground, storage, clock, ORIGIN, 2).await
    }

    async fn build(
        ground: Arc<Ground>,
        storage: Arc<dyn Storage>,
        clock: Arc<TestClock>,
        origin: &str,
        seed: u64,
    ) -> Self {
        let origin: Origin = origin.parse().expect("an origin");
        let policy = HostPolicy::parse("", &origin).expect("a policy");
        let stip = Stip::open(
            storage,
            MasterKey::from_bytes([7; 32]),
            Arc::<TestClock>::clone(&clock),
            Arc::new(TestEntropy::seeded(seed)),
            Arc::new(policy),
            Settings {
                origin: origin.as_str().to_owned(),
                loopback: origin.is_loopback(),
            },
        )
        .await
        .expect("the house opens");
        let site = ground.folder.path().join("site");
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
            ground,
        }
    }

    pub(crate) fn browser(&self) -> Browser {
        self.browser_of(self.router.clone())
    }

    pub(crate) fn browser_of(&self, router: Router) -> Browser {
        Browser::new(router, Arc::clone(&self.ground))
    }
}

fn clock() -> Arc<TestClock> {
    Arc::new(TestClock::at(noon()))
}

fn noon() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("a moment")
}
