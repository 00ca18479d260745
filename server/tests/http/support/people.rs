//! Two organisations, three coaches, three youths with plans, four parents: each plan holds a word that
//! nobody else may ever see.

use contract::path::{self, form_target};
use domain::id::{ConsentId, OrganisationId, PersonId, PlanId, RelationId};
use domain::journal::Part;
use domain::policy::{Consent, Relation};
use http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::json;
use storage::{ConsentRow, RelationRow, Sealed};
use uuid::Uuid;

use super::{Browser, TestHouse};

/// Begins every word that is a secret of one plan.
pub(crate) const CANARY: &str = "kanarie";

const PASSWORD: &str = "een lang wachtwoord voor de proef";

pub(crate) struct Youth {
    pub(crate) plan: PlanId,
    pub(crate) browser: Browser,
    /// Stands with the win that parents of the grant may see.
    pub(crate) photo: Uuid,
}

/// A photo of one dot.
pub(crate) const PHOTO: &[u8] = include_bytes!("dot.jpg");

pub(crate) struct People {
    pub(crate) own: Youth,
    pub(crate) other: Youth,
    pub(crate) far: Youth,
    pub(crate) own_coach: Browser,
    pub(crate) other_coach: Browser,
    pub(crate) far_coach: Browser,
    /// May read the wins of `own`, and nothing else.
    pub(crate) parent: Browser,
    /// To whom `own` showed the wins, and then no more.
    pub(crate) withdrawn_parent: Browser,
    /// To whom `own` showed the wins until yesterday; `far` still does.
    pub(crate) expired_parent: Browser,
    /// May read the wins of `far`.
    pub(crate) other_parent: Browser,
}

/// An id that differs per number.
pub(crate) fn change_id(number: u128) -> Uuid {
    Uuid::from_u128(0x0198_b1f2_7c00_7000_8000_0000_0000_0000 + number)
}

impl People {
    pub(crate) async fn settle(house: &TestHouse) -> Self {
        let near = house
            .stip
            .add_organisation("Buurthuis Zuid")
            .await
            .expect("organisation");
        let elsewhere = house
            .stip
            .add_organisation("Werkplaats Noord")
            .await
            .expect("organisation");
        let (mut own_coach, _) = coach(house, near, "Anja").await;
        let (mut other_coach, _) = coach(house, near, "Bert").await;
        let (mut far_coach, _) = coach(house, elsewhere, "Carla").await;
        let mut own = youth(house, &mut own_coach, "Yara", "kanarie-yara", 1).await;
        let other = youth(house, &mut other_coach, "Omar", "kanarie-omar", 2).await;
        let mut far = youth(house, &mut far_coach, "Fenna", "kanarie-fenna", 3).await;
        let parent = reads_along(house, &mut own, "mama").await;
        let withdrawn_parent = reads_along(house, &mut own, "papa").await;
        stop(&mut own, "papa").await;
        let other_parent = reads_along(house, &mut far, "oma").await;
        let mut expired_parent = reads_along(house, &mut far, "tante").await;
        expire(house, own.plan, &mut expired_parent).await;
        Self {
            own,
            other,
            far,
            own_coach,
            other_coach,
            far_coach,
            parent,
            withdrawn_parent,
            expired_parent,
            other_parent,
        }
    }
}

async fn coach(house: &TestHouse, at: OrganisationId, name: &str) -> (Browser, PersonId) {
    let email = format!("{name}@example.org");
    let person = house
        .stip
        .add_coach(at, name, &email, PASSWORD.to_owned())
        .await
        .expect("coach");
    let mut browser = house.browser();
    let login = json!({ "email": email, "password": PASSWORD });
    let reply = browser.json(Method::POST, path::SESSION, &login).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    (browser, person)
}

