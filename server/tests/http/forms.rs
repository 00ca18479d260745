//! Plain forms without any script: they work, and whatever happens, nothing that was typed is lost.

use contract::path::{self, form_target, page};
use http::{Method, StatusCode};
use jiff::SignedDuration;

use crate::support::{Browser, People, Reply, TestHouse, change_id};

/// The value of an attribute in the tag that holds `mark`.
fn attribute(html: &str, mark: &str, name: &str) -> String {
    let (before, after) = html
        .split_once(mark)
        .unwrap_or_else(|| panic!("no {mark} in {html}"));
    let (before, mark) = match mark.strip_prefix('<') {
        Some(rest) => (format!("{before}<"), rest),
        None => (before.to_owned(), mark),
    };
    let start = before.rfind('<').expect("a tag");
    let end = after.find('>').expect("its end");
    let tag = format!("{}{mark}{}", &before[start..], &after[..end]);
    let (_, rest) = tag
        .split_once(&format!(" {name}=\""))
        .unwrap_or_else(|| panic!("{tag}"));
    unescape(rest.split_once('"').expect("its end").0)
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// All hidden fields of a page, as a browser would send them.
fn hidden(html: &str) -> Vec<(String, String)> {
    html.split("<input ")
        .skip(1)
        .filter(|tag| tag.contains("type=\"hidden\""))
        .map(|tag| {
            let tag = format!(
                "<input {}>",
                tag.split_once("/>").or(tag.split_once('>')).expect("end").0
            );
            (
                attribute(&tag, "<input", "name"),
                attribute(&tag, "<input", "value"),
            )
        })
        .collect()
}

async fn send_on(browser: &mut Browser, reply: &Reply) -> Reply {
    let html = reply.text();
    let action = attribute(&html, "method=\"post\"", "action");
    let fields = hidden(&html);
    let pairs = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect::<Vec<_>>();
    let moved = browser.form(&action, &pairs).await;
    if moved.status == StatusCode::TEMPORARY_REDIRECT {
        // A browser sends the same body again.
        browser.form(moved.location(), &pairs).await
    } else {
        moved
    }
}

const TYPED: &str = "Ik wil <b>monteur</b> worden & \"meer\"\r\nmet 🚗 én 'een' busje";

#[tokio::test]
async fn an_expired_token_loses_nothing_that_was_typed() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let (plan, mut browser) = (people.own.plan, people.own.browser);
    house.clock.advance(SignedDuration::from_mins(20));
    let change = change_id(600).to_string();
    let fields = [
        ("ask", "log_win"),
        ("change", &change),
        ("back", "wins"),
        ("text", TYPED),
    ];
    let target = path::plan_form(plan);
    let reply = browser.form(&target, &fields).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert!(reply.text().contains("/refresh.js"), "{}", reply.text());
    assert!(reply.text().contains("<button"), "works without script");
    let done = send_on(&mut browser, &reply).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, "/successen?bewaard"),
        "{}",
        done.text()
    );
    let view = browser.get(&path::plan_view(plan)).await.json().to_string();
    let kept = serde_json::Value::from(TYPED.replace("\r\n", "\n")).to_string();
    assert!(view.contains(kept.trim_matches('"')), "{view}");
}

#[tokio::test]
async fn an_expired_page_comes_back_to_the_same_page() {
    let house = TestHouse::open().await;
    let mut browser = People::settle(&house).await.own.browser;
    house.clock.advance(SignedDuration::from_mins(20));
    let reply = browser.get("/plan?open=stip").await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    let back = send_on(&mut browser, &reply).await;
    assert_eq!(
        (back.status, back.location()),
        (StatusCode::SEE_OTHER, "/plan?open=stip")
    );
    assert_eq!(browser.get("/plan").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_that_is_over_still_shows_what_was_typed() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let (plan, mut browser) = (people.own.plan, people.own.browser);
    let change = change_id(610).to_string();
    let fields = [
        ("ask", "log_win"),
        ("change", &change),
        ("back", "wins"),
        ("text", TYPED),
    ];
    house.clock.advance(SignedDuration::from_hours(24 * 31));
    let reply = browser.form(&path::plan_form(plan), &fields).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    let end = send_on(&mut browser, &reply).await;
    assert_eq!(end.status, StatusCode::UNAUTHORIZED);
    assert!(
        end.text().contains("&lt;b&gt;monteur&lt;/b&gt;"),
        "{}",
        end.text()
    );
    assert!(browser.cookie("__Host-stip").is_none());
    let mut nobody = house.browser();
    let reply = nobody.form(&path::plan_form(plan), &fields).await;
    assert!(unescape(&reply.text()).contains("met 🚗 én 'een' busje"));
}

#[tokio::test]
async fn a_form_that_is_not_taken_keeps_what_was_typed() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let (plan, mut browser) = (people.own.plan, people.own.browser);
    let change = change_id(620).to_string();
    let long = "x".repeat(5_000);
    let fields = [
        ("ask", "log_win"),
        ("change", &change),
        ("back", "wins"),
        ("text", &long),
    ];
    let form = path::plan_form(plan);
    let reply = browser
        .form_from(&form, &fields, Some("/successen/nieuw"))
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = reply.text();
    assert!(html.contains(&long), "the text is still there");
    assert!(
        html.contains("data-page=\"/successen/nieuw\""),
        "on the page where it stood"
    );
    assert!(
        html.contains("Deze tekst is te lang"),
        "and why: {}",
        html.replace(&long, "LONG")
    );
    // The same form, put right, is taken: the change id is the same.
    let fields = [
        ("ask", "log_win"),
        ("change", &change),
        ("back", "wins"),
        ("text", "korter"),
    ];
    assert_eq!(
        browser.form(&form, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        browser.form(&form, &fields).await.status,
        StatusCode::SEE_OTHER,
        "twice is once"
    );
    let view = browser.get(&path::plan_view(plan)).await.text();
    assert_eq!(view.matches("korter").count(), 1);
}

#[tokio::test]
async fn typed_markup_stays_text_wherever_it_comes_back() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let (plan, mut browser) = (people.own.plan, people.own.browser);
    let change = change_id(640).to_string();
    let payloads = [
        "</textarea><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "--><svg onload=alert(1)>",
        "</script><script>alert(1)</script>",
        "]]><b onmouseover=alert(1)>",
    ];
    for payload in payloads {
        let text = format!("{payload}{}", "x".repeat(5_000));
        let fields = [
            ("ask", "log_win"),
            ("change", &*change),
            ("back", "wins"),
            ("text", &*text),
        ];
        let form = path::plan_form(plan);
        let echo = browser
            .form_from(&form, &fields, Some("/successen/nieuw"))
            .await;
        let mut late = house.browser();
        let lost = late.form(&form, &fields).await;
        for html in [echo.text(), lost.text()] {
            // Inside the data for the app, `<` is written as an escape.
            assert!(!html.contains(payload), "{payload}");
            assert!(
                !html.contains("<script>alert") && !html.contains("<img src=x"),
                "{payload}"
            );
            assert!(
                !html.contains("<svg onload") && !html.contains("<b onmouse"),
                "{payload}"
            );
        }
    }
}

