//! The demo network: told once, opened anew at each start, and nowhere but in a database of its own.
#![expect(clippy::unwrap_used, reason = "what surprises a test has to fail it")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use contract::{InvitationCard, LoginRequest, ProblemCode};
use domain::plan::Plan;
use jiff::{SignedDuration, Timestamp};
use service::testing::{TestClock, TestEntropy};
use service::{
    Actor, DemoDoors, DemoError, EndpointRule, MasterKey, Network, Settings, Stip, YouthDoor,
};
use storage_sqlite::SqliteStorage;
use tempfile::TempDir;

struct NoEndpoint;

impl EndpointRule for NoEndpoint {
    fn accepts(&self, _endpoint: &str, _p256dh: &str, _auth: &str) -> bool {
        false
    }
}

struct House {
    folder: TempDir,
    storage: Arc<SqliteStorage>,
    clock: Arc<TestClock>,
}

/// Ten past three at night in the Netherlands: what happened "today" at noon has not happened yet.
fn night() -> Timestamp {
    "2026-11-22T02:10:00Z".parse().unwrap()
}

async fn database(folder: &Path) -> Arc<SqliteStorage> {
    let path = folder.join("stip.db");
    Arc::new(SqliteStorage::open(&path).await.unwrap())
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = database(folder.path()).await;
        let clock = Arc::new(TestClock::at(night()));
        Self {
            folder,
            storage,
            clock,
        }
    }

    /// One start of the server.
    async fn start(&self, seed: u64, loopback: bool) -> Arc<Stip> {
        let storage: Arc<dyn storage::Storage> = Arc::<SqliteStorage>::clone(&self.storage);
        let settings = Settings {
            origin: "http://127.0.0.1:3000".to_owned(),
            loopback,
        };
        let clock = Arc::<TestClock>::clone(&self.clock);
        let entropy = Arc::new(TestEntropy::seeded(seed));
        let master = MasterKey::from_bytes([7; 32]);
        Stip::open(
            storage,
            master,
            clock,
            entropy,
            Arc::new(NoEndpoint),
            settings,
        )
        .await
        .unwrap()
    }
}

fn network() -> Network {
    Network("127.0.0.1/32".to_owned())
}

async fn coach(stip: &Stip, doors: &DemoDoors, name: &str) -> Actor {
    let door = doors.coaches.iter().find(|door| door.name == name).unwrap();
    let (email, password) = (door.email.clone(), door.password.clone());
    let tokens = stip
        .log_in(LoginRequest { email, password }, &network())
        .await
        .unwrap();
    stip.actor(&tokens.access).await.unwrap()
}

async fn plan_of(stip: &Stip, doors: &DemoDoors, door: &YouthDoor) -> Plan {
    let actor = coach(stip, doors, &door.coach).await;
    stip.plan_view(&actor, door.plan).await.unwrap().plan
}

#[tokio::test]
async fn every_story_is_told_and_fits() {
    let house = House::new().await;
    let stip = house.start(1, true).await;
    let doors = stip.demo().await.unwrap();
    assert_eq!((doors.coaches.len(), doors.youths.len()), (2, 12));
    let names: BTreeSet<_> = doors.youths.iter().map(|door| &door.name).collect();
    assert_eq!(names.len(), 12);

    let mut conflicts = 0;
    let mut proposals = 0;
    let mut empty = 0;
    for door in &doors.youths {
        // As the youth sees it, so with what only the youth may see.
        let tokens = stip.redeem(&door.code, &network(), None).await.unwrap();
        let youth = stip.actor(&tokens.access).await.unwrap();
        let view = stip.plan_view(&youth, door.plan).await.unwrap();
        assert_eq!(view.youth, door.name);
        let plan = view.plan;
        assert!(
            plan.misfits.is_empty() && plan.unknown.is_empty(),
            "{}",
            door.name
        );
        let titles = plan.goals.iter().map(|goal| &goal.title);
        conflicts += titles.filter(|title| title.in_conflict()).count();
        assert!(!plan.horizon.stip.in_conflict());
        proposals += usize::from(plan.open_proposals() > 0);
        empty += usize::from(plan == Plan::default());
        let moments = plan.wins.iter().map(|win| win.origin.at);
        assert!(moments.clone().is_sorted());
        assert!(moments.into_iter().all(|at| at < night()));
    }
    assert_eq!((conflicts, proposals, empty), (1, 1, 1));
}

#[tokio::test]
async fn a_coach_finds_a_desk_with_everything_on_it() {
    let house = House::new().await;
    let stip = house.start(1, true).await;
    let doors = stip.demo().await.unwrap();
    for name in ["Marloes", "Rachid"] {
        let actor = coach(&stip, &doors, name).await;
        let lines = stip.caseload(&actor).await.unwrap().lines;
        assert_eq!(lines.len(), 6);
        assert!(lines.iter().any(|line| line.something_new));
        assert!(lines.iter().any(|line| !line.something_new));
        for line in lines {
            assert_eq!(line.paired, line.name != "Jayden");
            // One was only invited, one does not know yet.
            let chosen = !matches!(&*line.name, "Jayden" | "Milan");
            assert_eq!(line.stip.is_some(), chosen, "{}", line.name);
            assert!(line.last_contact_at.is_none_or(|at| at < night()));
        }
    }
    let kofi = doors
        .youths
        .iter()
        .find(|door| door.name == "Kofi")
        .unwrap();
    let plan = plan_of(&stip, &doors, kofi).await;
    let silence = plan
        .wins
        .iter()
        .map(|win| win.origin.at)
        .collect::<Vec<_>>();
    let longest = silence
        .windows(2)
        .map(|pair| pair[1].duration_since(pair[0]))
        .max()
        .unwrap();
    assert!(longest > SignedDuration::from_hours(24 * 90));
    // What is the youth's alone is not on the coach's desk.
    let noor = doors
        .youths
        .iter()
        .find(|door| door.name == "Noor")
        .unwrap();
    assert!(plan_of(&stip, &doors, noor).await.notes.iter().all(|note| {
        note.text
            .shown()
            .is_some_and(|words| !words.as_str().contains("Mama"))
    }));
}

