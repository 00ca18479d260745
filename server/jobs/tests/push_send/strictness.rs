//! The stand-in for a push service must be strict, or the other tests say nothing.

use jobs::push::Message;

use crate::kit::{message, now, policy, sender, start};

#[tokio::test]
async fn the_strict_service_refuses_a_token_for_another_port_or_another_day() {
    let (service, host) = start().await;
    let (_, other) = start().await;
    let policy = policy(&format!("{host} {other}"));
    let sender = sender(&policy, |_| {});
    let good = message(&format!("http://{host}/wpush/201/a"), &policy);
    let wrong = message(&format!("http://{other}/wpush/201/a"), &policy);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let base = now();
    let hours = |n| base + jiff::SignedDuration::from_hours(n);
    let post = async |message: &Message, at, remove: &str| {
        let mut request = sender.build(message, at).unwrap();
        *request.uri_mut() = format!("http://{host}/wpush/201/a").parse().unwrap();
        request.headers_mut().remove(remove);
        client
            .execute(request.try_into().unwrap())
            .await
            .unwrap()
            .status()
            .as_u16()
    };
    assert_eq!(post(&good, base, "").await, 201);
    assert_eq!(post(&wrong, base, "").await, 401);
    assert_eq!(post(&good, hours(-13), "").await, 401);
    assert_eq!(post(&good, hours(13), "").await, 401);
    assert_eq!(post(&good, base, "authorization").await, 401);
    assert_eq!(post(&good, base, "ttl").await, 400);
    assert_eq!(post(&good, base, "urgency").await, 400);
    assert_eq!(post(&good, base, "content-encoding").await, 415);
    assert_eq!(
        service
            .messages()
            .iter()
            .filter(|m| m.problems.is_empty())
            .count(),
        1
    );
}
