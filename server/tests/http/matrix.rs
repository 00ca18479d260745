//! Who gets what (Z-05): every address, every kind of visitor, the exact status; and never a word of a
//! plan that is not theirs.

use contract::path::{self, page};
use http::{Method, StatusCode};
use serde_json::json;
use server::inventory::{ADDRESSES, COACH_PLAN, CSP_REPORTS, Kind, Line, WELCOME_CODE};

use crate::support::{
    Browser, CANARY, Database, People, Reply, TestHouse, change, change_id, on_both,
};

on_both! {
    everyone_gets_exactly_what_the_table_says,
    what_may_not_be_known_looks_like_what_does_not_exist,
    a_parent_sees_what_was_granted_and_nothing_else,
}

const PERSONAS: [&str; 8] = [
    "nobody",
    "own youth",
    "other youth",
    "own coach",
    "other coach",
    "far coach",
    "parent with a grant",
    "parent without",
];

fn browsers(house: &TestHouse, people: &People) -> [Browser; 8] {
    [
        house.browser(),
        people.own.browser.clone(),
        people.other.browser.clone(),
        people.own_coach.clone(),
        people.other_coach.clone(),
        people.far_coach.clone(),
        people.parent.clone(),
        people.bare_parent.clone(),
    ]
}

/// The words that a visitor may see.
fn may_see(persona: &str) -> &'static [&'static str] {
    match persona {
        "own youth" | "own coach" => &["kanarie-yara-win", "kanarie-yara-goal"],
        "parent with a grant" => &["kanarie-yara-win"],
        "other youth" | "other coach" => &["kanarie-omar-win", "kanarie-omar-goal"],
        "far coach" => &["kanarie-fenna-win", "kanarie-fenna-goal"],
        _ => &[],
    }
}

fn check_canaries(persona: &str, what: &str, reply: &Reply) {
    let mut text = format!("{:?}\n{}", reply.headers, reply.text());
    for own in may_see(persona) {
        text = text.replace(own, "");
    }
    assert!(
        !text.contains(CANARY),
        "{persona}: {what} tells a foreign word:\n{text}"
    );
}

/// What each persona gets, in the order of [`PERSONAS`].
fn expected(method: &str, pattern: &str) -> [u16; 8] {
    let plan = [401, 200, 404, 200, 404, 404, 200, 404];
    match (method, pattern) {
        ("GET", path::ME | path::PUSH_KEY) => [401, 200, 200, 200, 200, 200, 200, 200],
        ("DELETE", path::SESSION) => [401, 204, 204, 204, 204, 204, 204, 204],
        ("POST", path::SESSION) => [401; 8],
        ("GET", path::CASELOAD) => [401, 404, 404, 200, 200, 200, 200, 200],
        ("POST", path::INVITATIONS) => [401, 404, 404, 201, 201, 201, 201, 201],
        ("POST", path::INVITATION_LOOKUP | path::INVITATION_MISMATCH) => [404; 8],
        // A browser with a staff session may not even try.
        ("POST", path::INVITATION_REDEEM) => [404, 404, 404, 409, 409, 409, 409, 409],
        ("GET", path::pattern::PLAN | path::pattern::PLAN_VIEW) => plan,
        ("POST", path::pattern::CHANGES) => plan,
        ("GET", path::pattern::DELIVERIES) => [401, 200, 404, 200, 404, 404, 404, 404],
        ("PUT", path::PUSH_SUBSCRIPTION) => [401, 422, 422, 422, 422, 422, 422, 422],
        ("DELETE", path::PUSH_SUBSCRIPTION) => [401, 204, 204, 204, 204, 204, 204, 204],
        ("POST", path::PUSH_RECEIPTS | CSP_REPORTS) => [204; 8],
        // A refresh token is what counts there, and each of these has one, but for nobody.
        ("POST", path::REFRESH) => [401, 204, 204, 204, 204, 204, 204, 204],
        ("POST", path::pattern::PLAN_FORM) => [401, 303, 404, 303, 404, 404, 404, 404],
        ("POST", "/form/redeem") => [404, 404, 404, 409, 409, 409, 409, 409],
        ("POST", "/form/login") => [401; 8],
        ("POST", "/form/contact") => [401, 404, 404, 303, 303, 303, 303, 303],
        ("POST", "/form/invite") => [401, 404, 404, 200, 200, 200, 200, 200],
        ("POST", _) => [303; 8],
        ("GET", page::HOME) => [200, 303, 303, 303, 303, 303, 303, 303],
        ("GET", page::LOGIN) => [200, 303, 303, 303, 303, 303, 303, 303],
        ("GET", page::WELCOME | WELCOME_CODE) => [200; 8],
        ("GET", COACH_PLAN) => [303, 303, 303, 200, 404, 404, 200, 404],
        ("GET", page::CASELOAD | page::INVITE | page::REACH) => {
            [303, 303, 303, 200, 200, 200, 200, 200]
        }
        ("GET", pattern) if page_of_youth(pattern) => [303, 200, 200, 303, 303, 303, 303, 303],
        ("GET", _) => [200; 8],
        other => panic!("{other:?} has no line in this table"),
    }
}

