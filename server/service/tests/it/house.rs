//! A house for one test: a database file in a folder of its own.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use contract::{ChangesRequest, InvitationRequest, LoginRequest, Outcome};
use domain::id::{ChangeId, PlanId};
use domain::journal::{Audience, Change, NewEntry, Seq};
use domain::words::{Prose, Words};
use jiff::{SignedDuration, Timestamp};
use service::testing::{TestClock, TestEntropy};
use service::{Actor, EndpointRule, MasterKey, Network, OpenError, Settings, Stip};
use storage::Storage;
use storage_sqlite::SqliteStorage;
use tempfile::TempDir;

pub(crate) type Tested = Result<(), Box<dyn Error>>;
pub(crate) type Answer<T> = Result<T, Box<dyn Error>>;

pub(crate) const KEY: [u8; 32] = [42; 32];
pub(crate) const PASSWORD: &str = "een lange zin om te onthouden";

/// Lets everything through but one address.
struct AnyEndpoint;

impl EndpointRule for AnyEndpoint {
    fn accepts(&self, endpoint: &str, _p256dh: &str, _auth: &str) -> bool {
        endpoint.starts_with("https://push.example/")
    }
}

pub(crate) struct House {
    folder: TempDir,
    pub(crate) storage: Arc<SqliteStorage>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) stip: Arc<Stip>,
    count: AtomicU64,
}

pub(crate) async fn open(
    storage: &Arc<SqliteStorage>,
    clock: &Arc<TestClock>,
    key: [u8; 32],
    seed: u64,
) -> Result<Arc<Stip>, OpenError> {
    let storage: Arc<dyn Storage> = Arc::<SqliteStorage>::clone(storage);
    let clock: Arc<TestClock> = Arc::clone(clock);
    let settings = Settings {
        origin: "http://127.0.0.1:3000".to_owned(),
        loopback: true,
    };
    let entropy = Arc::new(TestEntropy::seeded(seed));
    Stip::open(
        storage,
        MasterKey::from_bytes(key),
        clock,
        entropy,
        Arc::new(AnyEndpoint),
        settings,
    )
    .await
}

impl House {
    pub(crate) async fn new() -> Answer<Self> {
        let folder = tempfile::tempdir()?;
        let storage = Arc::new(SqliteStorage::open(&folder.path().join("stip.db")).await?);
        let clock = Arc::new(TestClock::at(
            Timestamp::from_second(1_795_341_600)
                .ok()
                .ok_or("a moment")?,
        ));
        let stip = open(&storage, &clock, KEY, 1).await?;
        Ok(Self {
            folder,
            storage,
            clock,
            stip,
            count: AtomicU64::new(0),
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A coach who is logged in, of an organisation of their own.
    pub(crate) async fn coach(&self, email: &str) -> Answer<Actor> {
        let organisation = self.stip.add_organisation("De Brug").await?;
        self.stip
            .add_coach(organisation, "Samira", email, PASSWORD.to_owned())
            .await?;
        let request = LoginRequest {
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
        };
        let tokens = self.stip.log_in(request, &network(1)).await?;
        Ok(self.stip.actor(&tokens.access).await?)
    }

    /// A youth of this coach, with a phone.
    pub(crate) async fn youth(&self, coach: &Actor, name: &str) -> Answer<(Actor, PlanId)> {
        let request = InvitationRequest::NewYouth {
            name: name.to_owned(),
        };
        let invitation = self.stip.invite(coach, &request).await?;
        let tokens = self
            .stip
            .redeem(&invitation.code, &network(2), None)
            .await?;
        Ok((self.stip.actor(&tokens.access).await?, invitation.plan))
    }

    /// A new id that sorts after the ones before.
    pub(crate) fn id(&self) -> uuid::Uuid {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | u128::from(count))
    }

    pub(crate) fn entry(&self, change: Change, audience: Audience) -> NewEntry {
        let authored_at = Timestamp::UNIX_EPOCH;
        let id = ChangeId::from_uuid(self.id());
        NewEntry {
            id,
            authored_at,
            base: Seq::START,
            audience,
            change,
        }
    }

    /// Records one change for everyone; answers its id.
    pub(crate) async fn write(
        &self,
        who: &Actor,
        plan: PlanId,
        change: Change,
    ) -> Answer<ChangeId> {
        self.write_for(who, plan, change, Audience::Everyone).await
    }

    pub(crate) async fn write_for(
        &self,
        who: &Actor,
        plan: PlanId,
        change: Change,
        audience: Audience,
    ) -> Answer<ChangeId> {
        let entry = self.entry(change, audience);
        let id = entry.id;
        match self.send(who, plan, vec![entry]).await?.as_slice() {
            [Outcome::Recorded { id: recorded }] if *recorded == id => Ok(id),
            other => Err(format!("{other:?}").into()),
        }
    }

    pub(crate) async fn send(
        &self,
        who: &Actor,
        plan: PlanId,
        changes: Vec<NewEntry>,
    ) -> Answer<Vec<Outcome>> {
        Ok(self
            .stip
            .record(who, plan, &ChangesRequest { changes })
            .await?
            .outcomes)
    }

    /// Every byte of every file of the database, one after another.
    pub(crate) fn bytes(&self) -> Answer<Vec<u8>> {
        let mut bytes = Vec::new();
        for file in std::fs::read_dir(self.folder())? {
            bytes.extend(std::fs::read(file?.path())?);
        }
        Ok(bytes)
    }
}

pub(crate) fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

pub(crate) fn network(number: u8) -> Network {
    Network(format!("192.0.2.{number}"))
}

pub(crate) fn prose(text: &str) -> Answer<Prose> {
    Ok(Words::parse(text)?.into())
}

/// The moment so much later.
pub(crate) fn after(now: Timestamp, by: SignedDuration) -> Answer<Timestamp> {
    Ok(now.checked_add(by).ok().ok_or("a moment")?)
}
