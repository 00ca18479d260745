//! A form becomes one change, or says which field is wrong; nothing in between.

#[path = "form/files.rs"]
mod files;

use contract::form::{Ask, Back, Daring, Field, PlanForm};
use contract::{Problem, ProblemCode};
use domain::day::Day;
use domain::id::{ChangeId, PlanId};
use domain::journal::{
    ArchiveReason, ArchiveTarget, Audience, Change, Doer, Feeling, LifeDomain, Part, Rhythm,
    StepState, TextField, When,
};
use uuid::Uuid;

fn form(ask: Ask) -> PlanForm {
    PlanForm {
        ask,
        change: ChangeId::from_uuid(Uuid::from_u128(7)),
        back: Back::Plan,
        text: "Bandenlichter leren gebruiken".to_owned(),
        ready: String::new(),
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
        steps: String::new(),
        doer: None,
        day: String::new(),
        daring: None,
        was: String::new(),
        reason: None,
        rhythm: None,
        photo_file: None,
        voice_file: None,
        voice_seconds: String::new(),
        file: None,
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
fn a_ready_sentence_stands_above_what_was_written_beside_it() {
    let text = |form: &PlanForm| match form.to_change().unwrap().0 {
        Change::WinLogged { text, .. } => text.kept().unwrap().as_str().to_owned(),
        other => panic!("{other:?}"),
    };
    let mut win = form(Ask::LogWin);
    win.ready = "Ik was op tijd".to_owned();
    assert_eq!(text(&win), "Ik was op tijd\nBandenlichter leren gebruiken");
    win.text = " ".to_owned();
    assert_eq!(text(&win), "Ik was op tijd");
    win.ready = String::new();
    assert_eq!(
        wrong_fields(&win.to_change().unwrap_err()),
        [("text", "empty")]
    );
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
    let mut feel = form(Ask::CheckIn);
    feel.back = Back::CheckIn;
    let mut example = form(Ask::AddGoal);
    example.steps = "Bellen".to_owned();
    let mut wish = form(Ask::AddWish);
    wish.back = Back::Me;
    let arrange = format!("/plan?open={}", ids_of(8));
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
        (&feel, "/hoe-gaat-het", "/hoe-gaat-het?bewaard"),
        (&example, "/plan/voorbeelden", "/plan"),
        (&wish, "/ik", "/ik"),
        (&form(Ask::ArrangeStep), &arrange, "/plan"),
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

#[test]
fn a_form_arranges_only_what_a_person_changed() {
    let arranged = |form: &PlanForm| match form.to_change().unwrap().0 {
        Change::StepArranged {
            doer, when, daring, ..
        } => (doer, when, daring),
        other => panic!("{other:?}"),
    };
    let day = Day::parse("2026-12-01").unwrap();
    let mut step = form(Ask::ArrangeStep);
    step.was = "me//".to_owned();
    step.doer = Some(Doer::Me);
    assert_eq!(arranged(&step), (None, None, None));
    step.day = "2026-12-01".to_owned();
    assert_eq!(arranged(&step), (None, Some(When::On(day)), None));
    step.was = "coach/2026-12-01/yes".to_owned();
    assert_eq!(arranged(&step), (Some(Doer::Me), None, Some(false)));
    step.daring = Some(Daring::Yes);
    step.day = String::new();
    step.doer = Some(Doer::Coach);
    assert_eq!(arranged(&step), (None, Some(When::Open), None));
    step.day = "morgen".to_owned();
    assert_eq!(
        wrong_fields(&step.to_change().unwrap_err()),
        [("day", "unknown")]
    );
}

#[test]
fn a_new_step_may_bring_its_day() {
    let mut step = form(Ask::AddStep);
    step.doer = Some(Doer::Me);
    assert_eq!(step.to_changes().unwrap().len(), 1);
    step.daring = Some(Daring::Yes);
    step.day = "2026-12-01".to_owned();
    let changes = step.to_changes().unwrap();
    assert!(matches!(
        changes[1].1,
        Change::StepArranged { step, doer: None, when: Some(When::On(_)), daring: Some(true) }
            if step.uuid() == ids_of(7)
    ));
}

#[test]
fn a_template_brings_its_steps_and_not_too_many() {
    let mut goal = form(Ask::AddGoal);
    goal.steps = "Drie plekken opschrijven\n\n  Er een bellen \n".to_owned();
    let titles = |goal: &PlanForm| {
        let changes = goal.to_changes().unwrap();
        let steps = changes.iter().filter_map(|(_, change, _)| match change {
            Change::StepAdded { title, .. } => Some(title.kept()?.as_str().to_owned()),
            _ => None,
        });
        steps.collect::<Vec<_>>()
    };
    assert_eq!(titles(&goal), ["Drie plekken opschrijven", "Er een bellen"]);
    goal.first_step = "Eerst dit".to_owned();
    let ids: std::collections::BTreeSet<_> = goal
        .to_changes()
        .unwrap()
        .iter()
        .map(|(id, ..)| *id)
        .collect();
    assert_eq!(ids.len(), 4);
    goal.steps = "stap\n".repeat(9);
    assert_eq!(
        wrong_fields(&goal.to_changes().unwrap_err()),
        [("steps", "too_long")]
    );
    goal.steps = "a".repeat(201);
    assert_eq!(
        wrong_fields(&goal.to_changes().unwrap_err()),
        [("steps", "too_long")]
    );
}

#[test]
fn what_is_put_away_and_asked_for_is_named() {
    let goal = ArchiveTarget::Goal(domain::id::GoalId::from_uuid(ids_of(8)));
    let direction = ArchiveTarget::Direction(domain::id::DirectionId::from_uuid(ids_of(8)));
    let mut away = form(Ask::ArchiveGoal);
    assert_eq!(
        wrong_fields(&away.to_change().unwrap_err()),
        [("reason", "missing")]
    );
    away.reason = Some(ArchiveReason::Later);
    away.text = " ".to_owned();
    let put = |target| Change::Archived {
        target,
        reason: ArchiveReason::Later,
        text: None,
    };
    assert_eq!(away.to_change().unwrap().0, put(goal));
    away.ask = Ask::ArchiveDirection;
    assert_eq!(away.to_change().unwrap().0, put(direction));
    let back = |ask| form(ask).to_change().unwrap().0;
    assert_eq!(
        back(Ask::BringBackGoal),
        Change::BroughtBack { target: goal }
    );
    assert_eq!(
        back(Ask::BringBackDirection),
        Change::BroughtBack { target: direction }
    );

    let mut pause = form(Ask::Pause);
    assert_eq!(
        wrong_fields(&pause.to_change().unwrap_err()),
        [("day", "missing")]
    );
    pause.day = "2026-12-24".to_owned();
    let until = Day::parse("2026-12-24").unwrap();
    assert_eq!(pause.to_change().unwrap().0, Change::PauseSet { until });
    let mut rhythm = form(Ask::SetRhythm);
    assert_eq!(
        wrong_fields(&rhythm.to_change().unwrap_err()),
        [("rhythm", "missing")]
    );
    rhythm.rhythm = Some(Rhythm::WhenIAsk);
    assert!(rhythm.to_change().is_ok());
    let mut success = form(Ask::DefineSuccess);
    success.text = "a".repeat(201);
    assert!(success.to_change().is_ok());
    let mut wish = form(Ask::AddWish);
    wish.text = "a".repeat(201);
    assert_eq!(
        wrong_fields(&wish.to_change().unwrap_err()),
        [("text", "too_long")]
    );
}
