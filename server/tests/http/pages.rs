//! Pages: each in its place, with its data in the first answer.

use axum::body::Body;
use contract::path::{form_target, page};
use http::{Method, StatusCode, header};

use crate::support::{ORIGIN, People, TestHouse, request};

#[tokio::test]
async fn everyone_finds_their_own_first_page() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    let home = people.own.browser.get(page::HOME).await;
    assert_eq!(
        (home.status, home.location()),
        (StatusCode::SEE_OTHER, page::TODAY)
    );
    let home = people.own_coach.get(page::HOME).await;
    assert_eq!(
        (home.status, home.location()),
        (StatusCode::SEE_OTHER, page::CASELOAD)
    );
    let mut nobody = house.browser();
    let door = nobody.get(page::HOME).await;
    assert_eq!(door.status, StatusCode::OK);
    // Both ways in, and no word about a code that nobody typed.
    for way in [page::WELCOME, page::LOGIN] {
        assert!(door.text().contains(&format!("href=\"{way}\"")), "{way}");
    }
    assert!(!door.text().contains("role=\"alert\""));
    assert_eq!(nobody.get(page::TODAY).await.location(), page::WELCOME);
    assert_eq!(nobody.get(page::CASELOAD).await.location(), page::LOGIN);
    assert_eq!(
        people.own.browser.get(page::CASELOAD).await.location(),
        page::TODAY
    );
    assert_eq!(
        people.own_coach.get(page::TODAY).await.location(),
        page::CASELOAD
    );
}

#[tokio::test]
async fn the_first_answer_holds_the_data() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    let plan = people.own.browser.get(page::PLAN).await;
    assert!(plan.text().contains("kanarie-yara-goal"), "{}", plan.text());
    let wins = people.own.browser.get(page::WINS).await;
    assert!(wins.text().contains("kanarie-yara-win"), "{}", wins.text());
    let desk = people.own_coach.get(page::CASELOAD).await;
    assert!(desk.text().contains("Yara"), "{}", desk.text());
    assert!(!desk.text().contains("Omar"));
    let plan = people
        .own_coach
        .get(&page::coach_plan(people.own.plan))
        .await;
    assert!(plan.text().contains("kanarie-yara-goal"), "{}", plan.text());
}

#[tokio::test]
async fn english_for_who_asks_for_it() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    people.own.browser.plant("lang", "en");
    let english = people.own.browser.get(page::TODAY).await.text();
    assert!(english.contains("<html lang=\"en\""));
    people.own.browser.plant("lang", "nl");
    let dutch = people.own.browser.get(page::TODAY).await.text();
    assert!(dutch.contains("<html lang=\"nl\""));
    assert!(dutch.contains("Vandaag"), "{dutch}");
}

#[tokio::test]
async fn letters_for_who_asks_for_them() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    let browser = &mut people.own.browser;
    let usual = browser.get(page::TODAY).await.text();
    assert!(usual.contains("data-reading=\"\""), "{usual}");
    let fields = [("size", "larger"), ("lines", "usual"), ("letters", "easy")];
    let reply = browser.form(form_target::READING, &fields).await;
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, page::READING)
    );
    let kept = reply.header("set-cookie");
    assert!(
        kept.starts_with("reading=larger.easy; Path=/; Max-Age="),
        "{kept}"
    );
    // In the first bytes of every page, so that nothing jumps; also where something went wrong.
    for page in [page::TODAY, page::READING, "/bestaat-niet"] {
        let text = browser.get(page).await.text();
        assert!(
            text.contains("data-reading=\"larger easy\""),
            "{page}: {text}"
        );
    }
    let chosen = browser.get(page::READING).await.text();
    assert_eq!(chosen.matches(" checked").count(), 3, "{chosen}");
    // What somebody else wrote into the cookie writes nothing into the page.
    browser.plant("reading", "easy.\"><script>");
    let text = browser.get(page::TODAY).await.text();
    assert!(text.contains("data-reading=\"easy\""), "{text}");
}

#[tokio::test]
async fn machines_find_what_they_look_for() {
    let house = TestHouse::open().await;
    let mut browser = house.browser();
    assert_eq!(browser.get("/healthz").await.text(), "ok\n");
    assert_eq!(browser.get("/readyz").await.text(), "ready\n");
    assert!(
        browser
            .get("/robots.txt")
            .await
            .text()
            .contains("Disallow: /")
    );
    assert!(
        browser
            .get("/.well-known/security.txt")
            .await
            .text()
            .contains("Contact: ")
    );
    let plan = "0198b1f2-7c00-7000-8000-000000000001";
    browser.get(&format!("/api/v1/plans/{plan}/view")).await;
    let metrics = browser.get("/metrics").await.text();
    let line =
        "stip_requests_total{method=\"GET\",route=\"/api/v1/plans/{plan}/view\",status=\"401\"} 1";
    assert!(metrics.contains(line), "{metrics}");
    assert!(!metrics.contains(plan), "patterns only");
    house.house.closing.cancel();
    assert_eq!(
        browser.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn a_browser_without_our_files_is_brought_them() {
    let house = TestHouse::open().await;
    let mut people = People::settle(&house).await;
    let browser = &mut people.own.browser;
    let first = browser.get(page::TODAY).await;
    let nonce = first
        .header("content-security-policy")
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next())
        .expect("a nonce");
    let page = first.text();
    assert!(page.contains(&format!("<style nonce=\"{nonce}\">body{{}}</style>")));
    let script = "import '/pkg/0a/stip.js';";
    assert!(page.contains(&format!("nonce=\"{nonce}\">{script}</script>")));
    assert!(!page.contains("stip.0a.css") && !page.contains("boot.js"));
    // The build before this one, or anything else, is not ours.
    for (known, brings) in [("b0", true), ("", true), ("b1", false)] {
        browser.plant("files", known);
        let page = browser.get(page::TODAY).await.text();
        assert_eq!(page.contains("<style"), brings, "{known}");
        let links = "<link rel=\"stylesheet\" href=\"/pkg/stip.0a.css\"";
        assert_eq!(page.contains(links), !brings, "{known}");
        assert_eq!(page.contains("src=\"/pkg/0a/boot.js\""), !brings);
    }
    // Without script nothing is ever said: from the second page on the files are asked for, and kept.
    browser.plant("files", "");
    for (from, brings) in [(ORIGIN, false), ("https://elsewhere.example", true)] {
        let request = request(Method::GET, page::TODAY)
            .header(header::REFERER, format!("{from}/plan"))
            .body(Body::empty())
            .expect("a request");
        let page = browser.send(request).await.text();
        assert_eq!(page.contains("<style"), brings, "{from}");
    }
}
