//! Whatever stands in a journal, the fold takes it: nothing panics, nothing is lost, a repeat changes
//! nothing. Ids come from a small pool, so that things are taken, missing and somebody else's.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what surprises a test has to fail it"
)]

use domain::appointments::{
    AppointmentChange, AppointmentKind, Attendance, Before, CivilTime, Every, Planning, Reason,
    Reply, Series, SeriesEnd, Slot, Stage,
};
use domain::day::Day;
use domain::id::{
    AppointmentId, ChangeId, CheckInId, CheerId, DirectionId, FileId, GoalId, NoteId, NudgeId,
    PersonId, StepId, StrengthId, WinId, WishId,
};
use domain::journal::{
    Answer, ArchiveReason, ArchiveTarget, Audience, Author, Change, Doer, Entry, Feeling, FileKind,
    LifeDomain, Part, ProposalTarget, Recorded, Rhythm, Seq, StepState, TextField, When,
};
use domain::plan::Plan;
use domain::words::Words;
use jiff::Timestamp;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

macro_rules! pool {
    ($id:ident, $number:expr) => {
        $id::from_uuid(Uuid::from_u128($number))
    };
}

fn text(number: u64) -> String {
    format!("<{number}>")
}

fn field(kind: u8, id: u128) -> TextField {
    match kind % 10 {
        0 => TextField::Stip,
        1 => TextField::Why,
        2 => TextField::Strength(pool!(StrengthId, id)),
        3 => TextField::Goal(pool!(GoalId, id)),
        4 => TextField::Step(pool!(StepId, id)),
        5 => TextField::Win(pool!(WinId, id)),
        6 => TextField::Direction(pool!(DirectionId, id)),
        7 => TextField::Success,
        8 => TextField::Wish(pool!(WishId, id)),
        _ => TextField::Note(pool!(NoteId, id)),
    }
}

fn today() -> Option<Day> {
    Day::parse("2026-11-24")
}

fn archived(one: u128, other: u128) -> ArchiveTarget {
    if other == 0 {
        ArchiveTarget::Direction(pool!(DirectionId, one))
    } else {
        ArchiveTarget::Goal(pool!(GoalId, one))
    }
}

fn change(number: u64, kind: u8, one: u128, other: u128, few: &[u64]) -> Recorded {
    let words = || Words::parse(&text(number)).unwrap().into();
    let goal = pool!(GoalId, one);
    let step = pool!(StepId, one);
    let known = match kind % 33 {
        0 => Change::HorizonSet {
            stip: words(),
            why: Some(words()),
        },
        1 => Change::StrengthAdded {
            strength: pool!(StrengthId, one),
            text: words(),
        },
        2 => Change::GoalAdded {
            goal,
            title: words(),
            domain: None,
        },
        3 => Change::StepAdded {
            step,
            goal: pool!(GoalId, other),
            title: words(),
        },
        4 => Change::StepStateSet {
            step,
            state: StepState::Done,
        },
        5 => Change::ProposalAnswered {
            target: ProposalTarget::Goal(goal),
            answer: Answer::Declined,
        },
        6 => Change::CheckInGiven {
            check_in: pool!(CheckInId, one),
            domain: LifeDomain::Work,
            feeling: Feeling::Meh,
            text: Some(words()),
        },
        7 => Change::WinLogged {
            win: pool!(WinId, one),
            text: words(),
            feeling: None,
        },
        8 => Change::CheerGiven {
            cheer: pool!(CheerId, one),
            text: words(),
            win: None,
        },
        9 => Change::NoteWritten {
            note: pool!(NoteId, one),
            text: words(),
        },
        10 => Change::NudgeSent {
            nudge: pool!(NudgeId, one),
            text: words(),
        },
        11 => Change::TextEdited {
            field: field(kind / 33, one),
            text: words(),
            replaces: few
                .iter()
                .map(|id| pool!(ChangeId, u128::from(*id)))
                .collect(),
        },
        12 => Change::TextRemoved {
            change: pool!(
                ChangeId,
                u128::from(few.first().copied().unwrap_or_default())
            ),
            part: Part::ALL[usize::from(kind) % Part::ALL.len()],
        },
        13 => Change::HorizonLeftOpen {},
        14 => Change::DirectionAdded {
            direction: pool!(DirectionId, one),
            text: words(),
        },
        15 => Change::StepArranged {
            step,
            doer: few.is_empty().then_some(Doer::Coach),
            when: (other == 1).then(|| today().map_or(When::Open, When::On)),
            daring: Some(other == 0),
        },
        16 => Change::GoalDomainSet {
            goal,
            domain: Some(LifeDomain::Money),
        },
        17 => Change::Archived {
            target: archived(one, other),
            reason: ArchiveReason::Later,
            text: few.is_empty().then(words),
        },
        18 => Change::BroughtBack {
            target: archived(one, other),
        },
        19 => Change::SuccessDefined { text: words() },
        20 => Change::WishAdded {
            wish: pool!(WishId, one),
            text: words(),
        },
        21 => Change::RhythmSet {
            rhythm: Rhythm::Monthly,
        },
        22 => Change::PauseSet {
            until: today().unwrap(),
        },
        23 => Change::PauseEnded {},
        24 => Change::FileAdded {
            file: pool!(FileId, one),
            win: pool!(WinId, other),
            media: FileKind::Voice,
            seconds: Some(7),
        },
        25 => Change::FileRemoved {
            file: pool!(FileId, one),
            win: pool!(WinId, other),
        },
        26..=31 => Change::AppointmentChanged {
            appointment: pool!(AppointmentId, one),
            how: happened(number, kind, other, few),
        },
        _ => {
            let newer = serde_json::json!({ "kind": "dream_told", "number": number });
            return serde_json::from_value(newer).unwrap();
        }
    };
    known.into()
}

