//! What a stream costs when nothing happens, on a database whose news the test tells itself.

use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use contract::path;
use domain::id::PlanId;
use domain::journal::Seq;
use http::Method;
use serde_json::json;
use storage::{Result, Storage, UnitOfWork};
use tokio::sync::broadcast;
use tokio::time::timeout;

use super::{BEAT, SOON, Stream, write};
use crate::support::{Database, Ground, People, TestHouse};

/// A real database that keeps its news to itself, and counts how often it is read.
struct Muffled {
    inner: Arc<dyn Storage>,
    news: broadcast::Sender<(PlanId, Seq)>,
    reads: AtomicUsize,
}

impl Muffled {
    async fn new(ground: &Ground) -> Arc<Self> {
        Arc::new(Self {
            inner: ground.storage().await,
            // With more than one piece of news, the older one is missed.
            news: broadcast::channel(1).0,
            reads: AtomicUsize::new(0),
        })
    }

    fn reads(&self) -> usize {
        self.reads.load(Ordering::SeqCst)
    }

    fn tell(&self, plan: PlanId) {
        self.news.send((plan, Seq(0))).expect("somebody listens");
    }
}

#[async_trait]
impl Storage for Muffled {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>> {
        self.inner.begin().await
    }

    async fn read(&self) -> Result<Box<dyn UnitOfWork>> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.inner.read().await
    }

    fn subscribe(&self) -> broadcast::Receiver<(PlanId, Seq)> {
        self.news.subscribe()
    }

    async fn ping(&self) -> Result<()> {
        self.inner.ping().await
    }

    async fn close(&self) {
        self.inner.close().await;
    }
}

#[tokio::test]
async fn only_news_makes_a_stream_look_at_a_plan() {
    let ground = Ground::new(Database::Sqlite);
    let storage = Muffled::new(&ground).await;
    let house = TestHouse::over(ground, Arc::<Muffled>::clone(&storage)).await;
    let mut people = People::settle(&house).await;
    let plan = people.own.plan;
    for name in ["Een", "Twee", "Drie", "Vier", "Vijf", "Zes"] {
        let invite = json!({ "for": "new_youth", "name": name });
        people
            .own_coach
            .json(Method::POST, path::INVITATIONS, &invite)
            .await;
    }
    let (_, mut stream) = Stream::open(&house, &people.own_coach).await;
    let hears = async |stream: &mut Stream, cursor: u64| {
        let event = format!("\"plan\":\"{plan}\",\"cursor\":{cursor}");
        timeout(SOON, stream.until(&event))
            .await
            .expect("in time")
            .expect("open");
    };
    let first = timeout(Duration::from_millis(600), stream.until("never comes")).await;
    assert!(first.is_err(), "open");
    assert_eq!(
        stream.1.matches("event: plan").count(),
        7,
        "all plans, once"
    );
    stream.1.clear();

    write(&mut people.own.browser, plan, 850, "everyone").await;
    let before = storage.reads();
    let told = timeout(BEAT, stream.until("event: plan")).await;
    assert!(told.is_err(), "it looked without news: {}", stream.1);
    let reads = storage.reads() - before;
    assert!(
        (1..=4).contains(&reads),
        "{reads} reads in a beat or two of a stream with seven plans"
    );

    storage.tell(plan);
    hears(&mut stream, 4).await;
    write(&mut people.own.browser, plan, 860, "everyone").await;
    // Of these only the last is left to hear; that some were missed is known.
    for foreign in [plan, people.other.plan, people.far.plan] {
        storage.tell(foreign);
    }
    hears(&mut stream, 5).await;
    assert!(!stream.1.contains(&people.far.plan.to_string()));
}
