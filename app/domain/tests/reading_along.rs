//! Whoever reads along sees what was granted, for as long as it was, and not a word more.
#![expect(clippy::unwrap_used, reason = "what surprises a test has to fail it")]

use std::collections::BTreeSet;

use domain::appointments::{AppointmentChange, AppointmentKind, CivilTime, Planning, Slot};
use domain::day::Day;
use domain::id::{
    AppointmentId, ChangeId, ConsentId, FileId, GoalId, NoteId, PersonId, PlanId, StepId, WinId,
};
use domain::journal::{
    Answer, ArchiveReason, ArchiveTarget, Audience, Author, Change, Entry, FileKind, Part,
    ProposalTarget, Recorded, Seq, StepState, TextField,
};
use domain::plan::Plan;
use domain::policy::{
    Consent, Facts, Membership, Permit, Refusal, Relation, Span, Ungranted, enter,
};
use domain::words::Words;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use uuid::Uuid;

const SHOWN: [Part; 4] = [Part::Horizon, Part::Goals, Part::Wins, Part::Appointments];

fn now() -> Timestamp {
    Timestamp::from_second(1_700_000_000).unwrap()
}

fn plan() -> PlanId {
    PlanId::from_uuid(Uuid::from_u128(1))
}

fn consent() -> ConsentId {
    ConsentId::from_uuid(Uuid::from_u128(9))
}

fn facts(relation: Relation, consent: Option<Consent>) -> Facts {
    Facts {
        person: PersonId::from_uuid(Uuid::from_u128(7)),
        plan: plan(),
        relation,
        membership: Membership::Active,
        consent,
    }
}

fn youth() -> Permit {
    enter(facts(Relation::Youth, None), now()).unwrap()
}

fn given(parts: &[Part], span: Span) -> Consent {
    let grant = youth().grants(parts.iter().copied().collect(), span);
    grant.unwrap().taken(consent(), now())
}

fn word(number: u64) -> String {
    format!("<{number}>")
}

fn entry(number: u64, author: Author, audience: Audience, change: Change) -> Entry {
    Entry {
        seq: Seq(number),
        id: ChangeId::from_uuid(Uuid::from_u128(u128::from(number))),
        author,
        authored_at: now(),
        recorded_at: now(),
        base: Seq::START,
        audience,
        change: change.into(),
    }
}

fn own(number: u64, change: Change) -> Entry {
    let me = Author::Youth(PersonId::from_uuid(Uuid::from_u128(2)));
    entry(number, me, Audience::Everyone, change)
}

fn of_coach(number: u64, change: Change) -> Entry {
    let coach = Author::Coach(PersonId::from_uuid(Uuid::from_u128(3)));
    entry(number, coach, Audience::Everyone, change)
}

fn goal(id: u128, number: u64) -> Change {
    Change::GoalAdded {
        goal: GoalId::from_uuid(Uuid::from_u128(id)),
        title: Words::parse(&word(number)).unwrap().into(),
        domain: None,
    }
}

fn step(id: u128, goal: u128, number: u64) -> Change {
    Change::StepAdded {
        step: StepId::from_uuid(Uuid::from_u128(id)),
        goal: GoalId::from_uuid(Uuid::from_u128(goal)),
        title: Words::parse(&word(number)).unwrap().into(),
    }
}

#[test]
fn only_the_youth_lets_somebody_read_along() {
    let wins = || BTreeSet::from([Part::Wins]);
    for relation in Relation::ALL {
        let parts = Part::ALL.to_vec();
        let all = Consent {
            parts: parts.into_iter().collect(),
            ..given(&[Part::Wins], Span::Year)
        };
        let Ok(permit) = enter(facts(relation, Some(all)), now()) else {
            assert_eq!(relation, Relation::Stranger);
            continue;
        };
        let granted = permit.grants(wins(), Span::Month);
        assert_eq!(granted.is_ok(), relation == Relation::Youth, "{relation:?}");
        assert_eq!(permit.shares(Part::Wins), relation == Relation::Youth);
        let along = matches!(relation, Relation::Parent | Relation::Partner);
        assert_eq!(permit.reads_along(), along);
        assert_eq!(permit.consent().map(|it| it.id), along.then(consent));
    }
}

