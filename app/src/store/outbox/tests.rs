//! The outbox against a server and a phone that fail at the worst moments.

mod phone;
mod server;

use core::future::Future;
use domain::id::{FileId, PersonId, WinId};
use domain::journal::{Audience, Author, Change, Entry, FileKind, Seq};
use domain::plan::Plan;
use domain::policy::Relation;
use domain::words::Words;
use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use phone::Phone;
use server::{Mood, Server};

/// Runs a future that never really waits.
fn now<F: Future>(future: F) -> F::Output {
    futures::executor::block_on(future)
}

fn win(number: u8) -> NewEntry {
    with_id(ChangeId::mint(at(), [number; 10]))
}

fn with_id(id: ChangeId) -> NewEntry {
    NewEntry {
        id,
        authored_at: at(),
        base: Seq::START,
        audience: Audience::Everyone,
        change: Change::WinLogged {
            win: WinId::from_uuid(id.uuid()),
            text: Words::parse("Ik heb gebeld").unwrap().into(),
            feeling: None,
        },
    }
}

const PLAN: u128 = 7;
const YOUTH: u128 = 1;
const OTHER: u128 = 2;

fn plan() -> PlanId {
    PlanId::from_uuid(uuid::Uuid::from_u128(PLAN))
}

fn person(number: u128) -> PersonId {
    PersonId::from_uuid(uuid::Uuid::from_u128(number))
}

struct Case {
    server: Arc<Server>,
    phone: Arc<Phone>,
    outbox: Outbox,
}

fn case() -> Case {
    let (server, phone) = (Arc::<Server>::default(), Arc::<Phone>::default());
    let outbox = Outbox {
        backend: Arc::<Server>::clone(&server),
        shelf: Shelf::of(Arc::<Phone>::clone(&phone), person(YOUTH)),
    };
    now(outbox.shelf.claim()).unwrap();
    Case {
        server,
        phone,
        outbox,
    }
}

impl Case {
    fn keep(&self, changes: &[NewEntry]) {
        now(self.outbox.keep(plan(), changes)).unwrap();
    }
    fn send(&self) -> Result<(), Problem> {
        now(self.outbox.send())
    }
    fn taken(&self) -> Vec<ChangeId> {
        self.server.taken.lock().unwrap().clone()
    }
    fn waiting(&self) -> usize {
        now(self.outbox.waiting()).unwrap()
    }
    fn refused(&self) -> Vec<(NewEntry, ProblemCode)> {
        let rows = now(self.outbox.shelf.refused()).unwrap();
        rows.iter()
            .map(|row| {
                let change = serde_json::from_str(row.text.as_deref().unwrap()).unwrap();
                (change, row.code)
            })
            .collect()
    }
    /// The plan as the server has it: the wins that it took, in its order.
    fn view(&self) -> PlanView {
        let mut plan = Plan::default();
        for id in self.taken() {
            plan.apply(&entry(id));
        }
        PlanView {
            id: self::plan(),
            youth: "Noor".to_owned(),
            relation: Relation::Youth,
            people: Vec::new(),
            coaches: Vec::new(),
            plan,
            cursor: Seq::START,
            now: at(),
        }
    }
    /// What the youth sees on this phone, opened anew with the plan that it kept.
    fn shown(&self, kept: &PlanView) -> Vec<ChangeId> {
        let mut view = kept.clone();
        let changes = now(not_settled(&self.outbox.shelf, kept)).unwrap();
        crate::store::fold(&mut view, &changes, person(YOUTH));
        view.plan.wins.iter().map(|win| win.origin.change).collect()
    }
}

fn at() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

fn entry(id: ChangeId) -> Entry {
    let new = with_id(id);
    Entry {
        seq: Seq::START,
        id,
        author: Author::Youth(person(YOUTH)),
        authored_at: at(),
        recorded_at: at(),
        base: Seq::START,
        audience: new.audience,
        change: new.change.into(),
    }
}

