//! Who gets what (Z-05): every address, every kind of visitor, the exact status; and never a word of a
//! plan that is not theirs.

use contract::path::{self, form_target, page};
use domain::id::PlanId;
use http::{Method, StatusCode};
use serde_json::json;
use server::inventory::{
    ADDRESSES, COACH_PLAN, CSP_REPORTS, Kind, Line, SHARED_PLAN, WELCOME_CODE,
};

use crate::support::{
    Browser, CANARY, Database, PHOTO, People, Reply, TestHouse, change, change_id, on_both,
};

on_both! {
    everyone_gets_exactly_what_the_table_says,
    what_may_not_be_known_looks_like_what_does_not_exist,
    a_parent_sees_what_was_granted_and_nothing_else,
}

const PERSONAS: [&str; 10] = [
    "nobody",
    "own youth",
    "other youth",
    "own coach",
    "other coach",
    "far coach",
    "parent with a grant",
    "parent withdrawn",
    "parent expired",
    "parent of another",
];

fn browsers(house: &TestHouse, people: &People) -> [Browser; 10] {
    [
        house.browser(),
        people.own.browser.clone(),
        people.other.browser.clone(),
        people.own_coach.clone(),
        people.other_coach.clone(),
        people.far_coach.clone(),
        people.parent.clone(),
        people.withdrawn_parent.clone(),
        people.expired_parent.clone(),
        people.other_parent.clone(),
    ]
}

