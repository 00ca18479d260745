//! A youth comes in: by a code, compared words, and one button.

use contract::path::{self, form_target, page};
use http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::json;

use crate::support::{Browser, Database, People, Reply, TestHouse, on_both};

on_both! {
    a_youth_comes_in_with_nothing_but_links_and_forms,
    different_words_burn_the_code,
    a_coach_cannot_become_a_youth_by_a_code,
    a_coach_whose_token_has_expired_is_still_a_coach,
    whoever_comes_in_next_ends_the_session_behind_an_expired_token,
    a_phone_whose_session_was_ended_elsewhere_can_be_paired_again,
}

async fn a_youth_comes_in_with_nothing_but_links_and_forms(database: Database) {
    let house = TestHouse::on(database).await;
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

async fn different_words_burn_the_code(database: Database) {
    let house = TestHouse::on(database).await;
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

async fn a_coach_cannot_become_a_youth_by_a_code(database: Database) {
    let house = TestHouse::on(database).await;
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

/// Posts a form as a browser does: a 307 sends the same body on.
async fn follow(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Reply {
    let mut reply = browser.form(path, fields).await;
    for _ in 0..4 {
        if reply.status != StatusCode::TEMPORARY_REDIRECT {
            break;
        }
        let on = reply.location().to_owned();
        reply = browser.form(&on, fields).await;
    }
    reply
}

async fn a_code(coach: &mut Browser) -> String {
    let invite = json!({ "for": "new_youth", "name": "Sem" });
    let issued = coach.json(Method::POST, path::INVITATIONS, &invite).await;
    issued.json()["code"].as_str().expect("a code").to_owned()
}

async fn a_coach_whose_token_has_expired_is_still_a_coach(database: Database) {
    let house = TestHouse::on(database).await;
    let mut coach = People::settle(&house).await.own_coach;
    let code = a_code(&mut coach).await;
    house.clock.advance(SignedDuration::from_mins(6));
    let body = json!({ "code": code });
    let reply = coach
        .json(Method::POST, path::INVITATION_REDEEM, &body)
        .await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::UNAUTHORIZED, "token_expired")
    );
    let reply = follow(&mut coach, form_target::REDEEM, &[("code", &code)]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT, "{}", reply.text());
    let reply = coach
        .json(Method::POST, path::INVITATION_REDEEM, &body)
        .await;
    assert_eq!(reply.status, StatusCode::CONFLICT, "also once renewed");
    assert_eq!(coach.get(path::ME).await.json()["role"], "coach");
    let reply = house
        .browser()
        .form(form_target::REDEEM, &[("code", &code)])
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "the code still works");
}

async fn whoever_comes_in_next_ends_the_session_behind_an_expired_token(database: Database) {
    let house = TestHouse::on(database).await;
    let mut people = People::settle(&house).await;
    let code = a_code(&mut people.own_coach).await;
    house.clock.advance(SignedDuration::from_mins(6));
    // The two ways in, each on a browser where somebody else was.
    let mut phone = people.own.browser;
    let reply = follow(&mut phone, form_target::REDEEM, &[("code", &code)]).await;
    assert_eq!(reply.location(), page::TODAY, "{}", reply.text());
    let mut desk = people.other.browser;
    let before = desk.clone();
    let password = "een lang wachtwoord voor de proef";
    let login = json!({ "email": "anja@example.org", "password": password });
    let reply = desk.json(Method::POST, path::SESSION, &login).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::UNAUTHORIZED, "token_expired")
    );
    let fields = [("email", "anja@example.org"), ("password", password)];
    let first = desk.form(form_target::LOGIN, &fields).await;
    assert!(!first.text().contains(password), "no page holds it");
    let reply = follow(&mut desk, form_target::LOGIN, &fields).await;
    assert_eq!(reply.location(), page::CASELOAD, "{}", reply.text());
    let mut left = before;
    let reply = left.empty(Method::POST, path::REFRESH).await;
    assert_eq!(reply.code(), "logged_out", "one browser has one session");
}

async fn a_phone_whose_session_was_ended_elsewhere_can_be_paired_again(database: Database) {
    let house = TestHouse::on(database).await;
    let mut people = People::settle(&house).await;
    let code = a_code(&mut people.own_coach).await;
    let mut phone = people.own.browser;
    phone.clone().empty(Method::DELETE, path::SESSION).await;
    house.clock.advance(SignedDuration::from_mins(6));
    let reply = follow(&mut phone, form_target::REDEEM, &[("code", &code)]).await;
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, page::TODAY),
        "{}",
        reply.text()
    );
}
