//! The event stream: what one may see, at once; and not a moment longer than one may see it.

mod quiet;

use core::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use contract::path;
use domain::policy::Relation;
use futures::StreamExt;
use http::{Method, StatusCode};
use serde_json::json;
use tokio::time::timeout;
use tower::ServiceExt;

use crate::support::{
    Browser, Database, People, TestHouse, change, change_id, on_both, request, stop,
};

on_both! {
    the_coach_hears_within_two_seconds_and_others_never,
    a_session_that_ends_takes_its_stream_with_it,
    a_plan_comes_and_goes_with_its_relation,
    who_reads_along_hears_what_is_shown_until_it_is_stopped,
    a_server_that_stops_lets_go_at_once,
    nobody_can_hold_all_streams,
}

struct Stream(axum::body::BodyDataStream, String);

impl Stream {
    async fn open(house: &TestHouse, browser: &Browser) -> (StatusCode, Self) {
        let token = browser.cookie("__Host-stip").unwrap_or_default();
        let mut request = request(Method::GET, path::LIVE)
            .header("cookie", format!("__Host-stip={token}"))
            .header("accept-encoding", "br")
            .body(Body::empty())
            .expect("a request");
        request.extensions_mut().insert(ConnectInfo(browser.peer));
        let response = house
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        if response.status() == StatusCode::OK {
            let encoding = response.headers().get("content-encoding");
            assert_eq!(encoding, None, "a stream is never compressed");
        }
        (
            response.status(),
            Self(response.into_body().into_data_stream(), String::new()),
        )
    }

    /// Everything until `wanted` has come; `None` when the stream ended before.
    async fn until(&mut self, wanted: &str) -> Option<String> {
        loop {
            if let Some(at) = self.1.find(wanted) {
                let end = self.1[at..]
                    .find('\n')
                    .map_or(self.1.len(), |line| at + line);
                let rest = self.1.split_off(end);
                return Some(core::mem::replace(&mut self.1, rest));
            }
            let piece = self.0.next().await?.ok()?;
            self.1.push_str(core::str::from_utf8(&piece).expect("text"));
        }
    }
}

async fn write(browser: &mut Browser, plan: domain::id::PlanId, number: u128, audience: &str) {
    let mut one = change(
        number,
        &json!({ "kind": "note_written", "note": change_id(number + 1),
        "text": "een briefje" }),
    );
    one["audience"] = json!(audience);
    let body = json!({ "changes": [one] });
    let reply = browser
        .json(Method::POST, &path::changes(plan), &body)
        .await;
    assert_eq!(
        reply.json()["outcomes"][0]["outcome"],
        "recorded",
        "{}",
        reply.text()
    );
}

const SOON: Duration = Duration::from_secs(2);
/// One beat of a stream, and a bit.
const BEAT: Duration = Duration::from_millis(2_500);

async fn the_coach_hears_within_two_seconds_and_others_never(database: Database) {
    let house = TestHouse::on(database).await;
    let mut people = People::settle(&house).await;
    let plan = people.own.plan;
    let (status, mut coach) = Stream::open(&house, &people.own_coach).await;
    assert_eq!(status, StatusCode::OK);
    let (_, mut other) = Stream::open(&house, &people.other_coach).await;
    let (_, mut far) = Stream::open(&house, &people.far.browser).await;
    let first = format!("\"plan\":\"{plan}\",\"cursor\":3");
    timeout(SOON, coach.until(&first))
        .await
        .expect("in time")
        .expect("open");
    write(&mut people.own.browser, plan, 800, "everyone").await;
    let next = format!("\"plan\":\"{plan}\",\"cursor\":4");
    timeout(SOON, coach.until(&next))
        .await
        .expect("in time")
        .expect("open");
    // What is only the youth's own is not even a number to the coach.
    write(&mut people.own.browser, plan, 810, "only_me").await;
    write(&mut people.own.browser, plan, 820, "everyone").await;
    let next = format!("\"plan\":\"{plan}\",\"cursor\":5");
    timeout(SOON, coach.until(&next))
        .await
        .expect("in time")
        .expect("open");
    for stream in [&mut other, &mut far] {
        let told = timeout(Duration::from_millis(300), stream.until(&plan.to_string())).await;
        assert!(told.is_err(), "a foreign plan was told: {}", stream.1);
    }
}

async fn who_reads_along_hears_what_is_shown_until_it_is_stopped(database: Database) {
    let house = TestHouse::on(database).await;
    let mut people = People::settle(&house).await;
    let plan = people.own.plan;
    let (_, mut parent) = Stream::open(&house, &people.parent).await;
    let told = |cursor| format!("\"plan\":\"{plan}\",\"cursor\":{cursor}}}");
    let first = timeout(SOON, parent.until(&told(2))).await;
    first.expect("in time").expect("open");
    // A note is nothing to a parent, not even a number; a win is one more.
    write(&mut people.own.browser, plan, 800, "everyone").await;
    let win = json!({ "kind": "win_logged", "win": change_id(811), "text": "gelukt" });
    let body = json!({ "changes": [change(810, &win)] });
    let youth = &mut people.own.browser;
    youth.json(Method::POST, &path::changes(plan), &body).await;
    let next = timeout(SOON, parent.until(&told(3))).await;
    let said = next.expect("in time").expect("open");
    assert_eq!(said.matches("event: plan").count(), 1, "{said}");
    // The youth stops it: the page hears that it should look once more, and finds nothing.
    stop(&mut people.own, "mama").await;
    let gone = timeout(BEAT, parent.until(&told(0))).await;
    gone.expect("in time").expect("open");
    let reply = people.parent.get(&path::shared_plan(plan)).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    write(&mut people.own.browser, plan, 820, "everyone").await;
    let more = timeout(BEAT, parent.until(&plan.to_string())).await;
    assert!(more.is_err(), "told after the end: {}", parent.1);
}

