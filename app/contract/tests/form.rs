//! A form becomes one change, or says which field is wrong; nothing in between.

use contract::form::{Ask, Back, Field, PlanForm};
use contract::{Problem, ProblemCode};
use domain::id::{ChangeId, PlanId};
use domain::journal::{Audience, Change, Feeling, LifeDomain, Part, StepState, TextField};
use uuid::Uuid;

fn form(ask: Ask) -> PlanForm {
    PlanForm {
        ask,
        change: ChangeId::from_uuid(Uuid::from_u128(7)),
        back: Back::Plan,
        text: "Bandenlichter leren gebruiken".to_owned(),
        why: String::new(),
        first_step: String::new(),
        about: Some(Uuid::from_u128(8)),
        field: None,
        replaces: String::new(),
        domain: String::new(),
        feeling: String::new(),
        state: None,
        answer: None,
        audience: None,
        part: None,
    }
}

fn wrong_fields(problem: &Problem) -> Vec<(&str, &str)> {
    assert_eq!(problem.code, ProblemCode::Invalid);
    problem
        .errors
        .iter()
        .map(|error| (error.field.as_str(), error.code.as_str()))
        .collect()
}

#[test]
fn the_new_thing_takes_the_id_of_the_change() {
    let (change, audience) = form(Ask::AddGoal).to_change().unwrap();
    let Change::GoalAdded { goal, domain, .. } = change else {
        panic!("not a goal")
    };
    assert_eq!(goal.uuid(), Uuid::from_u128(7));
    assert_eq!(domain, None);
    assert_eq!(audience, Audience::Everyone);
}

#[test]
fn a_choice_left_open_is_none_and_a_strange_one_is_a_problem() {
    let mut win = form(Ask::LogWin);
    win.feeling = "great".to_owned();
    win.audience = Some(Audience::OnlyMe);
    let (change, audience) = win.to_change().unwrap();
    assert!(matches!(
        change,
        Change::WinLogged {
            feeling: Some(Feeling::Great),
            ..
        }
    ));
    assert_eq!(audience, Audience::OnlyMe);

    win.feeling = "fantastic".to_owned();
    assert_eq!(
        wrong_fields(&win.to_change().unwrap_err()),
        [("feeling", "unknown")]
    );

    let mut check_in = form(Ask::CheckIn);
    check_in.domain = "money".to_owned();
    assert_eq!(
        wrong_fields(&check_in.to_change().unwrap_err()),
        [("feeling", "missing")]
    );
    check_in.feeling = "hard".to_owned();
    let (change, _) = check_in.to_change().unwrap();
    assert!(matches!(
        change,
        Change::CheckInGiven {
            domain: LifeDomain::Money,
            ..
        }
    ));
}

#[test]
fn an_edit_names_what_it_replaces() {
    let mut edit = form(Ask::EditText);
    edit.field = Some(Field::Goal);
    edit.replaces = format!("{},{}", Uuid::from_u128(1), Uuid::from_u128(2));
    let (change, _) = edit.to_change().unwrap();
    let Change::TextEdited {
        field, replaces, ..
    } = change
    else {
        panic!("not an edit")
    };
    assert!(matches!(field, TextField::Goal(goal) if goal.uuid() == Uuid::from_u128(8)));
    assert_eq!(replaces.len(), 2);

    edit.replaces = "not-an-id".to_owned();
    assert_eq!(
        wrong_fields(&edit.to_change().unwrap_err()),
        [("replaces", "unknown")]
    );
}

#[test]
fn what_is_missing_is_named() {
    let mut step = form(Ask::SetStep);
    assert_eq!(
        wrong_fields(&step.to_change().unwrap_err()),
        [("state", "missing")]
    );
    step.state = Some(StepState::Done);
    step.about = None;
    assert_eq!(
        wrong_fields(&step.to_change().unwrap_err()),
        [("about", "missing")]
    );
    let mut goal = form(Ask::AddGoal);
    goal.text = "  \n ".to_owned();
    assert_eq!(
        wrong_fields(&goal.to_change().unwrap_err()),
        [("text", "empty")]
    );
    goal.text = "a".repeat(201);
    assert_eq!(
        wrong_fields(&goal.to_change().unwrap_err()),
        [("text", "too_long")]
    );
    goal.text = "a\u{0}b".to_owned();
    assert_eq!(
        wrong_fields(&goal.to_change().unwrap_err()),
        [("text", "unprintable")]
    );
}

#[test]
fn every_problem_code_is_read_back_and_has_its_own_name() {
    let mut seen = std::collections::BTreeSet::new();
    for &code in ProblemCode::ALL {
        assert!(seen.insert(code.as_str()), "{} twice", code.as_str());
        let problem = Problem::from(code);
        let wire = serde_json::to_string(&problem).unwrap();
        assert_eq!(serde_json::from_str::<Problem>(&wire).unwrap(), problem);
        assert!((400..600).contains(&code.status()));
    }
    let newer: ProblemCode = serde_json::from_str("\"made_next_year\"").unwrap();
    assert_eq!(newer, ProblemCode::Unknown);
}

#[test]
fn what_comes_along_has_ids_that_follow_from_the_forms_own() {
    let mut goal = form(Ask::AddGoal);
    goal.first_step = "Rijschool bellen".to_owned();
    let changes = goal.to_changes().unwrap();
    assert_eq!(changes, goal.to_changes().unwrap());
    let ids: Vec<_> = changes.iter().map(|(id, ..)| id.uuid().as_u128()).collect();
    assert_eq!(ids, [7, 6]);
    assert!(
        matches!(changes[1].1, Change::StepAdded { goal, step, .. } if goal.uuid() == ids_of(7) && step.uuid() == ids_of(6))
    );
    goal.first_step = " ".to_owned();
    assert_eq!(goal.to_changes().unwrap().len(), 1);

    let mut gone = form(Ask::RemoveText);
    gone.part = Some(Part::Wins);
    gone.replaces = format!("{},{}", ids_of(20), ids_of(21));
    let removed: Vec<_> = gone
        .to_changes()
        .unwrap()
        .into_iter()
        .map(|(_, change, _)| match change {
            Change::TextRemoved { change, part } => (change.uuid().as_u128(), part),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        removed,
        [(8, Part::Wins), (20, Part::Wins), (21, Part::Wins)]
    );
}

fn ids_of(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

#[test]
fn a_form_that_was_not_taken_comes_back_where_it_stands() {
    let plan = PlanId::from_uuid(ids_of(1));
    let mut edit = form(Ask::EditText);
    edit.field = Some(Field::Win);
    edit.back = Back::Wins;
    let mut stip = form(Ask::EditText);
    (stip.field, stip.about) = (Some(Field::Stip), None);
    let mut win = form(Ask::LogWin);
    win.back = Back::Wins;
    let mut note = form(Ask::WriteNote);
    note.back = Back::CoachPlan;
    let open = format!("/successen?open={}", ids_of(8));
    let coach = format!("/jongeren/{plan}");
    let cases = [
        (&win, "/successen/nieuw", "/successen?bewaard"),
        (&form(Ask::CheckIn), "/hoe-gaat-het", "/plan?bewaard"),
        (&edit, &open, "/successen"),
        (&stip, "/plan?open=stip", "/plan"),
        (&note, &coach, &coach),
        (&form(Ask::AddStep), "/plan", "/plan"),
    ];
    for (form, page, onward) in cases {
        assert_eq!(
            (&*form.page(plan), &*form.onward(plan)),
            (page, onward),
            "{:?}",
            form.ask
        );
    }
}
