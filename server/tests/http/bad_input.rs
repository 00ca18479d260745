//! What cannot be right: each a clear problem, nothing lost, and the server goes on.

use axum::body::Body;
use bytes::Bytes;
use contract::path;
use futures::stream;
use http::{Method, StatusCode, header};
use serde_json::{Value, json};
use server::http::MAX_BODY;
use server::inventory::{ADDRESSES, Line};

use crate::support::{Browser, People, TestHouse, change, change_id, request};

async fn raw(browser: &mut Browser, path: &str, body: impl Into<Body>) -> (StatusCode, String) {
    let request = request(Method::POST, path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.into());
    let reply = browser.send(request.expect("a request")).await;
    let code = if reply.bytes.is_empty() {
        String::new()
    } else {
        reply.code()
    };
    (reply.status, code)
}

#[tokio::test]
async fn what_is_no_json_or_has_other_fields_is_malformed() {
    let house = TestHouse::open().await;
    let mut browser = People::settle(&house).await.own.browser;
    let plan = browser.get(path::ME).await.json()["plan"]
        .as_str()
        .expect("a plan")
        .to_owned();
    let changes = format!("/api/v1/plans/{plan}/changes");
    let one = change(
        500,
        &json!({ "kind": "win_logged", "win": change_id(501), "text": "ja" }),
    );
    let with = |name: &str, value: Value| {
        let mut one = one.clone();
        one[name] = value;
        json!({ "changes": [one] }).to_string()
    };
    let bodies = [
        String::new(),
        "{".to_owned(),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        "\u{feff}{\"changes\":[]}".to_owned(),
        json!({ "changes": [], "extra": 1 }).to_string(),
        json!({ "changes": {} }).to_string(),
        with("author", json!("someone else")),
        with("seq", json!(4)),
        with("id", json!("not an id")),
        with("base", json!(-1)),
        with("base", json!(18_446_744_073_709_551_616_f64)),
        with("authored_at", json!("yesterday")),
        with("audience", json!("the_whole_world")),
        with(
            "change",
            json!({ "kind": "win_logged", "win": change_id(1), "text": "a", "b": 1 }),
        ),
        with("change", json!({ "kind": "delete_everything" })),
        with(
            "change",
            json!({ "kind": "win_logged", "win": change_id(1), "text": "\u{0}" }),
        ),
        with(
            "change",
            json!({ "kind": "win_logged", "win": change_id(1), "text": "" }),
        ),
        format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
    ];
    for body in bodies {
        let shown = body.chars().take(120).collect::<String>();
        let answer = raw(&mut browser, &changes, body).await;
        assert_eq!(
            answer,
            (StatusCode::BAD_REQUEST, "malformed".to_owned()),
            "{shown}"
        );
    }
    let (status, code) = raw(&mut browser, &changes, Bytes::from_static(b"\xff\xfe{}")).await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::BAD_REQUEST, "malformed")
    );
    let text = request(Method::POST, &changes).body(Body::from(with("base", json!(0))));
    let reply = browser.send(text.expect("a request")).await;
    assert_eq!(
        reply.status,
        StatusCode::BAD_REQUEST,
        "without a content type"
    );
    for query in ["?after=x", "?after=-1", "?after=1&more=2", "?before=1"] {
        let reply = browser.get(&format!("/api/v1/plans/{plan}{query}")).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{query}");
    }
    let good = raw(&mut browser, &changes, with("base", json!(0))).await;
    assert_eq!(good.0, StatusCode::OK, "the server goes on");
}

#[tokio::test]
async fn a_megabyte_is_too_large_on_every_address_however_it_is_sent() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let plan = people.own.plan.to_string();
    // Files are larger; their own tests say how much.
    let small = |line: &&Line| line.method != "GET" && line.path != path::pattern::FILE;
    for line in ADDRESSES.iter().filter(small) {
        let path = line.path.replace("{plan}", &plan);
        let method: Method = line.method.parse().expect("a method");
        let mut browser = people.own.browser.clone();
        let whole = request(method.clone(), &path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::CONTENT_LENGTH, MAX_BODY + 1)
            .body(Body::from(vec![b' '; MAX_BODY + 1]));
        let reply = browser.send(whole.expect("a request")).await;
        assert_eq!(
            reply.status,
            StatusCode::PAYLOAD_TOO_LARGE,
            "{method} {path}"
        );
        let pieces = (0..64).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![b' '; 16_384])));
        let chunked = request(method.clone(), &path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from_stream(stream::iter(pieces)));
        let reply = browser.send(chunked.expect("a request")).await;
        assert_eq!(
            reply.status,
            StatusCode::PAYLOAD_TOO_LARGE,
            "{method} {path} in pieces"
        );
    }
    let mut browser = people.own.browser;
    assert_eq!(browser.get(path::ME).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_no_crash() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    let broken = stream::iter([
        Ok(Bytes::from_static(b"{")),
        Err(std::io::Error::other("gone")),
    ]);
    let request = request(Method::POST, path::SESSION).body(Body::from_stream(broken));
    let reply = browser.send(request.expect("a request")).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::BAD_REQUEST, "malformed")
    );
}

