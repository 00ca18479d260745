//! Every address is listed, with who it is for (Z-04).

use std::collections::BTreeSet;

use server::http;
use server::inventory::{ADDRESSES, Kind, Who};

use crate::support::TestHouse;

fn listed(kinds: &[Kind]) -> BTreeSet<(String, String)> {
    ADDRESSES
        .iter()
        .filter(|line| kinds.contains(&line.kind))
        .map(|line| (line.method.to_owned(), line.path.to_owned()))
        .collect()
}

#[tokio::test]
async fn the_router_answers_what_is_listed_and_nothing_else() {
    let house = TestHouse::open().await;
    let routed = http::addresses(&house.house)
        .into_iter()
        .map(|(method, path)| (method.to_owned(), path))
        .collect::<BTreeSet<_>>();
    assert_eq!(
        routed,
        listed(&[Kind::Api, Kind::Form, Kind::Page, Kind::Plain])
    );
    assert_eq!(ADDRESSES.len(), routed.len(), "listed twice");
}

#[tokio::test]
async fn the_description_holds_the_whole_api() {
    let json = http::openapi::json().expect("json");
    let description: serde_json::Value = serde_json::from_str(&json).expect("json");
    let mut described = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().expect("paths") {
        for method in methods.as_object().expect("methods").keys() {
            described.insert((method.to_uppercase(), path.clone()));
        }
    }
    assert_eq!(described, listed(&[Kind::Api]));
    let mut browser = TestHouse::open().await.browser();
    let served = browser.get("/api/openapi.json").await;
    assert_eq!(served.text(), json);
}

#[test]
fn whatever_is_public_says_why() {
    for line in ADDRESSES {
        if let Who::Everyone(why) = line.who {
            assert!(why.len() > 10, "{} {}", line.method, line.path);
        }
    }
}
