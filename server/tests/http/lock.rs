//! The app lock: while it is shut, no page of the youth is drawn on that device.

use axum::body::Body;
use contract::path::{self, form_target, page};
use http::{Method, StatusCode};
use server::inventory::{ADDRESSES, Kind, Who};

use crate::support::{Browser, People, Reply, TestHouse, change_id, request};

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

const LOCKED: &str = " data-locked";

/// A win with these words, from the page of the form.
async fn log_win(browser: &mut Browser, people: &People, to: &str, text: &str) -> Reply {
    let form = format!("{}{to}", path::plan_form(people.own.plan));
    let change = change_id(9_000).to_string();
    let fields = [
        ("ask", "log_win"),
        ("change", change.as_str()),
        ("back", "wins"),
        ("text", text),
    ];
    browser.form_from(&form, &fields, Some(page::LOG_WIN)).await
}

#[tokio::test]
async fn the_answer_to_a_form_comes_under_the_lock() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let browser = &mut people.own.browser.clone();
    let long = format!("{}einde", "Ik wil monteur worden. ".repeat(500));
    for (to, text, status) in [
        ("?here", "Ik heb gebeld", StatusCode::OK),
        ("", long.as_str(), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        for (unlocked, locked) in [(None, true), (Some("yes"), false)] {
            browser.plant("lock", "on");
            browser.jar.remove("unlocked");
            if let Some(unlocked) = unlocked {
                browser.plant("unlocked", unlocked);
            }
            let reply = log_win(browser, &people, to, text).await;
            assert_eq!(reply.status, status, "{to}: {:.3000}", reply.text());
            let page = reply.text();
            let html = page.split_once("<head>").expect("a head").0;
            assert_eq!(html.contains(LOCKED), locked, "{to}: {html}");
            assert!(page.contains(text), "{to}: what was typed stays");
        }
    }
}

#[tokio::test]
async fn nobody_reads_the_api_in_the_address_bar() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let browser = &mut people.own.browser.clone();
    let get = |address: &str, name: &str, value: &str| {
        let request = request(Method::GET, address).header(name, value);
        request.body(Body::empty()).expect("a request")
    };
    let view = path::plan_view(people.own.plan);
    let own = [path::ME, &view, "/api/v1/nothing"];
    for address in own {
        for (name, value) in [
            ("sec-fetch-dest", "document"),
            ("sec-fetch-mode", "navigate"),
        ] {
            let reply = browser.send(get(address, name, value)).await;
            let answer = (reply.status, reply.code());
            assert_eq!(
                answer,
                (StatusCode::NOT_FOUND, "not_found".to_owned()),
                "{address}"
            );
        }
    }
    for address in [path::ME, &view] {
        for (name, value) in [("sec-fetch-dest", "empty"), ("sec-fetch-mode", "cors")] {
            let reply = browser.send(get(address, name, value)).await;
            assert_eq!(reply.status, StatusCode::OK, "{address}");
        }
    }
    let page = browser
        .send(get(page::PLAN, "sec-fetch-mode", "navigate"))
        .await;
    assert_eq!(page.status, StatusCode::OK, "pages are pages");
}

#[tokio::test]
async fn a_lock_without_its_youth_stops_nobody() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let mut nobody = house.browser();
    nobody.plant("lock", "on");
    for address in [page::HOME, page::LOGIN, page::WELCOME, "/welkom/AAAA-BBBB"] {
        let reply = nobody.get(address).await;
        assert_eq!(reply.status, StatusCode::OK, "{address}");
        assert!(!reply.text().contains(LOCKED), "{address}");
    }
    for (mut browser, address) in [
        (people.own_coach, page::CASELOAD),
        (people.parent, page::SHARED),
    ] {
        browser.plant("lock", "on");
        let reply = browser.get(address).await;
        assert_eq!(reply.status, StatusCode::OK, "{address}");
        assert!(!reply.text().contains(LOCKED), "{address}");
    }
    // The scripts of a coach's pages go by the cookie: it was the youth's.
    let login = [
        ("email", "Anja@example.org"),
        ("password", "een lang wachtwoord voor de proef"),
    ];
    let reply = nobody.form(form_target::LOGIN, &login).await;
    assert_eq!(reply.location(), page::CASELOAD, "{}", reply.text());
    assert_eq!(nobody.cookie("lock"), None);
}