fn ids(changes: &[NewEntry]) -> Vec<ChangeId> {
    changes.iter().map(|change| change.id).collect()
}

#[test]
fn what_was_kept_arrives_once_and_in_order() {
    let case = case();
    let wins: Vec<NewEntry> = (1..=5).map(win).collect();
    for win in &wins {
        case.keep(core::slice::from_ref(win));
    }
    case.keep(&wins[..2]);
    assert_eq!(case.waiting(), 5);
    case.send().unwrap();
    assert_eq!(case.taken(), ids(&wins));
    assert_eq!(case.waiting(), 0);
}

#[test]
fn words_do_not_wait_for_the_photo_that_comes_behind_them() {
    let case = case();
    let photo = NewEntry {
        change: Change::FileAdded {
            file: FileId::from_uuid(uuid::Uuid::from_u128(9)),
            win: WinId::from_uuid(win(1).id.uuid()),
            media: FileKind::Photo,
            seconds: None,
        },
        ..win(2)
    };
    case.keep(&[win(1), photo, win(3)]);
    *case.server.moods.lock().unwrap() = vec![Mood::Away, Mood::Takes];
    assert!(case.send().is_err());
    assert_eq!(case.taken(), [win(1).id]);
    case.send().unwrap();
    assert_eq!(case.taken(), [win(1).id, win(2).id, win(3).id]);
}

#[test]
fn a_lost_answer_and_a_lost_network_double_nothing() {
    let case = case();
    case.keep(&[win(1)]);
    *case.server.moods.lock().unwrap() =
        vec![Mood::LosesTheAnswer, Mood::Away, Mood::LosesTheAnswer];
    for _ in 0..3 {
        assert!(case.send().is_err());
        assert_eq!(case.waiting(), 1);
    }
    case.keep(&[win(2)]);
    case.send().unwrap();
    assert_eq!(case.taken(), [win(1).id, win(2).id]);
    assert_eq!(case.waiting(), 0);
}

#[test]
fn what_is_refused_is_remembered_and_lets_the_others_pass() {
    let case = case();
    case.keep(&[win(1), win(2), win(3)]);
    case.server.refuses.lock().unwrap().push(win(2).id);
    case.send().unwrap();
    assert_eq!(case.taken(), [win(1).id, win(3).id]);
    assert_eq!(case.waiting(), 0);
    assert!(case.refused() == [(win(2), ProblemCode::Unfit)]);
    now(case.outbox.shelf.forget(vec![win(2).id.to_string()])).unwrap();
    assert!(case.refused().is_empty());
}

#[test]
fn what_the_server_cannot_read_keeps_nothing_waiting() {
    let case = case();
    case.keep(&[win(1), win(2), win(3)]);
    case.server.cannot_read.lock().unwrap().push(win(1).id);
    case.send().unwrap();
    assert!(case.refused() == [(win(1), ProblemCode::Malformed)]);
    assert_eq!(case.taken(), [win(2).id, win(3).id]);
    assert_eq!(case.waiting(), 0);
}

#[test]
fn more_than_one_request_takes_is_sent_in_turns() {
    let case = case();
    let many: Vec<NewEntry> = (0..u16::try_from(ChangesRequest::MAX + 30).unwrap())
        .map(|number| {
            let [high, low] = number.to_be_bytes();
            with_id(ChangeId::mint(
                at(),
                [high, low, 3, 4, 5, 6, 7, high, low, 9],
            ))
        })
        .collect();
    case.keep(&many);
    case.send().unwrap();
    assert_eq!(case.taken(), ids(&many));
}

#[test]
fn what_cannot_be_read_any_more_still_counts() {
    let case = case();
    case.keep(&[win(1), win(2)]);
    case.phone.spoil(&win(1).id.to_string());
    case.send().unwrap();
    assert_eq!(case.taken(), [win(2).id]);
    assert_eq!(case.waiting(), 1);
}