#[tokio::test]
async fn any_script_and_direction_comes_back_as_it_was_typed() {
    let house = TestHouse::open().await;
    let mut browser = People::settle(&house).await.own.browser;
    let plan = browser.get(path::ME).await.json()["plan"]
        .as_str()
        .expect("a plan")
        .to_owned();
    let texts = [
        "👩🏽‍🔧🚗💨",
        "أريد أن أصبح ميكانيكي سيارات",
        "\u{202e}omgekeerd\u{202c} en terug",
        "zalgo t̴̢̛e̷k̵s̶t̸",
        "regel één\nregel twee\ttab",
        "<script>alert(1)</script> & \"aanhaling\" '; DROP TABLE plan; --",
        "{{7*7}} ${7*7} %00 \\u0000 ../../etc/passwd",
        "𝕱𝖔𝖓𝖙𝖘 and 漢字",
    ];
    for (number, text) in (0_u128..).zip(texts) {
        let win = change_id(2_000 + number);
        let one = change(
            3_000 + number,
            &json!({ "kind": "win_logged", "win": win, "text": text }),
        );
        let body = json!({ "changes": [one] });
        let path = format!("/api/v1/plans/{plan}/changes");
        let reply = browser.json(Method::POST, &path, &body).await;
        assert_eq!(reply.json()["outcomes"][0]["outcome"], "recorded", "{text}");
    }
    let view = browser
        .get(&format!("/api/v1/plans/{plan}/view"))
        .await
        .json()
        .to_string();
    let page = browser.get("/successen").await;
    for text in texts {
        let json = Value::from(text).to_string();
        assert!(view.contains(json.trim_matches('"')), "{text}");
    }
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        !page.text().contains("<script>alert"),
        "typed text is never markup"
    );
    assert!(
        page.text().contains("&lt;script&gt;alert(1)"),
        "but it is shown: {}",
        page.text()
    );
}

#[tokio::test]
async fn a_phone_whose_clock_is_days_off_loses_nothing() {
    let house = TestHouse::open().await;
    let mut browser = People::settle(&house).await.own.browser;
    let plan = browser.get(path::ME).await.json()["plan"]
        .as_str()
        .expect("a plan")
        .to_owned();
    for (number, at) in (0_u128..).zip([1_795_608_000_000_000_i64, 1_795_089_600_000_000_i64]) {
        let mut one = change(
            4_000 + number,
            &json!({ "kind": "win_logged",
            "win": change_id(4_100 + number), "text": "toch op tijd" }),
        );
        one["authored_at"] = json!(at);
        let body = json!({ "changes": [one.clone()] });
        let path = format!("/api/v1/plans/{plan}/changes");
        let first = browser.json(Method::POST, &path, &body).await.json();
        assert_eq!(first["outcomes"][0]["outcome"], "recorded");
        let again = browser.json(Method::POST, &path, &body).await.json();
        assert_eq!(
            again["outcomes"][0]["outcome"], "duplicate",
            "sending twice is safe"
        );
    }
}

#[tokio::test]
async fn wrong_and_used_codes_look_the_same() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    let invite = json!({ "for": "new_youth", "name": "Nieuw" });
    let issued = people
        .own_coach
        .json(Method::POST, path::INVITATIONS, &invite)
        .await
        .json();
    let code = issued["code"].as_str().expect("a code").to_owned();
    let redeem = |code: &str| json!({ "code": code });
    let mut phone = house.browser();
    let reply = phone
        .json(Method::POST, path::INVITATION_REDEEM, &redeem(&code))
        .await;
    assert_eq!(reply.status, StatusCode::OK);
    for code in [
        code.as_str(),
        "AAAAA-AAAAA",
        "",
        "kort",
        &"x".repeat(5_000),
        "🙂🙂🙂🙂🙂",
    ] {
        let mut other = house.browser();
        let reply = other
            .json(Method::POST, path::INVITATION_REDEEM, &redeem(code))
            .await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::NOT_FOUND, "wrong_code")
        );
        assert!(other.jar.is_empty());
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_and_says_for_how_long() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    let login = json!({ "email": "anja@example.org", "password": "geraden" });
    let mut last = browser.json(Method::POST, path::SESSION, &login).await;
    for _ in 0..40 {
        if last.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        last = browser.json(Method::POST, path::SESSION, &login).await;
    }
    assert_eq!(
        (last.status, last.code().as_str()),
        (StatusCode::TOO_MANY_REQUESTS, "too_many")
    );
    let wait: u32 = last.header("retry-after").parse().expect("seconds");
    assert!(wait >= 1);
}

#[tokio::test]
async fn every_problem_has_the_one_shape() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    let reply = browser.get("/api/v1/me").await;
    assert_eq!(reply.header("content-type"), "application/problem+json");
    let problem = reply.json();
    assert_eq!(problem["type"], "about:blank");
    assert_eq!(problem["status"], 401);
    assert_eq!(problem["code"], "logged_out");
    assert_eq!(problem["request_id"], reply.header("x-request-id"));
    for (path, code) in [("/api/v1/nope", "not_found"), ("/api", "")] {
        let reply = browser.get(path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        if !code.is_empty() {
            assert_eq!(reply.code(), code);
        }
    }
    let page = browser.get("/bestaat-niet").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text().contains("Hier is niets"), "{}", page.text());
}

#[tokio::test]
async fn a_form_that_is_no_utf8_is_malformed_and_never_mended() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let mut browser = people.own.browser;
    let plan = people.own.plan;
    let change = change_id(700);
    let mut post = async |text: &str| {
        let body = format!("ask=log_win&change={change}&back=wins&text={text}");
        let request = request(Method::POST, &path::plan_form(plan))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        browser.send(request.expect("a request")).await.status
    };
    for text in ["%ff%fe", "goed%C3", "%C3&why=%A9", "%ed%a0%80", "%80"] {
        assert_eq!(post(text).await, StatusCode::BAD_REQUEST, "{text}");
    }
    // A sign that stands for itself, an escape that is none, and U+FFFD typed by somebody.
    let good = post("100%+caf%C3%a9+%zz+%+1+%EF%BF%BD").await;
    assert_eq!(good, StatusCode::SEE_OTHER);
    let view = browser.get(&path::plan_view(plan)).await.text();
    assert!(view.contains("100% café %zz % 1 \u{fffd}"), "{view}");
}
