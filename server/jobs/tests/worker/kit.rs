//! A house with a coach, youths who each have one phone, and push services for these.

use std::sync::Arc;
use std::time::Duration;

use ::service::testing::{TestClock, TestEntropy};
use ::service::{Actor, Clock as _, MasterKey, Network, Settings, Stip};
use aws_lc_rs::rand;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::{
    ChangesRequest, InvitationRequest, LoginRequest, Outcome, SubscriptionKeys, SubscriptionRequest,
};
use domain::id::{ChangeId, NudgeId, PlanId};
use domain::journal::{Audience, Change, NewEntry, Seq};
use domain::words::{Prose, Words};
use jiff::{SignedDuration, Timestamp};
use jobs::push::{HostPolicy, Random, Sender, Subject, Vapid, VapidKey};
use jobs::worker::Worker;
use storage::{Effect, EffectState};
use storage_sqlite::SqliteStorage;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web_push_native::p256::{SecretKey, elliptic_curve::sec1::ToEncodedPoint as _};

use crate::service::PushService;

pub(crate) const ORIGIN: &str = "http://127.0.0.1:3000";
pub(crate) const AUTH: [u8; 16] = [9; 16];
/// How long a try takes at most. Well above what a good answer takes here.
pub(crate) const TOTAL: Duration = Duration::from_millis(2_500);
const PASSWORD: &str = "een lang genoeg wachtwoord";

/// A house, with one coach in it.
pub(crate) struct Town {
    pub(crate) stip: Arc<Stip>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) hosts: HostPolicy,
    coach: Actor,
    folder: TempDir,
}

/// A youth with one phone.
pub(crate) struct Youth {
    pub(crate) actor: Actor,
    pub(crate) plan: PlanId,
}

/// A push service of its own port.
pub(crate) struct Host {
    pub(crate) name: String,
    pub(crate) service: Arc<PushService>,
}

impl Host {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let name = listener.local_addr().unwrap().to_string();
        let service = Arc::new(PushService::default());
        tokio::spawn(Arc::clone(&service).serve(listener));
        Self { name, service }
    }

    /// How often a message came in for paths that begin like this.
    pub(crate) fn tries(&self, path: &str) -> usize {
        let path = format!("/wpush/{path}");
        self.service
            .messages()
            .iter()
            .filter(|m| m.path.starts_with(&path))
            .count()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the strict service checks tokens by the real clock"
)]
fn real_time() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    Timestamp::from_second(since.as_secs().try_into().unwrap()).unwrap()
}

pub(crate) fn policy(hosts: &[&Host]) -> HostPolicy {
    let names: Vec<&str> = hosts.iter().map(|host| host.name.as_str()).collect();
    HostPolicy::parse(&names.join(" "), &ORIGIN.parse().unwrap()).unwrap()
}

pub(crate) fn phone_key() -> SecretKey {
    SecretKey::from_slice(&[7; 32]).unwrap()
}

impl Town {
    pub(crate) async fn found(hosts: &[&Host]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = SqliteStorage::open(&folder.path().join("stip.db"))
            .await
            .unwrap();
        let entropy = Arc::new(TestEntropy::seeded(1));
        let key = MasterKey::load_or_create(&folder.path().join("key"), true, entropy.as_ref());
        let clock = Arc::new(TestClock::at(real_time()));
        let hosts = policy(hosts);
        let settings = Settings {
            origin: ORIGIN.to_owned(),
            loopback: true,
        };
        let stip = Stip::open(
            Arc::new(storage),
            key.unwrap(),
            Arc::<TestClock>::clone(&clock),
            entropy,
            Arc::new(hosts.clone()),
            settings,
        );
        let stip = stip.await.unwrap();
        let organisation = stip.add_organisation("Jongerenpunt").await.unwrap();
        let email = "coach@example.org".to_owned();
        stip.add_coach(organisation, "Noor", &email, PASSWORD.to_owned())
            .await
            .unwrap();
        let login = LoginRequest {
            email,
            password: PASSWORD.to_owned(),
        };
        let tokens = stip
            .log_in(login, &Network("here".to_owned()))
            .await
            .unwrap();
        let coach = stip.actor(&tokens.access).await.unwrap();
        Self {
            stip,
            clock,
            hosts,
            coach,
            folder,
        }
    }

    /// A youth whose phone is woken through `{host}/wpush/{path}`.
    pub(crate) async fn youth(&self, host: &Host, path: &str) -> Youth {
        let request = InvitationRequest::NewYouth {
            name: "Sam".to_owned(),
        };
        let invitation = self.stip.invite(&self.coach, &request).await.unwrap();
        let network = Network("there".to_owned());
        let tokens = self
            .stip
            .redeem(&invitation.code, &network, None)
            .await
            .unwrap();
        let actor = self.stip.actor(&tokens.access).await.unwrap();
        let point = phone_key().public_key().to_encoded_point(false);
        let subscription = SubscriptionRequest {
            endpoint: format!("http://{}/wpush/{path}", host.name),
            expiration_time: None,
            keys: SubscriptionKeys {
                p256dh: URL_SAFE_NO_PAD.encode(point.as_bytes()),
                auth: URL_SAFE_NO_PAD.encode(AUTH),
            },
        };
        self.stip.subscribe(&actor, &subscription).await.unwrap();
        Youth {
            actor,
            plan: invitation.plan,
        }
    }

