//! A youth comes in: by a code, compared words, and one button.

use contract::path::{self, form_target, page};
use http::{Method, StatusCode};
use serde_json::json;

use crate::support::{People, TestHouse};

#[tokio::test]
async fn a_youth_comes_in_with_nothing_but_links_and_forms() {
    let house = TestHouse::open().await;
    let mut coach = People::settle(&house).await.own_coach;
    let issued = coach.form(form_target::INVITE, &[("name", "Noor")]).await;
    assert_eq!(issued.status, StatusCode::OK);
    let invite = json!({ "for": "new_youth", "name": "Sem" });
    let code = coach
        .json(Method::POST, path::INVITATIONS, &invite)
        .await
        .json()["code"]
        .clone();
    let code = code.as_str().expect("a code");
    assert!(
        !issued.text().contains(code),
        "each invitation has its own code"
    );

    let mut phone = house.browser();
    let typed = phone
        .form(form_target::CODE, &[("code", &format!(" {code} "))])
        .await;
    assert_eq!(
        (typed.status, typed.location()),
        (StatusCode::SEE_OTHER, &*format!("/welkom/{code}"))
    );
    for _ in 0..5 {
        let card = phone.get(&format!("/welkom/{code}")).await;
        assert_eq!(card.status, StatusCode::OK);
        assert!(card.text().contains("Anja") && card.text().contains("Buurthuis Zuid"));
        assert!(
            phone.cookie("__Host-stip").is_none(),
            "looking changes nothing (A-02)"
        );
    }
    let inside = phone.form(form_target::REDEEM, &[("code", code)]).await;
    assert_eq!(
        (inside.status, inside.location()),
        (StatusCode::SEE_OTHER, page::TODAY)
    );
    assert_eq!(phone.get(path::ME).await.json()["knows_who_sees"], false);
    let seen = phone.form(form_target::WHO_SEES, &[]).await;
    assert_eq!(
        (seen.status, seen.location()),
        (StatusCode::SEE_OTHER, page::TODAY)
    );
    assert_eq!(phone.get(path::ME).await.json()["knows_who_sees"], true);
    assert!(phone.get(page::TODAY).await.text().contains("Sem"));
}

#[tokio::test]
async fn different_words_burn_the_code() {
    let house = TestHouse::open().await;
    let mut coach = People::settle(&house).await.own_coach;
    let invite = json!({ "for": "new_youth", "name": "Sem" });
    let issued = coach
        .json(Method::POST, path::INVITATIONS, &invite)
        .await
        .json();
    let code = issued["code"].as_str().expect("a code");
    let mut phone = house.browser();
    let reply = phone.form(form_target::MISMATCH, &[("code", code)]).await;
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, "/welkom?andere-woorden")
    );
    let reply = phone.form(form_target::REDEEM, &[("code", code)]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert!(phone.jar.is_empty());
}

#[tokio::test]
async fn a_coach_cannot_become_a_youth_by_a_code() {
    let house = TestHouse::open().await;
    let mut coach = People::settle(&house).await.own_coach;
    let invite = json!({ "for": "new_youth", "name": "Sem" });
    let issued = coach
        .json(Method::POST, path::INVITATIONS, &invite)
        .await
        .json();
    let code = issued["code"].as_str().expect("a code");
    let reply = coach.form(form_target::REDEEM, &[("code", code)]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert_eq!(coach.get(path::ME).await.json()["role"], "coach");
}
