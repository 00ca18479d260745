//! NUL, escape and their like in what is typed: refused with a clear problem, and never sent back raw.

use axum::body::Body;
use contract::path::{self, page};
use http::{Method, StatusCode, header};
use jiff::SignedDuration;
use serde_json::json;

use crate::support::{Browser, ORIGIN, People, Reply, TestHouse, change, change_id, request};

/// One of each kind: NUL, bell, vertical tab, escape, delete, and a C1 (U+009B).
const ESCAPED: &str = "een%00%07%0B%1B[31m%7F%C2%9Btwee";

fn raw_controls(reply: &Reply) -> String {
    let text = String::from_utf8(reply.bytes.to_vec()).expect("UTF-8");
    let bad = |c: &char| c.is_control() && !['\n', '\t', '\r'].contains(c);
    text.chars()
        .filter(bad)
        .flat_map(char::escape_unicode)
        .collect()
}

/// Posts a form that stands on the page of a new win.
async fn post(browser: &mut Browser, path: &str, body: String) -> Reply {
    let request = request(Method::POST, path)
        .header(header::REFERER, format!("{ORIGIN}{}", page::LOG_WIN))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body));
    browser.send(request.expect("a request")).await
}

#[tokio::test]
async fn a_form_comes_back_without_them_and_says_what_is_wrong() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let (plan, mut browser) = (people.own.plan, people.own.browser);
    let change = change_id(7_001);
    let body = format!("ask=log_win&change={change}&back=wins&text={ESCAPED}");
    let reply = post(&mut browser, &path::plan_form(plan), body).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(raw_controls(&reply), "");
    let page = reply.text();
    assert!(page.contains("Er zit een teken in dat niet kan"), "{page}");
    assert!(
        page.contains("een[31mtwee"),
        "what was typed is kept: {page}"
    );
    let login = format!("email={ESCAPED}&password=x");
    let reply = post(&mut house.browser(), path::form_target::LOGIN, login).await;
    assert_eq!(raw_controls(&reply), "", "{}", reply.status);
    let view = browser.get(&path::plan_view(plan)).await;
    assert!(!view.text().contains("een[31mtwee"), "nothing was stored");
}

#[tokio::test]
async fn a_page_in_between_holds_none() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let (plan, mut browser) = (people.own.plan, people.own.browser);
    let change = change_id(7_100);
    let fields = format!("ask=log_win&change={change}&back=wins&text={ESCAPED}");
    let nonsense = format!("{fields}&unknown=1");
    let reply = post(&mut browser, &path::plan_form(plan), nonsense).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert_eq!(raw_controls(&reply), "", "the page of a problem");
    assert!(reply.text().contains("een[31mtwee"), "{}", reply.text());

    house.clock.advance(SignedDuration::from_mins(20));
    let reply = post(&mut browser, &path::plan_form(plan), fields.clone()).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert_eq!(raw_controls(&reply), "", "the page that renews");
    let mut nobody = house.browser();
    let reply = post(&mut nobody, &path::plan_form(plan), fields).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        raw_controls(&reply),
        "",
        "the page of a session that is over"
    );
    assert!(reply.text().contains("een[31mtwee"), "{}", reply.text());
    let reply = nobody.get(&format!("{}?x=%00%1B", page::LOGIN)).await;
    assert_eq!(raw_controls(&reply), "", "{}", reply.status);
}

#[tokio::test]
async fn json_and_a_nil_id_are_malformed_and_echo_nothing() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let (plan, mut browser) = (people.own.plan, people.own.browser);
    let win = |text: &str| json!({ "kind": "win_logged", "win": change_id(7_201), "text": text });
    for c in (0..0x20_u8).chain([0x7f]).map(char::from) {
        let one = change(7_200, &win(&format!("een{c}twee")));
        let body = json!({ "changes": [one] });
        let reply = browser
            .json(Method::POST, &path::changes(plan), &body)
            .await;
        if ['\t', '\n', '\r'].contains(&c) {
            assert_eq!(reply.status, StatusCode::OK, "{c:?}");
        } else {
            let answer = (reply.status, reply.code());
            assert_eq!(
                answer,
                (StatusCode::BAD_REQUEST, "malformed".to_owned()),
                "{c:?}"
            );
            assert!(!reply.text().contains("twee"), "{}", reply.text());
        }
    }
    let mut nil = change(7_300, &win("goed"));
    nil["id"] = json!("00000000-0000-0000-0000-000000000000");
    let body = json!({ "changes": [nil] });
    let reply = browser
        .json(Method::POST, &path::changes(plan), &body)
        .await;
    let answer = (reply.status, reply.code());
    assert_eq!(answer, (StatusCode::BAD_REQUEST, "malformed".to_owned()));
    let nil = "ask=log_win&change=00000000-0000-0000-0000-000000000000&back=wins&text=goed";
    let reply = post(&mut browser, &path::plan_form(plan), nil.to_owned()).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert!(reply.text().contains("goed"), "what was typed is kept");
}