#[tokio::test]
async fn a_second_start_tells_nothing_twice_and_opens_new_doors() {
    let mut house = House::new().await;
    let first = house.start(1, true).await;
    let before = first.demo().await.unwrap();
    let youth = first
        .redeem(&before.youths[0].code, &network(), None)
        .await
        .unwrap();
    let plan = plan_of(&first, &before, &before.youths[0]).await;

    first.storage().close().await;
    drop(first);
    house.storage = {
        let folder = house.folder.path().to_owned();
        drop(house.storage);
        database(&folder).await
    };
    house.clock.advance(SignedDuration::from_mins(4));
    let second = house.start(2, true).await;
    let after = second.demo().await.unwrap();

    assert_eq!(after.youths.len(), 12);
    assert!(plan_of(&second, &after, &after.youths[0]).await == plan);
    // A phone that was paired stays so.
    assert!(second.actor(&youth.access).await.is_ok());
    for (old, new) in before.youths.iter().zip(&after.youths) {
        assert_eq!((&old.name, old.plan), (&new.name, new.plan));
        assert_ne!((&old.code, &old.link), (&new.code, &new.link));
        let dead = second
            .look_up_invitation(&old.code, &Network(old.name.clone()))
            .await;
        assert_eq!(dead.unwrap_err().code(), ProblemCode::WrongCode);
        let card = second
            .look_up_invitation(&new.code, &network())
            .await
            .unwrap();
        let expected = InvitationCard::Phone {
            coach: new.coach.clone(),
            organisation: after.organisation.clone(),
            youth: new.name.clone(),
            words: new.words.clone(),
        };
        assert_eq!(card, expected);
    }
    for (old, new) in before.readers.iter().zip(&after.readers) {
        assert_eq!((&old.name, old.plan), (&new.name, new.plan));
        let nowhere = Network(old.name.clone());
        let dead = second.look_up_invitation(&old.code, &nowhere);
        assert_eq!(dead.await.unwrap_err().code(), ProblemCode::WrongCode);
        let tokens = second.redeem(&new.code, &network(), None).await.unwrap();
        let reader = second.actor(&tokens.access).await.unwrap();
        let shown = second.shared_plan(&reader, new.plan).await.unwrap();
        assert_eq!(shown.youth, new.youth);
        assert!(!shown.shared.wins.is_empty(), "there is something to see");
    }
    assert_eq!(after.readers.len(), 2);
    for (old, new) in before.coaches.iter().zip(&after.coaches) {
        let login = |door: &service::CoachDoor| LoginRequest {
            email: door.email.clone(),
            password: door.password.clone(),
        };
        assert!(second.log_in(login(old), &network()).await.is_err());
        assert!(second.log_in(login(new), &network()).await.is_ok());
    }
}

#[tokio::test]
async fn another_database_is_left_alone() {
    let house = House::new().await;
    let stip = house.start(1, true).await;
    let organisation = stip.add_organisation("Echt").await.unwrap();
    assert!(matches!(stip.demo().await, Err(DemoError::OtherData)));
    let password = "een lange zin om te onthouden".to_owned();
    stip.add_coach(organisation, "Iemand", "iemand@echt.example", password)
        .await
        .unwrap();
    assert!(matches!(stip.demo().await, Err(DemoError::OtherData)));
    assert_eq!(house_count(&house).await, (1, 1));
}

#[tokio::test]
async fn it_does_not_run_where_others_can_reach_it() {
    let house = House::new().await;
    let stip = house.start(1, false).await;
    assert!(matches!(stip.demo().await, Err(DemoError::NotLoopback)));
    assert_eq!(house_count(&house).await, (0, 0));
}

#[tokio::test]
async fn of_two_starts_at_once_one_tells() {
    let house = House::new().await;
    let (one, other) = (house.start(1, true).await, house.start(2, true).await);
    let (one, other) = tokio::join!(one.demo(), other.demo());
    let told = [&one, &other]
        .into_iter()
        .filter(|told| told.is_ok())
        .count();
    assert_eq!(told, 1);
    let refused = one.err().or(other.err()).unwrap();
    assert!(matches!(refused, DemoError::HalfWay));
    assert_eq!(house_count(&house).await, (14, 1));
}

#[tokio::test]
async fn nothing_of_it_stands_open_in_the_file() {
    let house = House::new().await;
    let stip = house.start(1, true).await;
    let doors = stip.demo().await.unwrap();
    assert_eq!(format!("{doors:?}"), "DemoDoors(2 coaches, 12 youths)");
    let mut bytes = Vec::new();
    for file in ["stip.db", "stip.db-wal"] {
        bytes.extend(std::fs::read(house.folder.path().join(file)).unwrap());
    }
    let holds = |text: &str| {
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    assert!(holds(&doors.organisation));
    for secret in ["Automonteur", "Mama belde", "Bilal", "marloes@", "sleutel"] {
        assert!(!holds(secret), "{secret}");
    }
    let code = doors.youths[0].code.replace('-', "");
    assert!(!holds(&code) && !holds(&doors.coaches[0].password));
}

async fn house_count(house: &House) -> (u64, usize) {
    use storage::Storage as _;
    let mut unit = house.storage.read().await.unwrap();
    let organisations = unit.organisations(10).await.unwrap().len();
    (unit.count_people().await.unwrap(), organisations)
}
