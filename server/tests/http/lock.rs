//! The app lock: while it is shut, no page of the youth is drawn on that device.

use contract::path::{form_target, page};
use http::StatusCode;
use server::inventory::{ADDRESSES, Kind, Who};

use crate::support::{People, TestHouse};

#[tokio::test]
async fn a_shut_lock_shows_no_page_of_the_youth() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    let browser = &mut people.own.browser;
    browser.plant("lock", "on");
    let pages = ADDRESSES
        .iter()
        .filter(|line| line.kind == Kind::Page && matches!(line.who, Who::Youth));
    for path in pages.map(|line| line.path) {
        let reply = browser.get(path).await;
        let to = format!("{}?to={}", page::LOCKED, path.replace('/', "%2F"));
        assert_eq!(
            (reply.status, reply.location()),
            (StatusCode::SEE_OTHER, to.as_str())
        );
        assert!(!reply.text().contains("kanarie"), "{path}");
    }
    browser.plant("unlocked", "yes");
    assert_eq!(browser.get(page::PLAN).await.status, StatusCode::OK);
    // Planted twice by somebody else, it counts as not there.
    let coach = &mut people.own_coach;
    coach.plant("lock", "on");
    assert_eq!(coach.get(page::CASELOAD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_server_remembers_that_there_is_a_lock_and_forgets_it_with_the_person() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    let browser = &mut people.own.browser;
    browser
        .form(form_target::LOCK, &[("lock", "on"), ("hide", "on")])
        .await;
    assert_eq!(
        (browser.cookie("lock"), browser.cookie("hide")),
        (Some("on"), Some("on"))
    );
    browser.form(form_target::LOCK, &[("hide", "off")]).await;
    assert_eq!(
        (browser.cookie("lock"), browser.cookie("hide")),
        (Some("on"), None)
    );
    browser
        .form(form_target::LOCK, &[("lock", "perhaps")])
        .await;
    assert_eq!(browser.cookie("lock"), Some("on"));
    browser.plant("unlocked", "yes");
    let reply = browser.form(form_target::LOGOUT, &[]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    for name in ["lock", "unlocked", "hide"] {
        assert_eq!(browser.cookie(name), None, "{name}");
    }
}