fn page_of_youth(pattern: &str) -> bool {
    ADDRESSES
        .iter()
        .any(|line| line.path == pattern && line.who == server::inventory::Who::Youth)
}

async fn ask(
    browser: &mut Browser,
    method: &str,
    pattern: &str,
    people: &People,
    n: u128,
) -> Reply {
    let plan = people.own.plan;
    let address = pattern
        .replace("{plan}", &plan.to_string())
        .replace("{code}", "AAAAA-AAAAA");
    let parsed: Method = method.parse().expect("a method");
    let code = json!({ "code": "AAAAA-AAAAA" });
    let note = change(
        n,
        &json!({ "kind": "note_written", "note": change_id(n + 1),
        "text": "een briefje" }),
    );
    let body = match (method, pattern) {
        ("POST", path::SESSION) => json!({ "email": "wie@example.org", "password": "wat dan ook" }),
        ("POST", path::INVITATIONS) => json!({ "for": "new_youth", "name": "Iemand" }),
        ("POST", path::pattern::CHANGES) => json!({ "changes": [note] }),
        ("PUT", path::PUSH_SUBSCRIPTION) => json!({ "endpoint": "https://127.0.0.1/x",
            "expirationTime": null, "keys": { "p256dh": "AA", "auth": "AA" } }),
        ("DELETE", path::PUSH_SUBSCRIPTION) => json!({ "endpoint": "https://nergens.example/" }),
        ("POST", path::PUSH_RECEIPTS) => json!({ "receipt": "onbekend", "event": "shown" }),
        ("POST", CSP_REPORTS) => json!({ "csp-report": { "blocked-uri": "inline" } }),
        ("POST", path::pattern::PLAN_FORM) => {
            let change = change_id(n).to_string();
            let fields = [
                ("ask", "write_note"),
                ("change", &change),
                ("back", "plan"),
                ("text", "een briefje"),
            ];
            return browser.form(&address, &fields).await;
        }
        ("POST", "/form/login") => {
            let fields = [("email", "wie@example.org"), ("password", "wat dan ook")];
            return browser.form(&address, &fields).await;
        }
        ("POST", "/form/invite") => return browser.form(&address, &[("name", "Iemand")]).await,
        ("POST", form) if form.starts_with("/form/") => {
            return browser.form(&address, &[("code", "AAAAA-AAAAA")]).await;
        }
        ("POST", path::REFRESH) | ("GET", _) | ("DELETE", path::SESSION) => {
            return browser.empty(parsed, &address).await;
        }
        _ => code,
    };
    browser.json(parsed, &address, &body).await
}

