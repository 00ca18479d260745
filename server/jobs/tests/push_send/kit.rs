//! What the tests of sending share: a sender, a message for a known browser, and the strict service.

use std::{sync::Arc, time::Duration};

use aws_lc_rs::rand;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jobs::push::{
    Endpoint, HostPolicy, Message, Outcome, Random, Recipient, RetryCause, Sender, Settings,
    Subject, Ttl, Urgency, Vapid, VapidKey,
};
use tokio::net::TcpListener;
use web_push_native::p256::{SecretKey, elliptic_curve::sec1::ToEncodedPoint as _};

use crate::service::PushService;

pub(crate) const PAYLOAD: &[u8] = br#"{"web_push":8030}"#;
pub(crate) const AUTH: [u8; 16] = [9; 16];
/// A timeout well above what a good answer takes here, and well below a human's patience.
pub(crate) const TOTAL: Duration = Duration::from_millis(1_500);

#[expect(
    clippy::disallowed_methods,
    reason = "the strict service checks tokens by the real clock"
)]
pub(crate) fn now() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    Timestamp::from_second(since.as_secs().try_into().unwrap()).unwrap()
}

pub(crate) fn random() -> Random {
    Arc::new(|bytes| rand::fill(bytes).unwrap())
}

pub(crate) fn secret() -> SecretKey {
    SecretKey::from_slice(&[7; 32]).unwrap()
}

pub(crate) fn sender(policy: &HostPolicy, change: impl FnOnce(&mut Settings)) -> Sender {
    let here = "http://127.0.0.1:3000".parse().unwrap();
    let key = VapidKey::from_pkcs8(&VapidKey::generate_pkcs8().unwrap()).unwrap();
    let vapid = Vapid::new(key, Subject::parse("mailto:stip@localhost", &here).unwrap());
    let mut settings = Settings::new(random());
    settings.connect_timeout = Duration::from_millis(700);
    settings.total_timeout = TOTAL;
    change(&mut settings);
    Sender::new(vapid, policy, settings).unwrap()
}

pub(crate) fn policy(hosts: &str) -> HostPolicy {
    HostPolicy::parse(hosts, &"http://127.0.0.1:3000".parse().unwrap()).unwrap()
}

pub(crate) fn message(endpoint: &str, policy: &HostPolicy) -> Message {
    let point = secret().public_key().to_encoded_point(false);
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    Message {
        endpoint: Endpoint::parse(endpoint, policy).unwrap(),
        recipient: Recipient::parse(&encode(point.as_bytes()), &encode(&AUTH)).unwrap(),
        payload: PAYLOAD.to_vec(),
        ttl: Ttl::DAY,
        urgency: Urgency::Normal,
        topic: Some("8cb96462c3514ce34ff764ac53c423f2".parse().unwrap()),
    }
}

pub(crate) async fn start() -> (Arc<PushService>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let service = Arc::new(PushService::default());
    tokio::spawn(Arc::clone(&service).serve(listener));
    (service, host)
}

pub(crate) fn retry(after: Option<u64>, cause: RetryCause) -> Outcome {
    Outcome::Retry {
        after: after.map(Duration::from_secs),
        cause,
    }
}

pub(crate) fn fault(status: u16) -> Outcome {
    Outcome::OurFault {
        status,
        reason: None,
    }
}