#[tokio::test]
async fn a_goal_with_its_first_step_in_one_form() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let (plan, mut browser) = (people.own.plan, people.own.browser);
    let change = change_id(630).to_string();
    let fields = [
        ("ask", "add_goal"),
        ("change", &change),
        ("back", "plan"),
        ("text", "Rijbewijs halen"),
        ("domain", ""),
        ("first_step", "Rijschool bellen"),
    ];
    for _ in 0..2 {
        let reply = browser.form(&path::plan_form(plan), &fields).await;
        assert_eq!(
            (reply.status, reply.location()),
            (StatusCode::SEE_OTHER, page::PLAN)
        );
    }
    let view = browser.get(&path::plan_view(plan)).await.text();
    assert_eq!(view.matches("Rijschool bellen").count(), 1);
}

#[tokio::test]
async fn a_wrong_login_keeps_the_address_but_never_the_password() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    let fields = [("email", "anja@example.org"), ("password", "geheim-getypt")];
    let reply = browser.form(form_target::LOGIN, &fields).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert!(
        reply.text().contains("anja@example.org"),
        "{}",
        reply.text()
    );
    assert!(!reply.text().contains("geheim-getypt"));
    assert!(reply.text().contains("horen niet bij elkaar"));
}

#[tokio::test]
async fn the_language_stays_and_leads_nowhere_else() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    let reply = browser
        .form(
            form_target::LANGUAGE,
            &[("language", "en"), ("back", "/welkom")],
        )
        .await;
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, "/welkom")
    );
    assert!(
        browser
            .get("/welkom")
            .await
            .text()
            .contains("<html lang=\"en\"")
    );
    for back in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ] {
        let fields = [("language", "xx"), ("back", back)];
        let reply = browser.form(form_target::LANGUAGE, &fields).await;
        assert_eq!(reply.location(), "/", "{back}");
    }
    for then in ["https://evil.example/", "//evil.example", "/api/v1/me"] {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("then", then)
            .finish();
        let reply = browser
            .empty(Method::POST, &format!("/auth/refresh?{query}"))
            .await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{then}");
    }
}

#[tokio::test]
async fn whatever_goes_wrong_what_was_typed_is_on_the_answer() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let change = change_id(660).to_string();
    let form = path::plan_form(people.own.plan);
    let with = |ask: &'static str| {
        [
            ("ask", ask),
            ("change", change.as_str()),
            ("back", "wins"),
            ("text", TYPED),
            ("password", "geheim-getypt"),
        ]
    };
    let kept = |reply: &Reply, status: StatusCode| {
        assert_eq!(reply.status, status, "{}", reply.text());
        assert!(reply.text().contains("<h1>"), "a page: {}", reply.text());
        assert!(
            reply.text().contains("&lt;b&gt;monteur&lt;/b&gt;"),
            "{}",
            reply.text()
        );
        assert!(!reply.text().contains("geheim-getypt"));
    };
    let mut browser = people.own.browser.clone();
    let log = with("log_win");
    kept(
        &browser.form(&form, &with("dance")).await,
        StatusCode::BAD_REQUEST,
    );
    let foreign = path::plan_form(people.far.plan);
    let log = &log[..4];
    kept(&browser.form(&foreign, log).await, StatusCode::NOT_FOUND);
    kept(
        &browser.form("/form/plans/nergens", log).await,
        StatusCode::NOT_FOUND,
    );
    // What another site makes a browser send was typed by nobody here.
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(log)
        .finish();
    let cross = http::Request::builder()
        .method(Method::POST)
        .uri(&form)
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from(body));
    let reply = browser.send(cross.expect("a request")).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(!reply.text().contains("monteur"), "{}", reply.text());
    // The database is gone: for the form itself, and for the renewal that carries one.
    house.stip.storage().close().await;
    let reply = browser.form(&form, log).await;
    kept(&reply, StatusCode::SERVICE_UNAVAILABLE);
    let renewal = format!("/auth/refresh?then={form}");
    let reply = browser.form(&renewal, log).await;
    kept(&reply, StatusCode::SERVICE_UNAVAILABLE);
}