#[test]
fn a_youth_shows_the_road_and_the_wins_and_nothing_else() {
    for part in Part::ALL {
        let granted = youth().grants(BTreeSet::from([part, Part::Wins]), Span::Month);
        let refused = Err(Ungranted::Refused(Refusal));
        match SHOWN.contains(&part) {
            true => assert!(granted.is_ok(), "{part:?}"),
            false => assert_eq!(granted, refused, "{part:?}"),
        }
    }
    let nothing = youth().grants(BTreeSet::new(), Span::Month);
    assert_eq!(nothing, Err(Ungranted::Nothing));
}

#[test]
fn a_span_is_never_longer_than_a_year() {
    for span in Span::ALL {
        let length = span.until(now()).duration_since(now());
        assert!(length > SignedDuration::ZERO);
        assert!(length <= SignedDuration::from_hours(365 * 24), "{span:?}");
    }
    assert_eq!(Span::Year.until(Timestamp::MAX), Timestamp::MAX);
}

#[test]
fn ideas_that_wait_and_steps_that_were_dropped_are_not_shown() {
    let answered = |goal, answer| Change::ProposalAnswered {
        target: ProposalTarget::Goal(GoalId::from_uuid(Uuid::from_u128(goal))),
        answer,
    };
    let plan = Plan::fold(&[
        own(1, goal(1, 1)),
        own(2, step(2, 1, 2)),
        own(3, step(3, 1, 3)),
        own(
            4,
            Change::StepStateSet {
                step: StepId::from_uuid(Uuid::from_u128(3)),
                state: StepState::Dropped,
            },
        ),
        of_coach(5, step(5, 1, 5)),
        of_coach(6, goal(6, 6)),
        of_coach(7, goal(7, 7)),
        own(8, answered(7, Answer::Declined)),
        of_coach(9, goal(9, 9)),
        own(10, answered(9, Answer::Accepted)),
    ]);
    let shared = plan.shared(now());
    let goals: Vec<_> = shared
        .goals
        .iter()
        .map(|goal| goal.title.as_str())
        .collect();
    assert_eq!(goals, ["<1>", "<9>"]);
    let steps: Vec<_> = shared.goals[0].steps.iter().collect();
    assert_eq!(steps.len(), 1);
    assert_eq!(
        (steps[0].title.as_str(), steps[0].state),
        ("<2>", StepState::Todo)
    );
}

#[test]
fn what_was_put_away_is_not_shown_and_comes_back_with_the_goal() {
    let target = ArchiveTarget::Goal(GoalId::from_uuid(Uuid::from_u128(1)));
    let away = Change::Archived {
        target,
        reason: ArchiveReason::NotMine,
        text: None,
    };
    let mut entries = vec![own(1, goal(1, 1)), own(2, step(2, 1, 2)), own(3, away)];
    assert!(Plan::fold(&entries).shared(now()).goals.is_empty());
    entries.push(own(4, Change::BroughtBack { target }));
    assert_eq!(Plan::fold(&entries).shared(now()).goals.len(), 1);
}

#[test]
fn earlier_words_are_not_shown() {
    let win = WinId::from_uuid(Uuid::from_u128(1));
    let text = |number| Words::parse(&word(number)).unwrap().into();
    let plan = Plan::fold(&[
        own(
            1,
            Change::WinLogged {
                win,
                text: text(1),
                feeling: None,
            },
        ),
        own(
            2,
            Change::TextEdited {
                field: TextField::Win(win),
                text: text(2),
                replaces: vec![ChangeId::from_uuid(Uuid::from_u128(1))],
            },
        ),
    ]);
    let json = serde_json::to_string(&plan.shared(now())).unwrap();
    assert!(json.contains("<2>") && !json.contains("<1>"), "{json}");
}

fn photo(number: u64, win: u128) -> Change {
    Change::FileAdded {
        file: file(number),
        win: WinId::from_uuid(Uuid::from_u128(win)),
        media: FileKind::Photo,
        seconds: None,
    }
}

fn file(number: u64) -> FileId {
    FileId::from_uuid(Uuid::from_u128(u128::from(number)))
}

#[test]
fn a_photo_is_shown_with_its_win_until_it_is_taken_away() {
    let win = |words| Change::WinLogged {
        win: WinId::from_uuid(Uuid::from_u128(1)),
        text: words,
        feeling: None,
    };
    let words = Words::parse(&word(1)).unwrap().into();
    let mut entries = vec![own(1, win(words)), own(2, photo(2, 1)), own(3, photo(3, 1))];
    let shared = Plan::fold(&entries).shared(now());
    assert!(shared.shows(file(2)) && shared.shows(file(3)));
    assert!(!shared.shows(file(4)));
    let removed = Change::FileRemoved {
        file: file(2),
        win: WinId::from_uuid(Uuid::from_u128(1)),
    };
    entries.push(own(4, removed));
    let shared = Plan::fold(&entries).shared(now());
    assert!(!shared.shows(file(2)) && shared.shows(file(3)));
    // Of a win without words nothing is shown.
    let regret = Change::TextRemoved {
        change: entries[0].id,
        part: Part::Wins,
    };
    entries.push(own(5, regret));
    assert!(!Plan::fold(&entries).shared(now()).shows(file(3)));
}

