//! Rows of the outbox that a right key opens, and that hold what nobody expects.

use std::sync::Arc;

use contract::{InvitationRequest, LoginRequest, SubscriptionKeys, SubscriptionRequest};
use domain::id::{PersonId, PlanId};
use storage::{EffectState, NewEffect, Sealed};
use storage_sqlite::SqliteStorage;

use super::*;
use crate::testing::{TestClock, TestEntropy};
use crate::vault::Hashed;
use crate::{Actor, EndpointRule, MasterKey, Network, Settings};

const LEASE: SignedDuration = SignedDuration::from_secs(60);

struct Any;

impl EndpointRule for Any {
    fn accepts(&self, _endpoint: &str, _p256dh: &str, _auth: &str) -> bool {
        true
    }
}

struct House {
    stip: Arc<Stip>,
    youth: Actor,
    plan: PlanId,
    phone: SubscriptionId,
    _folder: tempfile::TempDir,
}

impl House {
    async fn with_a_phone() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = SqliteStorage::open(&folder.path().join("stip.db")).await;
        let settings = Settings {
            origin: "http://127.0.0.1:3000".to_owned(),
            loopback: true,
        };
        let stip = Stip::open(
            Arc::new(storage.expect("a database")),
            MasterKey::from_bytes([7; 32]),
            Arc::new(TestClock::at(Timestamp::UNIX_EPOCH)),
            Arc::new(TestEntropy::seeded(1)),
            Arc::new(Any),
            settings,
        );
        let stip = stip.await.expect("a house");
        let network = Network("here".to_owned());
        let (email, password) = ("a@example.org".to_owned(), "een lange zin".repeat(2));
        let organisation = stip.add_organisation("De Brug").await.expect("added");
        stip.add_coach(organisation, "Noor", &email, password.clone())
            .await
            .expect("added");
        let login = LoginRequest { email, password };
        let tokens = stip.log_in(login, &network).await.expect("in");
        let coach = stip.actor(&tokens.access).await.expect("in");
        let name = "Sam".to_owned();
        let request = InvitationRequest::NewYouth { name };
        let invitation = stip.invite(&coach, &request).await.expect("invited");
        let tokens = stip.redeem(&invitation.code, &network, None).await;
        let youth = stip.actor(&tokens.expect("in").access).await.expect("in");
        let subscription = SubscriptionRequest {
            endpoint: "https://push.example/1".to_owned(),
            expiration_time: None,
            keys: SubscriptionKeys {
                p256dh: "p".to_owned(),
                auth: "a".to_owned(),
            },
        };
        stip.subscribe(&youth, &subscription).await.expect("put");
        let phone = phone_of(&stip, youth.person).await;
        Self {
            plan: invitation.plan,
            stip,
            youth,
            phone,
            _folder: folder,
        }
    }

    /// Puts a row whose payload was sealed by the house itself, around these bytes.
    async fn put(&self, number: u8, plain: &[u8]) -> EffectId {
        let now = self.stip.clock.now();
        let id = EffectId::mint(now, [number; 10]);
        let cipher = self.stip.vault.cipher(Purpose::Messages);
        let payload = cipher.seal(&Place::Message(id), plain, self.stip.entropy());
        self.add(number, id, payload.expect("sealed")).await;
        id
    }

    async fn add(&self, number: u8, id: EffectId, payload: Sealed) {
        let now = self.stip.clock.now();
        let mut unit = self.stip.storage.begin().await.expect("a unit");
        let effect = NewEffect {
            id,
            key: self.stip.vault.hash(Hashed::Effect, &[&[number]]),
            kind: EffectKind::Nudge,
            plan: self.plan,
            subject: id.uuid(),
            person: self.youth.person,
            subscription: Some(self.phone),
            payload,
            receipt: self.stip.vault.hash(Hashed::Receipt, &[&[number]]),
            due_at: now,
            expires_at: later(now, LEASE),
            created_at: now,
        };
        assert!(unit.add_effect(&effect).await.expect("added"));
        unit.commit().await.expect("kept");
    }
}

async fn phone_of(stip: &Stip, person: PersonId) -> SubscriptionId {
    let mut unit = stip.storage.read().await.expect("a unit");
    let phones = unit.subscriptions_of(person, stip.clock.now()).await;
    phones.expect("read").first().expect("a phone").id
}

#[tokio::test]
async fn what_opens_and_makes_no_sense_fails_by_itself() {
    let house = House::with_a_phone().await;
    let nonsense: [&[u8]; 6] = [
        b"",
        b"{",
        b"null",
        b"{\"receipt\":[1,2]}",
        b"{\"receipt\":\"geen\"}",
        b"\xff\xfe",
    ];
    let mut bad = Vec::new();
    for (number, plain) in (1..).zip(nonsense) {
        bad.push(house.put(number, plain).await);
    }
    let unsealed = EffectId::mint(house.stip.clock.now(), [50; 10]);
    house.add(50, unsealed, Sealed(Vec::new())).await;
    bad.push(unsealed);
    let waiting = Waiting {
        receipt: [9; 16],
        reminder: None,
    };
    let good = serde_json::to_vec(&waiting).expect("JSON");
    let good = house.put(99, &good).await;

    let messages = house.stip.lease_messages(100, LEASE).await.expect("leased");
    let sent: Vec<_> = messages.iter().map(|message| message.effect).collect();
    assert_eq!(sent, [good], "the good one comes in the same go");
    let mut unit = house.stip.storage.read().await.expect("a unit");
    let effects = unit.effects_of(house.plan, 100).await.expect("read");
    assert_eq!(effects.len(), bad.len() + 1);
    for effect in effects.iter().filter(|effect| effect.id != good) {
        let stands = (effect.state, effect.failure.as_deref());
        assert_eq!(stands, (EffectState::Failed, Some("unreadable")));
        assert!(bad.contains(&effect.id));
    }
}
