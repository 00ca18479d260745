//! The outbox against a server and a phone that fail at the worst moments.

use core::future::Future;
use std::sync::Mutex;

use contract::{
    Caseload, Deliveries, InvitationCard, InvitationRequest, IssuedInvitation, Me, PlanView,
    RedeemRequest,
};
use domain::id::WinId;
use domain::journal::{Audience, Change, Seq};
use domain::words::Words;
use jiff::Timestamp;

use super::*;
use crate::backend::{Answer, Asked, Loaded};

/// Runs a future that never really waits.
fn now<F: Future>(future: F) -> F::Output {
    futures::executor::block_on(future)
}

#[derive(Default)]
struct Phone {
    rows: Mutex<Vec<(String, String)>>,
    kept: Mutex<Option<String>>,
}

fn ready<T: Send + 'static>(answer: Result<T, Problem>) -> Answer<T> {
    Box::pin(core::future::ready(answer))
}

impl Keeper for Phone {
    fn belongs(&self, _: String) -> Answer<()> {
        ready(Ok(()))
    }
    fn load(&self, _: Kept) -> Answer<Option<String>> {
        ready(Ok(self.kept.lock().unwrap().clone()))
    }
    fn save(&self, _: Kept, text: String) -> Answer<()> {
        *self.kept.lock().unwrap() = Some(text);
        ready(Ok(()))
    }
    fn enqueue(&self, ids: Vec<String>, changes: Vec<String>) -> Answer<()> {
        let mut rows = self.rows.lock().unwrap();
        for row in ids.into_iter().zip(changes) {
            if !rows.iter().any(|(id, _)| *id == row.0) {
                rows.push(row);
            }
        }
        ready(Ok(()))
    }
    fn queue(&self) -> Answer<Vec<String>> {
        let rows = self.rows.lock().unwrap();
        ready(Ok(rows.iter().map(|(_, text)| text.clone()).collect()))
    }
    fn dequeue(&self, ids: Vec<String>) -> Answer<()> {
        self.rows
            .lock()
            .unwrap()
            .retain(|(id, _)| !ids.contains(id));
        ready(Ok(()))
    }
}

/// What the server does with the next request.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Takes,
    /// Takes it, and its answer is lost.
    LosesTheAnswer,
    Away,
}

#[derive(Default)]
struct Server {
    taken: Mutex<Vec<ChangeId>>,
    moods: Mutex<Vec<Mood>>,
    refuses: Mutex<Vec<ChangeId>>,
    cannot_read: Mutex<Vec<ChangeId>>,
}

impl Server {
    fn judge(&self, changes: &[NewEntry]) -> Result<ChangesReply, Problem> {
        let mood = self.moods.lock().unwrap().pop().unwrap_or(Mood::Takes);
        if mood == Mood::Away {
            return Err(ProblemCode::Offline.into());
        }
        let cannot_read = self.cannot_read.lock().unwrap();
        if changes
            .iter()
            .any(|change| cannot_read.contains(&change.id))
        {
            return Err(ProblemCode::Malformed.into());
        }
        let mut taken = self.taken.lock().unwrap();
        let refuses = self.refuses.lock().unwrap();
        let outcomes = changes.iter().map(|change| {
            let id = change.id;
            if refuses.contains(&id) {
                return Outcome::Refused {
                    id,
                    code: ProblemCode::Unfit,
                };
            }
            if taken.contains(&id) {
                return Outcome::Duplicate { id };
            }
            taken.push(id);
            Outcome::Recorded { id }
        });
        let reply = ChangesReply {
            outcomes: outcomes.collect(),
        };
        if mood == Mood::LosesTheAnswer {
            return Err(ProblemCode::Offline.into());
        }
        Ok(reply)
    }
}

fn nobody<T>() -> Asked<T> {
    Asked::new(Box::pin(async { Err(ProblemCode::NotFound.into()) }))
}

impl Backend for Server {
    fn me(&self) -> Asked<Me> {
        nobody()
    }
    fn plan(&self, _: PlanId) -> Asked<PlanView> {
        nobody()
    }
    fn record(&self, _: PlanId, changes: Sending<ChangesRequest>) -> Asked<ChangesReply> {
        let answer = self.judge(&changes.into_inner().changes).map(Loaded::here);
        Asked::new(Box::pin(core::future::ready(answer)))
    }
    fn deliveries(&self, _: PlanId) -> Asked<Deliveries> {
        nobody()
    }
    fn caseload(&self) -> Asked<Caseload> {
        nobody()
    }
    fn invitation(&self, _: Sending<RedeemRequest>) -> Asked<InvitationCard> {
        nobody()
    }
    fn invite(&self, _: Sending<InvitationRequest>) -> Asked<IssuedInvitation> {
        nobody()
    }
}

