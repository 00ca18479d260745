//! A stolen backup, a stolen disk: no word that somebody typed stands in it.

use contract::{SubscriptionKeys, SubscriptionRequest, path};
use domain::id::{CheerId, GoalId, NoteId, NudgeId, StepId};
use domain::journal::{Audience, Change, NewEntry};
use domain::words::{Prose, Words};
use reqwest::StatusCode;

use crate::cluster::Cluster;
use crate::program::Program;
use crate::visitor::{Visitor, win};

/// The name of the organisation is public, and proves that the search finds what is there.
const PUBLIC: &str = "Jongerenpunt";
/// The keys of RFC 8291, section 5: real ones.
const P256DH: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

fn canary(name: &str) -> Prose {
    Prose::Kept(Words::parse(&format!("Kanarie-{name} 🐤")).expect("words"))
}

/// Every kind of text that a youth types.
fn of_a_youth() -> Vec<NewEntry> {
    let goal = GoalId::from_uuid(win("x").id.uuid());
    let changes = [
        Change::HorizonSet {
            stip: canary("stip"),
            why: Some(canary("waarom")),
        },
        Change::GoalAdded {
            goal,
            title: canary("doel"),
            domain: None,
        },
        Change::StepAdded {
            step: StepId::from_uuid(win("x").id.uuid()),
            goal,
            title: canary("stap"),
        },
        Change::NoteWritten {
            note: NoteId::from_uuid(win("x").id.uuid()),
            text: canary("notitie"),
        },
    ];
    let mut entries = vec![win("Kanarie-succes"), win("Kanarie-spijt")];
    entries.extend(changes.map(|change| NewEntry { change, ..win("x") }));
    if let Some(secret) = entries.last_mut() {
        secret.audience = Audience::OnlyMe;
    }
    entries
}

/// Every kind of text that a coach types.
fn of_a_coach() -> Vec<NewEntry> {
    let changes = [
        Change::NudgeSent {
            nudge: NudgeId::from_uuid(win("x").id.uuid()),
            text: canary("seintje"),
        },
        Change::CheerGiven {
            cheer: CheerId::from_uuid(win("x").id.uuid()),
            text: canary("compliment"),
            win: None,
        },
    ];
    changes.map(|change| NewEntry { change, ..win("x") }).into()
}

/// Bytes in small letters, what is no text left out: ready for [`holds`].
fn legible(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes.to_ascii_lowercase()).into_owned()
}

/// Whether a word stands there, as text or as hexadecimal digits (as a dump writes bytes), with a small
/// or a capital first letter.
fn holds(legible: &str, word: &str) -> bool {
    let hex = |word: &str| -> String { word.bytes().map(|byte| format!("{byte:02x}")).collect() };
    let small = word.to_ascii_lowercase();
    let (first, rest) = small.split_at(1);
    let capital = first.to_ascii_uppercase() + rest;
    [hex(word), hex(&small), hex(&capital), small]
        .iter()
        .any(|needle| legible.contains(needle.as_str()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_a_dump_nor_the_files_hold_a_word_that_somebody_typed() {
    let cluster = Cluster::start_new();
    let program = Program::serve(Some(&cluster.url()), "").await;
    let coach = Visitor::coach(&program).await;
    let (youth, plan) = coach.youth(&program).await;
    let subscription = SubscriptionRequest {
        endpoint: "http://127.0.0.1:9/kanarie-eindpunt".to_owned(),
        expiration_time: None,
        keys: SubscriptionKeys {
            p256dh: P256DH.to_owned(),
            auth: AUTH.to_owned(),
        },
    };
    let subscribed = youth.put(path::PUSH_SUBSCRIPTION, &subscription).await;
    assert!(subscribed.status.is_success(), "{}", subscribed.body);
    let entries = of_a_youth();
    for (who, entries) in [(&youth, &entries), (&coach, &of_a_coach())] {
        for entry in entries {
            let answer = who.win(plan, entry).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.body.contains("recorded"), "{}", answer.body);
        }
    }
    let part = domain::journal::Part::Wins;
    let change = entries[1].id;
    let regret = Change::TextRemoved { change, part };
    let regret = youth
        .win(
            plan,
            &NewEntry {
                change: regret,
                ..win("x")
            },
        )
        .await;
    assert!(regret.body.contains("recorded"), "{}", regret.body);
    let wins = youth.wins(plan).await;
    assert_eq!(wins, ["Kanarie-succes", ""], "the words are really there");

    let as_bytes = legible(br"\x4b616e61726965");
    assert!(holds(&as_bytes, "kanarie"), "bytes in a dump are read too");
    for (name, bytes) in [("dump", cluster.dump()), ("files", cluster.files())] {
        let bytes = legible(&bytes);
        assert!(holds(&bytes, PUBLIC), "{name}: the search works");
        for canary in ["kanarie", "noor", P256DH, AUTH, &program.coach.email] {
            assert!(!holds(&bytes, canary), "{name}: {canary}");
        }
        assert!(
            !holds(&bytes, &program.coach.password),
            "{name}: a password"
        );
    }
    assert!(
        !holds(&legible(program.log().as_bytes()), "kanarie"),
        "nor the log"
    );
}