async fn a_session_that_ends_takes_its_stream_with_it(database: Database) {
    let house = TestHouse::on(database).await;
    let mut people = People::settle(&house).await;
    let (_, mut stream) = Stream::open(&house, &people.own_coach).await;
    timeout(SOON, stream.until("listening"))
        .await
        .expect("in time")
        .expect("open");
    assert_eq!(house.house.crowd.open(), 1);
    people.own_coach.empty(Method::DELETE, path::SESSION).await;
    let end = timeout(BEAT, stream.until("never comes")).await;
    assert!(end.expect("cut off in time").is_none());
    drop(stream);
    assert_eq!(house.house.crowd.open(), 0, "its seat is free again");
}

async fn a_plan_comes_and_goes_with_its_relation(database: Database) {
    let house = TestHouse::on(database).await;
    let mut people = People::settle(&house).await;
    let plan = people.own.plan;
    let (_, mut stream) = Stream::open(&house, &people.own_coach).await;
    timeout(SOON, stream.until(&plan.to_string()))
        .await
        .expect("in time")
        .expect("open");
    let invite = json!({ "for": "new_youth", "name": "Nieuw" });
    let issued = people
        .own_coach
        .json(Method::POST, path::INVITATIONS, &invite)
        .await
        .json();
    let new = issued["plan"].as_str().expect("a plan");
    timeout(BEAT, stream.until(new))
        .await
        .expect("a new plan is heard of within a beat")
        .expect("open");
    let now = house.stip.clock().now();
    let mut unit = house.stip.storage().begin().await.expect("a unit");
    for row in unit.relations(plan, now).await.expect("relations") {
        if row.relation == Relation::LeadCoach {
            unit.end_relation(row.id, now).await.expect("ended");
        }
    }
    unit.commit().await.expect("committed");
    // Once more: that it is at its start again, for there is nothing left to see.
    let gone = format!("\"plan\":\"{plan}\",\"cursor\":0}}");
    let told = timeout(BEAT, stream.until(&gone)).await;
    told.expect("in time").expect("open");
    write(&mut people.own.browser, plan, 840, "everyone").await;
    let told = timeout(BEAT, stream.until(&plan.to_string())).await;
    assert!(
        told.is_err(),
        "a plan that is theirs no longer: {}",
        stream.1
    );
}

async fn a_server_that_stops_lets_go_at_once(database: Database) {
    let house = TestHouse::on(database).await;
    let people = People::settle(&house).await;
    let mut streams = Vec::new();
    for browser in [&people.own.browser, &people.own_coach, &people.far_coach] {
        streams.push(Stream::open(&house, browser).await.1);
    }
    house.house.closing.cancel();
    for mut stream in streams {
        let end = timeout(SOON, stream.until("never comes")).await;
        assert!(end.expect("at once").is_none());
    }
}

async fn nobody_can_hold_all_streams(database: Database) {
    let house = TestHouse::on(database).await;
    let people = People::settle(&house).await;
    let mut streams = Vec::new();
    for _ in 0..8 {
        let (status, stream) = Stream::open(&house, &people.own.browser).await;
        assert_eq!(status, StatusCode::OK);
        streams.push(stream);
    }
    let (status, _) = Stream::open(&house, &people.own.browser).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    let (status, _) = Stream::open(&house, &people.own_coach).await;
    assert_eq!(status, StatusCode::OK, "others are not hindered");
    drop(streams);
    let (status, _) = Stream::open(&house, &people.own.browser).await;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = Stream::open(&house, &house.browser()).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_instance_hears_what_another_wrote_and_whom_it_sent_away() {
    let house = TestHouse::on(Database::Postgres).await;
    let mut people = People::settle(&house).await;
    let plan = people.own.plan;
    let other = house.beside().await;
    let (status, mut coach) = Stream::open(&other, &people.own_coach).await;
    assert_eq!(status, StatusCode::OK);
    timeout(
        SOON,
        coach.until(&format!("\"plan\":\"{plan}\",\"cursor\":3")),
    )
    .await
    .expect("in time")
    .expect("open");
    write(&mut people.own.browser, plan, 830, "everyone").await;
    timeout(
        SOON,
        coach.until(&format!("\"plan\":\"{plan}\",\"cursor\":4")),
    )
    .await
    .expect("in time")
    .expect("open");
    people.own_coach.empty(Method::DELETE, path::SESSION).await;
    let end = timeout(BEAT, coach.until("never comes")).await;
    assert!(end.expect("cut off in time").is_none());
}