async fn youth(
    house: &TestHouse,
    coach: &mut Browser,
    name: &str,
    canary: &'static str,
    number: u128,
) -> Youth {
    let invite = json!({ "for": "new_youth", "name": name });
    let issued = coach
        .json(Method::POST, path::INVITATIONS, &invite)
        .await
        .json();
    let plan: PlanId = issued["plan"]
        .as_str()
        .expect("plan")
        .parse()
        .expect("an id");
    let mut browser = house.browser();
    let code = issued["code"].as_str().expect("a code");
    let reply = browser.form(form_target::REDEEM, &[("code", code)]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    browser.form(form_target::WHO_SEES, &[]).await;
    // One text that parents of the grant may see, one that they may not.
    let win = change(
        number * 10,
        &json!({ "kind": "win_logged", "win": change_id(number * 10 + 5),
        "text": format!("{canary}-win") }),
    );
    let goal = change(
        number * 10 + 1,
        &json!({ "kind": "goal_added",
        "goal": change_id(number * 10 + 6), "title": format!("{canary}-goal") }),
    );
    let photo = change_id(number * 10 + 7);
    let file = format!("/api/v1/plans/{plan}/files/{photo}");
    let reply = browser.put_file(&file, "image/jpeg", PHOTO).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text());
    let with_photo = change(
        number * 10 + 2,
        &json!({ "kind": "file_added", "file": photo,
        "win": change_id(number * 10 + 5), "media": "photo" }),
    );
    let body = json!({ "changes": [win, goal, with_photo] });
    let reply = browser
        .json(Method::POST, &path::changes(plan), &body)
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_eq!(
        reply.json()["outcomes"][2]["outcome"],
        "recorded",
        "{}",
        reply.text()
    );
    Youth {
        plan,
        browser,
        photo,
    }
}

/// A change as a phone offers it.
pub(crate) fn change(number: u128, change: &serde_json::Value) -> serde_json::Value {
    json!({ "id": change_id(number), "authored_at": 1_795_348_800_000_000_i64, "base": 0,
        "change": change })
}

/// Somebody reads the wins of a youth: an offer, taken on a phone of their own.
async fn reads_along(house: &TestHouse, youth: &mut Youth, name: &str) -> Browser {
    let offer = json!({ "name": name, "terms": { "parts": ["wins"], "span": "month" } });
    let consents = path::consents(youth.plan);
    let issued = youth.browser.json(Method::POST, &consents, &offer).await;
    assert_eq!(issued.status, StatusCode::CREATED, "{}", issued.text());
    let mut browser = house.browser();
    let code = issued.json()["code"].as_str().expect("a code").to_owned();
    let reply = browser.form(form_target::REDEEM, &[("code", &code)]).await;
    assert_eq!(reply.location(), path::page::SHARED, "{}", reply.text());
    browser
}

/// The youth lets somebody read along no more.
pub(crate) async fn stop(youth: &mut Youth, name: &str) {
    let consents = youth.browser.get(&path::consents(youth.plan)).await.json();
    let lines = consents["lines"].as_array().expect("lines");
    let line = lines.iter().find(|line| line["name"] == name);
    let id = line.and_then(|line| line["id"].as_str()).expect("an id");
    let consent = path::consent(youth.plan, id.parse().expect("an id"));
    let reply = youth.browser.empty(Method::DELETE, &consent).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text());
}

/// Of this plan somebody was shown the wins, until yesterday: no test waits for a month.
async fn expire(house: &TestHouse, plan: PlanId, browser: &mut Browser) {
    let me = browser.get(path::ME).await.json();
    let person: PersonId = me["person"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("me");
    let now = house.stip.clock().now();
    let day = SignedDuration::from_hours(24);
    let mut unit = house.stip.storage().begin().await.expect("a unit");
    let relation = RelationRow {
        id: RelationId::from_uuid(change_id(900)),
        plan,
        person,
        relation: Relation::Parent,
        from: now - day * 9,
        until: None,
    };
    unit.add_relation(&relation).await.expect("a relation");
    let consent = ConsentRow {
        plan,
        receiver: person,
        name: Sealed(Vec::new()),
        purpose: "reading_along".to_owned(),
        legal_basis: "permission".to_owned(),
        text_version: "1".to_owned(),
        consent: Consent {
            id: ConsentId::from_uuid(change_id(901)),
            parts: [Part::Wins].into(),
            from: now - day * 9,
            until: now - day,
            withdrawn_at: None,
        },
    };
    unit.add_consent(&consent).await.expect("a consent");
    unit.commit().await.expect("committed");
}
