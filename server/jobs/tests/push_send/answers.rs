//! Every answer a push service can give, and what becomes of the message (P-05).

use std::time::{Duration, Instant};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use futures::future::join_all;
use jobs::push::{Message, Outcome, RetryCause, Ttl, Urgency};
use web_push_native::Auth;

use crate::kit::{AUTH, PAYLOAD, TOTAL, fault, message, now, policy, retry, secret, sender, start};

/// Everything at once through one sender: each has its outcome, and the good ones do not wait for
/// the bad ones.
#[tokio::test]
async fn every_answer_has_its_outcome_and_none_holds_up_another() {
    let (service, host) = start().await;
    let policy = policy(&host);
    let sender = sender(&policy, |_| {});
    let link_local = "location=http://169.254.169.254/latest/meta-data/";
    let back = format!("location=http://{host}/wpush/201/followed");
    let (timeout, quick, patient) = (retry(None, RetryCause::Timeout), false, true);
    let status = |after, status| retry(after, RetryCause::Status(status));
    let table: Vec<(String, Outcome, bool)> = vec![
        ("200/a".into(), Outcome::Accepted, quick),
        ("201/a".into(), Outcome::Accepted, quick),
        ("202/a".into(), Outcome::Accepted, quick),
        ("404/a".into(), Outcome::Gone { status: 404 }, quick),
        ("410/a".into(), Outcome::Gone { status: 410 }, quick),
        ("413/a".into(), Outcome::TooLarge, quick),
        (
            "429/a?retry-after=120".into(),
            status(Some(120), 429),
            quick,
        ),
        ("429/a".into(), status(None, 429), quick),
        (
            "429/a?retry-after=nonsense".into(),
            status(None, 429),
            quick,
        ),
        (
            "429/a?retry-after=Sun,+06+Nov+1994+08:49:37+GMT".into(),
            status(Some(0), 429),
            quick,
        ),
        ("503/a?retry-after=7".into(), status(Some(7), 503), quick),
        ("500/a".into(), status(None, 500), quick),
        ("502/a".into(), status(None, 502), quick),
        ("400/a".into(), fault(400), quick),
        ("401/a".into(), fault(401), quick),
        ("403/a".into(), fault(403), quick),
        (format!("301/a?{back}"), fault(301), quick),
        (format!("302/a?{link_local}"), fault(302), quick),
        (format!("307/a?{link_local}"), fault(307), quick),
        (format!("308/a?{back}"), fault(308), quick),
        ("201/a?body=endless".into(), Outcome::Accepted, quick),
        (
            "410/a?body=endless".into(),
            Outcome::Gone { status: 410 },
            quick,
        ),
        ("400/a?body=endless".into(), fault(400), quick),
        ("201/a?body=slow".into(), Outcome::Accepted, quick),
        ("400/a?body=short".into(), fault(400), quick),
        ("400/a?body=slow".into(), fault(400), patient),
        ("silence/a".into(), timeout, patient),
    ];

    let messages: Vec<Message> = table
        .iter()
        .map(|(path, ..)| message(&format!("http://{host}/wpush/{path}"), &policy))
        .collect();
    let started = Instant::now();
    let sent = join_all(messages.iter().map(|message| async {
        let outcome = sender.send(message, now()).await;
        (outcome, started.elapsed())
    }));
    for ((path, expected, patient), (outcome, took)) in table.iter().zip(sent.await) {
        assert_eq!(outcome, *expected, "{path}");
        if *patient {
            assert!(took >= TOTAL && took < TOTAL * 2, "{path} took {took:?}");
        } else {
            assert!(took < TOTAL / 2, "{path} took {took:?}");
        }
    }

    let received = service.messages();
    assert_eq!(
        received.len(),
        table.len(),
        "each is sent once, and no redirect is followed"
    );
    for message in &received {
        assert_eq!(message.problems, [""; 0], "{}", message.path);
        assert!(!message.over_bridge_limit);
        assert_ne!(message.path, "/wpush/201/followed");
    }
    tokio::time::timeout(TOTAL, async {
        while service.open_bodies() > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await
    .expect("bodies without end are hung up on");
}

#[tokio::test]
async fn a_date_says_when_to_come_back() {
    let (_service, host) = start().await;
    let policy = policy(&host);
    let sender = sender(&policy, |_| {});
    let at = now() + jiff::SignedDuration::from_secs(90);
    let date = at.strftime("%a,+%d+%b+%Y+%H:%M:%S+GMT");
    let message = message(
        &format!("http://{host}/wpush/503/a?retry-after={date}"),
        &policy,
    );
    let Outcome::Retry {
        after: Some(after), ..
    } = sender.send(&message, now()).await
    else {
        panic!("a Retry with a delay");
    };
    assert!(
        after > Duration::from_secs(85) && after <= Duration::from_secs(90),
        "{after:?}"
    );
}

#[tokio::test]
async fn what_arrives_is_what_a_browser_can_read() {
    let (service, host) = start().await;
    let policy = policy(&host);
    let mut message = message(&format!("http://{host}/wpush/201/a"), &policy);
    message.urgency = Urgency::High;
    message.ttl = Ttl::lasting(Duration::from_secs(77));
    assert_eq!(
        sender(&policy, |_| {}).send(&message, now()).await,
        Outcome::Accepted
    );

    let received = service.messages().remove(0);
    let header = |name| {
        received
            .headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    };
    assert_eq!(header("ttl"), Some("77"));
    assert_eq!(header("urgency"), Some("high"));
    assert_eq!(header("topic"), Some("8cb96462c3514ce34ff764ac53c423f2"));
    assert_eq!(header("content-encoding"), Some("aes128gcm"));
    assert_eq!(header("user-agent"), None);
    assert_eq!(received.length, 768);
    let body = STANDARD.decode(&received.body).unwrap();
    let plain = web_push_native::decrypt(body, &secret(), Auth::from_slice(&AUTH)).unwrap();
    assert_eq!(plain, PAYLOAD);
}

#[tokio::test]
async fn the_services_own_word_for_our_fault_is_kept() {
    let (_service, host) = start().await;
    let policy = policy(&host);
    let body = "body=%7B%22reason%22:%22BadJwtToken%22%7D";
    let message = message(&format!("http://{host}/wpush/403/a?{body}"), &policy);
    let Outcome::OurFault {
        status: 403,
        reason: Some(reason),
    } = sender(&policy, |_| {}).send(&message, now()).await
    else {
        panic!("our fault, with a reason");
    };
    assert_eq!(reason.as_str(), "BadJwtToken");
}

#[tokio::test]
async fn a_message_that_is_too_long_is_not_sent() {
    let (service, host) = start().await;
    let policy = policy(&host);
    let mut message = message(&format!("http://{host}/wpush/201/a"), &policy);
    message.payload = vec![b'x'; 2_642];
    let outcome = sender(&policy, |_| {}).send(&message, now()).await;
    assert!(matches!(outcome, Outcome::Unbuildable(_)), "{outcome:?}");
    assert!(service.messages().is_empty());
}