fn win(number: u8) -> NewEntry {
    let id = ChangeId::mint(Timestamp::from_second(1_800_000_000).unwrap(), [number; 10]);
    NewEntry {
        id,
        authored_at: Timestamp::from_second(1_800_000_000).unwrap(),
        base: Seq::START,
        audience: Audience::Everyone,
        change: Change::WinLogged {
            win: WinId::from_uuid(id.uuid()),
            text: Words::parse("Ik heb gebeld").unwrap().into(),
            feeling: None,
        },
    }
}

struct Case {
    server: Arc<Server>,
    phone: Arc<Phone>,
    outbox: Outbox,
}

fn case() -> Case {
    let (server, phone) = (Arc::<Server>::default(), Arc::<Phone>::default());
    let outbox = Outbox {
        plan: PlanId::from_uuid(uuid::Uuid::from_u128(7)),
        backend: Arc::<Server>::clone(&server),
        keeper: Arc::<Phone>::clone(&phone),
    };
    Case {
        server,
        phone,
        outbox,
    }
}

impl Case {
    fn taken(&self) -> Vec<ChangeId> {
        self.server.taken.lock().unwrap().clone()
    }
    fn waiting(&self) -> usize {
        self.phone.rows.lock().unwrap().len()
    }
}

#[test]
fn what_was_kept_arrives_once_and_in_order() {
    let case = case();
    let wins: Vec<NewEntry> = (1..=5).map(win).collect();
    for win in &wins {
        now(case.outbox.keep(core::slice::from_ref(win))).unwrap();
    }
    now(case.outbox.keep(&wins[..2])).unwrap();
    assert_eq!(case.waiting(), 5);
    assert!(now(case.outbox.send()).unwrap().is_empty());
    assert_eq!(
        case.taken(),
        wins.iter().map(|win| win.id).collect::<Vec<_>>()
    );
    assert_eq!(case.waiting(), 0);
}

#[test]
fn a_lost_answer_and_a_lost_network_double_nothing() {
    let case = case();
    now(case.outbox.keep(&[win(1)])).unwrap();
    *case.server.moods.lock().unwrap() =
        vec![Mood::LosesTheAnswer, Mood::Away, Mood::LosesTheAnswer];
    for _ in 0..3 {
        assert!(now(case.outbox.send()).is_err());
        assert_eq!(case.waiting(), 1);
    }
    now(case.outbox.keep(&[win(2)])).unwrap();
    assert!(now(case.outbox.send()).unwrap().is_empty());
    assert_eq!(case.taken(), [win(1).id, win(2).id]);
    assert_eq!(case.waiting(), 0);
}

#[test]
fn what_is_refused_is_remembered_and_lets_the_others_pass() {
    let case = case();
    now(case.outbox.keep(&[win(1), win(2), win(3)])).unwrap();
    case.server.refuses.lock().unwrap().push(win(2).id);
    let not = now(case.outbox.send()).unwrap();
    assert_eq!(
        not.iter().map(|not| not.change.id).collect::<Vec<_>>(),
        [win(2).id]
    );
    assert_eq!(case.taken(), [win(1).id, win(3).id]);
    assert_eq!(case.waiting(), 0);
    let kept = now(not_taken(case.phone.as_ref()));
    assert_eq!(kept.len(), 1);
    assert!(kept[0].change == win(2) && kept[0].code == ProblemCode::Unfit);
}

#[test]
fn what_the_server_cannot_read_keeps_nothing_waiting() {
    let case = case();
    now(case.outbox.keep(&[win(1), win(2), win(3)])).unwrap();
    case.server.cannot_read.lock().unwrap().push(win(1).id);
    let not = now(case.outbox.send()).unwrap();
    assert_eq!(not.len(), 1);
    assert_eq!(case.taken(), [win(2).id, win(3).id]);
    assert_eq!(case.waiting(), 0);
}

#[test]
fn more_than_one_request_takes_is_sent_in_turns() {
    let case = case();
    let at = Timestamp::from_second(1_800_000_000).unwrap();
    let many: Vec<NewEntry> = (0..u16::try_from(ChangesRequest::MAX + 30).unwrap())
        .map(|number| {
            let [high, low] = number.to_be_bytes();
            let mut entry = win(0);
            entry.id = ChangeId::mint(at, [high, low, 3, 4, 5, 6, 7, high, low, 9]);
            entry
        })
        .collect();
    now(case.outbox.keep(&many)).unwrap();
    assert!(now(case.outbox.send()).unwrap().is_empty());
    assert_eq!(case.taken().len(), many.len());
}