#[test]
fn an_app_that_is_closed_between_the_answer_and_the_new_plan_shows_it_all_the_same() {
    let case = case();
    let before = case.view();
    case.keep(&[win(1)]);
    case.send().unwrap();
    assert_eq!(case.shown(&before), [win(1).id]);
    let after = case.view();
    assert!(!now(case.outbox.settle(&after)).unwrap());
    assert_eq!(case.shown(&after), [win(1).id]);
    // Another tab kept the older plan last.
    assert_eq!(case.shown(&before), [win(1).id]);
}

#[test]
fn a_server_that_is_put_back_to_an_earlier_day_gets_it_again() {
    let case = case();
    case.keep(&[win(1), win(2)]);
    case.send().unwrap();
    assert!(!now(case.outbox.settle(&case.view())).unwrap());
    case.server.taken.lock().unwrap().truncate(1);
    assert!(now(case.outbox.settle(&case.view())).unwrap());
    case.send().unwrap();
    assert_eq!(case.taken(), [win(1).id, win(2).id]);
}

#[test]
fn what_was_regretted_leaves_the_phone() {
    let case = case();
    case.keep(&[win(1)]);
    case.send().unwrap();
    let removal = NewEntry {
        change: Change::TextRemoved {
            change: win(1).id,
            part: domain::journal::Part::Wins,
        },
        ..win(2)
    };
    case.keep(core::slice::from_ref(&removal));
    case.send().unwrap();
    let left = now(case.outbox.shelf.queue(true)).unwrap();
    let left: Vec<&str> = left.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(left, [removal.id.to_string()]);
}

#[test]
fn another_person_on_the_phone_finds_nothing_and_the_first_can_do_nothing() {
    let case = case();
    case.keep(&[win(1)]);
    let other = Shelf::of(Arc::<Phone>::clone(&case.phone), person(OTHER));
    assert!(now(other.queue(false)).is_err());
    now(other.claim()).unwrap();
    assert!(now(other.queue(false)).unwrap().is_empty());
    assert!(now(case.outbox.keep(plan(), &[win(2)])).is_err());
    assert!(case.send().is_err());
    assert!(case.taken().is_empty());
}

/// What may happen to a phone.
#[derive(Debug, Clone, Copy)]
enum Event {
    Write(u8),
    Send,
    SendBadly(Mood),
    Look,
    /// The server is put back, and has only so much of what it had.
    PutBack(u8),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (1..40_u8).prop_map(Event::Write),
        2 => Just(Event::Send),
        2 => prop_oneof![Just(Mood::LosesTheAnswer), Just(Mood::Away)].prop_map(Event::SendBadly),
        2 => Just(Event::Look),
        1 => (0..10_u8).prop_map(Event::PutBack),
    ]
}

proptest! {
    /// Whatever happens: every success that was written shows on the phone at every moment, and in the end
    /// the server has each of them, once.
    #[test]
    fn nothing_written_is_ever_gone(events in proptest::collection::vec(event(), 1..40)) {
        let case = case();
        let mut kept = case.view();
        let mut written: Vec<ChangeId> = Vec::new();
        for event in events {
            match event {
                Event::Write(number) => {
                    case.keep(&[win(number)]);
                    if !written.contains(&win(number).id) {
                        written.push(win(number).id);
                    }
                }
                Event::Send => case.send().unwrap(),
                Event::SendBadly(mood) => {
                    case.server.moods.lock().unwrap().push(mood);
                    let _may_fail = case.send();
                    case.server.moods.lock().unwrap().clear();
                }
                Event::Look => {
                    kept = case.view();
                    now(case.outbox.settle(&kept)).unwrap();
                }
                Event::PutBack(left) => case.server.taken.lock().unwrap().truncate(left.into()),
            }
            let mut shown = case.shown(&kept);
            shown.sort();
            let mut all = written.clone();
            all.sort();
            prop_assert_eq!(shown, all);
        }
        now(case.outbox.settle(&case.view())).unwrap();
        case.send().unwrap();
        let mut taken = case.taken();
        taken.sort();
        written.sort();
        prop_assert_eq!(taken, written);
    }
}