    /// The coach sends a nudge.
    pub(crate) async fn nudge(&self, youth: &Youth) {
        let mut random = [0; 10];
        rand::fill(&mut random).unwrap();
        let nudge = NudgeId::mint(self.clock.now(), random);
        let text = Prose::Kept(Words::parse("Zet je hem op vandaag? KANARIE").unwrap());
        self.write(youth, Change::NudgeSent { nudge, text }).await;
    }

    /// The coach writes in the youth's plan.
    pub(crate) async fn write(&self, youth: &Youth, change: Change) {
        let mut random = [0; 10];
        rand::fill(&mut random).unwrap();
        let entry = NewEntry {
            id: ChangeId::mint(self.clock.now(), random),
            authored_at: self.clock.now(),
            base: Seq::START,
            audience: Audience::Everyone,
            change,
        };
        let changes = ChangesRequest {
            changes: vec![entry],
        };
        let reply = self
            .stip
            .record(&self.coach, youth.plan, &changes)
            .await
            .unwrap();
        assert!(
            matches!(reply.outcomes[..], [Outcome::Recorded { .. }]),
            "{reply:?}"
        );
    }

    /// What became of the newest message to this youth.
    pub(crate) async fn effect(&self, youth: &Youth) -> Effect {
        let mut unit = self.stip.storage().read().await.unwrap();
        unit.effects_of(youth.plan, 1).await.unwrap().remove(0)
    }

    pub(crate) async fn state(&self, youth: &Youth) -> (EffectState, Option<String>) {
        let effect = self.effect(youth).await;
        (effect.state, effect.failure)
    }

    /// How many tries this youth's newest message has had, the one that is taken here included.
    pub(crate) async fn tries_counted(&self, youth: &Youth) -> u32 {
        let effect = self.effect(youth).await.id;
        let leased = self
            .stip
            .lease_messages(1_000, SignedDuration::from_secs(60));
        let leased = leased.await.unwrap();
        let message = leased.iter().find(|message| message.effect == effect);
        message.expect("it is due").attempts
    }

    /// The file of the database.
    pub(crate) fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("stip.db")
    }

    pub(crate) async fn is_subscribed(&self, youth: &Youth) -> bool {
        let mut unit = self.stip.storage().read().await.unwrap();
        let known = unit
            .subscriptions_of(youth.actor.person, self.clock.now())
            .await
            .unwrap();
        !known.is_empty()
    }

    pub(crate) async fn next_due(&self) -> Option<Timestamp> {
        self.stip.next_due().await.unwrap()
    }

    /// Seconds from now until something is due.
    pub(crate) async fn due_in(&self) -> f64 {
        let due = self.next_due().await.expect("something waits");
        due.duration_since(self.clock.now()).as_secs_f64()
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    pub(crate) fn worker(&self) -> Running {
        self.worker_for(&self.hosts)
    }

    /// A worker that only writes to these hosts.
    pub(crate) fn worker_for(&self, hosts: &HostPolicy) -> Running {
        let own = ORIGIN.parse().unwrap();
        let key = VapidKey::from_pkcs8(self.stip.vapid_key_pkcs8()).unwrap();
        let vapid = Vapid::new(key, Subject::parse("mailto:stip@localhost", &own).unwrap());
        let random: Random = Arc::new(|bytes| rand::fill(bytes).unwrap());
        let mut settings = jobs::push::Settings::new(random);
        settings.total_timeout = TOTAL;
        let sender = Sender::new(vapid, hosts, settings).unwrap();
        let stip = Arc::clone(&self.stip);
        let worker = Worker::with_sender(stip, hosts.clone(), sender).unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async { drop(stopped.await) };
        Running {
            stop,
            done: tokio::spawn(worker.run(shutdown)),
        }
    }
}

/// A worker at work.
pub(crate) struct Running {
    stop: oneshot::Sender<()>,
    done: JoinHandle<()>,
}

impl Running {
    /// Asks it to stop and waits until it has.
    pub(crate) async fn stop(self) {
        drop(self.stop);
        self.done.await.unwrap();
    }

    /// As `kill -9` does to it: everything that it was doing is dropped in the middle.
    pub(crate) async fn kill(self) {
        self.done.abort();
        assert!(self.done.await.unwrap_err().is_cancelled());
    }
}

/// Waits until something holds, for at most ten seconds.
pub(crate) async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..1_000 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never: {what}");
}

/// Long enough for a worker to have looked at the outbox.
pub(crate) async fn a_look() {
    tokio::time::sleep(Duration::from_millis(1_300)).await;
}
