//! A form that was not taken comes back on the page that holds it, with its words and the reason.

use contract::path::{self, form_target, page};
use http::{Method, StatusCode};

use crate::support::{People, TestHouse, change_id};

#[tokio::test]
async fn a_browser_that_does_not_say_where_it_was_gets_the_page_of_the_form() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let (plan, mut browser) = (people.own.plan, people.own.browser);
    let long = "x".repeat(5_000);
    let (change, note) = (change_id(622).to_string(), change_id(623).to_string());
    let first = [
        ("ask", "write_note"),
        ("change", &*note),
        ("back", "plan"),
        ("text", "Morgen bellen"),
    ];
    let form = path::plan_form(plan);
    let reply = browser.form(&form, &first).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let open = format!("/plan?open={note}");
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);
    let cases: [Case<'_>; 5] = [
        ("log_win", &[("back", "wins")], page::LOG_WIN),
        (
            "check_in",
            &[("back", "plan"), ("domain", "work"), ("feeling", "good")],
            page::CHECK_IN,
        ),
        ("add_strength", &[("back", "plan")], page::ME),
        ("write_note", &[("back", "plan")], page::PLAN),
        (
            "edit_text",
            &[("back", "plan"), ("field", "note"), ("about", &note)],
            &open,
        ),
    ];
    for (ask, more, page) in cases {
        let mut fields = vec![("ask", ask), ("change", &*change), ("text", &*long)];
        fields.extend(more);
        let reply = browser.form(&form, &fields).await;
        let html = reply.text();
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{ask}");
        assert!(html.contains(&format!("data-page=\"{page}\"")), "{ask}");
        assert!(html.contains(&long), "{ask}: the words");
        assert!(html.contains("Deze tekst is te lang"), "{ask}: and why");
        assert!(
            html.contains(&format!(">{long}</textarea>"))
                || html.contains(&format!("value=\"{long}\"")),
            "{ask}: the words stand in their field again"
        );
    }
}

#[tokio::test]
async fn a_youth_who_is_inside_gets_no_second_phone_and_one_who_is_not_does() {
    let house = TestHouse::open().await;
    let people = People::settle(&house).await;
    let (plan, mut coach) = (people.own.plan.to_string(), people.own_coach);
    let again = [("about", plan.as_str())];
    let refused = coach.form(form_target::INVITE, &again).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    assert!(
        html.contains(&format!("data-page=\"/jongeren/{plan}\"")),
        "on the plan"
    );
    assert!(html.contains("is nog ingelogd op een telefoon"), "{html}");
    let mut phone = people.own.browser;
    phone.empty(Method::DELETE, path::SESSION).await;
    let made = coach.form(form_target::INVITE, &again).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    assert!(made.text().contains("Uitnodiging voor Yara"));
    // Somebody else's youth is nobody's business.
    let theirs = people.other.plan.to_string();
    let reply = coach.form(form_target::INVITE, &[("about", &theirs)]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    let reply = coach.form(form_target::INVITE, &[("about", "x")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}