/// What happens to an appointment; its days are few, so that they are met and missed.
fn happened(number: u64, kind: u8, other: u128, few: &[u64]) -> AppointmentChange {
    let words = || {
        few.is_empty()
            .then(|| Words::parse(&text(number)).unwrap().into())
    };
    let ids = || few.iter().map(|id| pool!(ChangeId, u128::from(*id)));
    let occurrence = today().unwrap().plus(i64::try_from(other).unwrap() * 7);
    let start = CivilTime::new(occurrence, 14, 30).unwrap();
    match kind % 33 {
        26 => {
            let slot = Slot::at(CivilTime::new(today().unwrap(), 9, 0).unwrap());
            let weekly = Series::new(Every::Weeks(1), SeriesEnd::Count(2)).unwrap();
            AppointmentChange::Planned(Box::new(Planning {
                series: (other == 1).then_some(weekly),
                place: Some(Words::parse(&text(number)).unwrap().into()),
                with: words(),
                bring: words(),
                ..Planning::new(AppointmentKind::Group, slot)
            }))
        }
        27 => AppointmentChange::Moved {
            occurrence,
            slot: Slot::at(start),
            place: words(),
            replaces: ids().collect(),
        },
        28 => AppointmentChange::Cancelled {
            occurrence: (other != 2).then_some(occurrence),
            text: words(),
        },
        29 => AppointmentChange::Answered {
            occurrence,
            about: ids().next().unwrap_or(pool!(ChangeId, 0)),
            reply: Reply::CannotCome,
            reason: Some(Reason::Scared),
            text: words(),
            times: vec![start],
        },
        30 => AppointmentChange::Attended {
            occurrence,
            attendance: Attendance::Missed,
        },
        _ => AppointmentChange::RemindersSet {
            before: Before::USUAL.to_vec(),
        },
    }
}

prop_compose! {
    fn an_entry()(
        // The same entry may come twice; another entry never has its id.
        number in 1..40_u64,
        kind: u8,
        youth: bool,
        one in 0..3_u128,
        other in 0..3_u128,
        few in prop::collection::vec(1..40_u64, 0..4),
        audience in select(&Audience::ALL[..]),
    ) -> Entry {
        let person = PersonId::from_uuid(Uuid::from_u128(u128::from(youth)));
        let at = Timestamp::from_second(1_700_000_000).unwrap();
        Entry {
            seq: Seq(number),
            id: pool!(ChangeId, u128::from(number)),
            author: if youth { Author::Youth(person) } else { Author::Coach(person) },
            authored_at: at,
            recorded_at: at,
            base: Seq::START,
            audience,
            change: change(number, kind, one, other, &few),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_folds(entries in prop::collection::vec(an_entry(), 0..60), half in 0..60_usize) {
        let plan = Plan::fold(&entries);

        let twice = Plan::fold(entries.iter().chain(&entries));
        prop_assert_eq!(&twice, &plan);

        let (before, after) = entries.split_at(half.min(entries.len()));
        let kept = serde_json::to_string(&Plan::fold(before)).unwrap();
        let mut resumed: Plan = serde_json::from_str(&kept).unwrap();
        after.iter().for_each(|entry| resumed.apply(entry));
        prop_assert_eq!(&resumed, &plan);

        // Every first copy of an entry is somewhere: its words, or the place of what is unknown.
        let json = serde_json::to_string(&plan).unwrap();
        let mut folded = Plan::default();
        for entry in &entries {
            let first = !folded.knows(entry.id);
            folded.apply(entry);
            let removed = entries.iter().any(|other| matches!(
                &other.change,
                Recorded::Known(Change::TextRemoved { change, .. }) if *change == entry.id
            ));
            match &entry.change {
                _ if !first || removed => {}
                Recorded::Unknown(_) => prop_assert!(plan.unknown.contains(&entry.seq)),
                Recorded::Known(change) => {
                    let shown = json.contains(&text(entry.seq.0));
                    prop_assert!(shown || change.texts().is_empty(), "{:?}", entry);
                }
            }
        }

        // What is asked of a plan has an answer for every plan.
        let _ = (plan.next_step(today().unwrap()), plan.open_steps(), plan.open_proposals());
        for known in plan.occurrences() {
            let _ = (known.stage(), known.is_on(), known.place(), known.answer());
            prop_assert!(known.slot.over() >= known.starts());
            prop_assert!(known.standing().contains(&known.slot));
            prop_assert!(known.cancelled().is_none() || known.stage() == Stage::Cancelled);
        }
        let _ = (plan.next_occurrence(Timestamp::UNIX_EPOCH), plan.shared(Timestamp::UNIX_EPOCH));
        for entry in &entries {
            if let Recorded::Known(change) = &entry.change {
                let narrowed = plan.audience_for(change, entry.audience);
                prop_assert!(change.texts().is_empty() || narrowed >= entry.audience);
            }
        }
    }
}