/// The words that a visitor may see.
fn may_see(persona: &str) -> &'static [&'static str] {
    match persona {
        "own youth" | "own coach" => &["kanarie-yara-win", "kanarie-yara-goal"],
        "parent with a grant" => &["kanarie-yara-win"],
        // What another youth shows them is theirs to see.
        "parent expired" | "parent of another" => &["kanarie-fenna-win"],
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

/// What each persona gets, in the order of [`PERSONAS`]: nobody; the own and another youth; the own,
/// another and a far coach; parents with a grant, without it any more (two ways), and of another youth.
fn row(nobody: u16, youths: [u16; 2], coaches: [u16; 3], parents: [u16; 4]) -> [u16; 10] {
    let mut row = [nobody; 10];
    let rest = youths.into_iter().chain(coaches).chain(parents);
    for (place, status) in row.iter_mut().skip(1).zip(rest) {
        *place = status;
    }
    row
}

/// The same for everyone who is logged in.
fn known(nobody: u16, all: u16) -> [u16; 10] {
    row(nobody, [all; 2], [all; 3], [all; 4])
}

/// For coaches, each with their own answer.
fn coaches(nobody: u16, others: u16, coach: u16) -> [u16; 10] {
    row(nobody, [others; 2], [coach; 3], [others; 4])
}

/// For the youth of this plan alone.
fn own_youth(status: u16) -> [u16; 10] {
    row(401, [status, 404], [404; 3], [404; 4])
}

fn expected(method: &str, pattern: &str) -> [u16; 10] {
    let plan = row(401, [200, 404], [200, 404, 404], [404; 4]);
    match (method, pattern) {
        ("GET", path::ME | path::PUSH_KEY) => known(401, 200),
        ("DELETE", path::SESSION) => known(401, 204),
        ("POST", path::SESSION) => [401; 10],
        ("GET", path::CASELOAD) => coaches(401, 404, 200),
        ("POST", path::INVITATIONS) => coaches(401, 404, 201),
        ("POST", path::INVITATION_LOOKUP | path::INVITATION_MISMATCH) => [404; 10],
        // A browser with a staff session may not even try.
        ("POST", path::INVITATION_REDEEM | "/form/redeem") => coaches(404, 404, 409),
        ("GET", path::pattern::PLAN | path::pattern::PLAN_VIEW) => plan,
        ("POST", path::pattern::CHANGES) => plan,
        // The youth's own photo stands with the win that the parent may see.
        ("GET", path::pattern::FILE) => row(401, [200, 404], [200, 404, 404], [200, 404, 404, 404]),
        ("PUT", path::pattern::FILE) => own_youth(204),
        ("GET", path::pattern::DELIVERIES) => plan,
        ("GET", path::pattern::CONSENTS | path::pattern::CONSENT_PREVIEW) => own_youth(200),
        ("POST", path::pattern::CONSENTS) => own_youth(201),
        ("DELETE", path::pattern::CONSENT) => known(401, 404),
        ("GET", path::SHARED) => row(401, [404; 2], [404; 3], [200; 4]),
        ("GET", path::pattern::SHARED_PLAN) => row(401, [404; 2], [404; 3], [200, 404, 404, 404]),
        ("PUT", path::PUSH_SUBSCRIPTION) => known(401, 422),
        ("DELETE", path::PUSH_SUBSCRIPTION) => known(401, 204),
        ("POST", path::PUSH_RECEIPTS | CSP_REPORTS) => [204; 10],
        // A refresh token is what counts there, and each of these has one, but for nobody.
        ("POST", path::REFRESH) => known(401, 204),
        ("POST", path::pattern::PLAN_FORM) => row(401, [303, 404], [303, 404, 404], [404; 4]),
        ("POST", form_target::LOGIN) => [401; 10],
        ("POST", form_target::CONTACT) => coaches(401, 404, 303),
        ("POST", form_target::INVITE) => coaches(401, 404, 200),
        // Each youth about the own plan.
        ("POST", form_target::OFFER_CONSENT) => row(401, [200; 2], [404; 3], [404; 4]),
        ("POST", form_target::WITHDRAW_CONSENT) => known(401, 404),
        ("POST", _) => [303; 10],
        ("GET", page::HOME | page::LOGIN) => known(200, 303),
        ("GET", page::WELCOME | WELCOME_CODE) => [200; 10],
        ("GET", COACH_PLAN) => row(303, [303; 2], [200, 404, 404], [303; 4]),
        ("GET", page::CASELOAD | page::INVITE | page::REACH) => coaches(303, 303, 200),
        // The page says neutrally that there is nothing to see.
        ("GET", page::SHARED | SHARED_PLAN) => row(303, [303; 2], [303; 3], [200; 4]),
        ("GET", pattern) if page_of_youth(pattern) => row(303, [200; 2], [303; 3], [303; 4]),
        ("GET", _) => [200; 10],
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
        .replace("{code}", "AAAAA-AAAAA")
        .replace("{file}", &people.own.photo.to_string())
        .replace("{consent}", &change_id(n).to_string());
    let address = match pattern {
        path::pattern::CONSENT_PREVIEW => format!("{address}?parts=wins,goals&span=month"),
        // What the own youth looks at before the yes.
        page::CONSENT_PREVIEW => format!("{address}?wins=1&span=month"),
        _ => address,
    };
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
        ("POST", path::pattern::CONSENTS) => {
            json!({ "name": "mama", "terms": { "parts": ["wins"], "span": "month" } })
        }
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
        ("POST", form_target::OFFER_CONSENT) => {
            let fields = [("name", "mama"), ("parts", "wins"), ("span", "month")];
            return browser.form(&address, &fields).await;
        }
        ("POST", form_target::WITHDRAW_CONSENT) => {
            let consent = change_id(n).to_string();
            return browser.form(&address, &[("consent", &consent)]).await;
        }
        ("POST", "/form/invite") => return browser.form(&address, &[("name", "Iemand")]).await,
        ("POST", form) if form.starts_with("/form/") => {
            return browser.form(&address, &[("code", "AAAAA-AAAAA")]).await;
        }
        ("PUT", path::pattern::FILE) => {
            return browser.put_file(&address, "image/jpeg", PHOTO).await;
        }
        ("POST", path::REFRESH)
        | ("GET", _)
        | ("DELETE", path::SESSION | path::pattern::CONSENT) => {
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
    let strangers = [
        people.other.browser,
        people.far_coach,
        people.parent,
        people.withdrawn_parent,
        people.expired_parent,
        people.other_parent,
    ];
    for (place, mut browser) in strangers.into_iter().enumerate() {
        for pattern in [
            path::pattern::PLAN,
            path::pattern::PLAN_VIEW,
            path::pattern::DELIVERIES,
            path::pattern::CONSENTS,
            path::pattern::SHARED_PLAN,
        ] {
            // The one who may see it; that it is one word less than the plan, the next test tries.
            if place == 2 && pattern == path::pattern::SHARED_PLAN {
                continue;
            }
            let one = browser.get(&pattern.replace("{plan}", &hidden)).await;
            let two = browser.get(&pattern.replace("{plan}", missing)).await;
            assert_eq!(one.status, StatusCode::NOT_FOUND);
            assert_eq!(bare(&one), bare(&two), "{pattern}");
        }
        let file = |plan: &str, file: &str| format!("/api/v1/plans/{plan}/files/{file}");
        let own = people.own.photo.to_string();
        // The photo stands with the win that the parent may see.
        let one = match place {
            2 => browser.get(&file(&hidden, missing)).await,
            _ => browser.get(&file(&hidden, &own)).await,
        };
        assert_eq!(one.status, StatusCode::NOT_FOUND);
        for (plan, name) in [
            (hidden.as_str(), missing),
            (missing, &own),
            (missing, missing),
        ] {
            assert_eq!(bare(&one), bare(&browser.get(&file(plan, name)).await));
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
    let (api, page) = (path::shared_plan(plan), page::shared_plan(plan));
    for address in [api.as_str(), page::SHARED, &page] {
        let reply = people.parent.get(address).await;
        let text = reply.text();
        assert!(text.contains("kanarie-yara-win"), "{address}: {text}");
        assert!(!text.contains("kanarie-yara-goal"), "{address}: {text}");
        assert_eq!(reply.header("cache-control"), "no-store", "{address}");
    }
    // Whoever has nothing to see of it (any more) gets the page of a plan that does not exist.
    let missing: PlanId = "0198b1f2-7c00-7000-8000-00000000ffff"
        .parse()
        .expect("an id");
    let nothing = async |browser: &mut Browser| {
        let [there, not] = [plan, missing].map(page::shared_plan);
        let (one, two) = (browser.get(&there).await, browser.get(&not).await);
        assert_eq!(one.status, StatusCode::OK);
        let page = without_nonce(&one).replace(&there, "");
        assert_eq!(page, without_nonce(&two).replace(&not, ""));
    };
    nothing(&mut people.withdrawn_parent).await;
    nothing(&mut people.expired_parent).await;
    nothing(&mut people.other_parent).await;

    // The youth stops it: gone at the next request.
    let consents = people.own.browser.get(&path::consents(plan)).await.json();
    let consent = consents["lines"][0]["id"].as_str().expect("a consent");
    let stop = [("consent", consent)];
    let form = form_target::WITHDRAW_CONSENT;
    let stopped = people.own.browser.form(form, &stop).await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER, "{}", stopped.text());
    let reply = people.parent.get(&api).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    for address in [page::SHARED, &page] {
        let reply = people.parent.get(address).await;
        assert!(!reply.text().contains(CANARY), "{address}");
    }
    nothing(&mut people.parent).await;
}

/// A page without what is new in every page.
fn without_nonce(reply: &Reply) -> String {
    let text = reply.text();
    let nonce = text.split("nonce=\"").nth(1);
    let nonce = nonce.and_then(|rest| rest.split('"').next());
    text.replace(nonce.unwrap_or("no nonce"), "")
}