fn change(number: u64, kind: u8, one: u128, other: u128) -> Change {
    let text = || Words::parse(&word(number)).unwrap().into();
    match kind % 9 {
        0 => Change::HorizonSet {
            stip: text(),
            why: Some(text()),
        },
        1 => goal(one, number),
        2 => step(one, other, number),
        3 => Change::WinLogged {
            win: WinId::from_uuid(Uuid::from_u128(one)),
            text: text(),
            feeling: None,
        },
        7 => photo(number, one),
        8 => Change::AppointmentChanged {
            appointment: AppointmentId::from_uuid(Uuid::from_u128(one)),
            how: AppointmentChange::Planned(Box::new(Planning {
                place: Some(text()),
                bring: Some(text()),
                ..Planning::new(
                    AppointmentKind::Health,
                    Slot::at(CivilTime::new(Day::LAST, 9, 0).unwrap()),
                )
            })),
        },
        4 => Change::NoteWritten {
            note: NoteId::from_uuid(Uuid::from_u128(one)),
            text: text(),
        },
        5 => Change::TextEdited {
            field: TextField::Goal(GoalId::from_uuid(Uuid::from_u128(one))),
            text: text(),
            replaces: Vec::new(),
        },
        _ => Change::TextEdited {
            field: TextField::Win(WinId::from_uuid(Uuid::from_u128(one))),
            text: text(),
            replaces: Vec::new(),
        },
    }
}

prop_compose! {
    fn an_entry()(
        kind: u8,
        youth: bool,
        one in 0..3_u128,
        other in 0..3_u128,
        audience in select(&Audience::ALL[..]),
    ) -> (u8, bool, u128, u128, Audience) {
        (kind, youth, one, other, audience)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Of any journal, what a parent sees comes from entries that are granted and for everyone.
    #[test]
    fn a_parents_fold_holds_nothing_outside_the_grant(
        drawn in prop::collection::vec(an_entry(), 0..40),
        parts in subsequence(SHOWN.to_vec(), 1..=4),
        span in select(&Span::ALL[..]),
        later in 0..400_i64,
    ) {
        let entries: Vec<Entry> = (1..).zip(drawn).map(|(number, (kind, youth, one, other, audience))| {
            let change = change(number, kind, one, other);
            let made = if youth { own(number, change) } else { of_coach(number, change) };
            Entry { audience, ..made }
        }).collect();
        let consent = given(&parts, span);
        let then = now() + SignedDuration::from_hours(24 * later);
        let entered = enter(facts(Relation::Parent, Some(consent.clone())), then);
        prop_assert_eq!(entered.is_ok(), then < consent.until);

        if let Ok(parent) = entered {
            let seen: Vec<&Entry> = entries.iter().filter(|entry| parent.sees(entry)).collect();
            let fold = Plan::fold(seen.iter().copied());
            let shown = serde_json::to_string(&fold.shared(now())).unwrap();
            let all = serde_json::to_string(&fold).unwrap();
            for entry in &entries {
                let granted = parts.contains(&entry.part()) && entry.audience == Audience::Everyone;
                prop_assert_eq!(granted, seen.contains(&entry));
                if !granted {
                    let word = word(entry.seq.0);
                    if let Recorded::Known(Change::FileAdded { file, .. }) = &entry.change {
                        prop_assert!(!fold.shared(now()).shows(*file), "{:?}", entry);
                    }
                    prop_assert!(!shown.contains(&word) && !all.contains(&word), "{:?}", entry);
                }
            }
            // What the youth looks through beforehand sees the same entries.
            let grant = youth().grants(parts.iter().copied().collect(), span).unwrap();
            let preview = grant.preview(plan(), now()).unwrap();
            prop_assert!(entries.iter().all(|entry| preview.sees(entry) == parent.sees(entry)));
        }

        // From the moment of taking back on: nothing.
        let withdrawn = Consent { withdrawn_at: Some(then), ..consent };
        prop_assert!(enter(facts(Relation::Parent, Some(withdrawn)), then).is_err());
    }
}