async fn everyone_gets_exactly_what_the_table_says(database: Database) {
    let house = TestHouse::on(database).await;
    let people = People::settle(&house).await;
    let mut wrong = Vec::new();
    for (row, line) in ADDRESSES.iter().enumerate() {
        // Streams have a test of their own; what is plain to read is the same for all.
        let read = line.kind == Kind::Plain && line.method == "GET";
        if line.path == path::LIVE || (read && line.path != "/healthz") {
            continue;
        }
        // What ends or renews a session gets a house to itself.
        let destroys = line.path == path::REFRESH
            || line.path == "/form/logout"
            || (line.method, line.path) == ("DELETE", path::SESSION);
        if destroys {
            let house = TestHouse::on(database).await;
            let people = People::settle(&house).await;
            try_line(&house, &people, row, line, &mut wrong).await;
        } else {
            // Limits per network are not what is tried here.
            house.clock.advance(jiff::SignedDuration::from_secs(1));
            try_line(&house, &people, row, line, &mut wrong).await;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn try_line(
    house: &TestHouse,
    people: &People,
    row: usize,
    line: &Line,
    wrong: &mut Vec<String>,
) {
    let expected = expected(line.method, line.path);
    let personas = PERSONAS
        .into_iter()
        .zip(browsers(house, people))
        .zip(expected);
    for (column, ((persona, mut browser), expected)) in personas.enumerate() {
        browser.peer.set_ip([10, 0, row as u8, column as u8].into());
        let number = 10_000 + (row * 100 + column * 10) as u128;
        let reply = ask(&mut browser, line.method, line.path, people, number).await;
        let what = format!("{} {}", line.method, line.path);
        check_canaries(persona, &what, &reply);
        if reply.status.as_u16() != expected {
            wrong.push(format!(
                "{persona}: {what}: {} instead of {expected}",
                reply.status
            ));
        }
    }
}

async fn what_may_not_be_known_looks_like_what_does_not_exist(database: Database) {
    let house = TestHouse::on(database).await;
    let people = People::settle(&house).await;
    let missing = "0198b1f2-7c00-7000-8000-00000000ffff";
    let hidden = people.own.plan.to_string();
    for mut browser in [people.other.browser, people.far_coach, people.bare_parent] {
        for pattern in [
            path::pattern::PLAN,
            path::pattern::PLAN_VIEW,
            path::pattern::DELIVERIES,
        ] {
            let one = browser.get(&pattern.replace("{plan}", &hidden)).await;
            let two = browser.get(&pattern.replace("{plan}", missing)).await;
            assert_eq!(one.status, StatusCode::NOT_FOUND);
            assert_eq!(bare(&one), bare(&two), "{pattern}");
        }
        let one = browser.get(&format!("/jongeren/{hidden}")).await;
        let two = browser.get(&format!("/jongeren/{missing}")).await;
        assert_eq!(one.status, two.status);
        assert_eq!(bare(&one), bare(&two));
    }
}

/// An answer without what differs in every answer.
fn bare(reply: &Reply) -> (Vec<String>, String) {
    let id = reply.header("x-request-id");
    let headers = reply
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {value:?}"));
    let headers = headers.map(|line| line.replace(id, "")).collect();
    (headers, reply.text().replace(id, ""))
}

async fn a_parent_sees_what_was_granted_and_nothing_else(database: Database) {
    let house = TestHouse::on(database).await;
    let mut people = People::settle(&house).await;
    let plan = people.own.plan;
    for address in [path::plan(plan), path::plan_view(plan)] {
        let reply = people.parent.get(&address).await;
        assert!(
            reply.text().contains("kanarie-yara-win"),
            "{}",
            reply.text()
        );
        assert!(
            !reply.text().contains("kanarie-yara-goal"),
            "{}",
            reply.text()
        );
    }
    let win = change(
        7_000,
        &json!({ "kind": "win_logged", "win": change_id(7_001), "text": "nee" }),
    );
    let body = json!({ "changes": [win] });
    let reply = people
        .parent
        .json(Method::POST, &path::changes(plan), &body)
        .await;
    assert_eq!(
        reply.json()["outcomes"][0]["outcome"],
        "refused",
        "{}",
        reply.text()
    );
}
