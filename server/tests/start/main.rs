//! The program itself: how it starts, why it refuses, how it stops.

#![cfg(test)]
mod newer;
#[path = "../postgres/own_database.rs"]
mod own_database;
mod place;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use crate::place::{Place, free_port, mode, refuses};

#[test]
fn a_demo_starts_tells_who_can_come_in_and_keeps_its_data() {
    let place = Place::new();
    let running = place.serve(&["serve", "--demo"]);
    assert!(
        place
            .ask("/")
            .expect("an answer")
            .starts_with("HTTP/1.1 200")
    );
    let (first, _) = running.stop();
    assert!(first.status.success());
    let said = String::from_utf8(first.stdout).expect("text");
    assert!(
        said.contains(&format!("http://127.0.0.1:{}", place.port)),
        "{said}"
    );
    assert!(said.contains("not for real people"), "{said}");
    assert!(said.matches("/welkom/").count() >= 10, "{said}");
    assert_eq!(mode(&place.path("data")), 0o700);
    assert_eq!(mode(&place.path("data/master.key")), 0o600);
    assert_eq!(mode(&place.path("data/stip.db")), 0o600);
    let (second, _) = place.serve(&["serve", "--demo"]).stop();
    let again = String::from_utf8(second.stdout).expect("text");
    assert!(again.matches("/welkom/").count() >= 10, "{again}");
    assert_ne!(said, again, "fresh codes at each start");
}

#[test]
fn it_stops_at_once_also_with_an_open_connection() {
    let place = Place::new();
    let running = place.serve(&["serve"]);
    let mut idle = TcpStream::connect(("127.0.0.1", place.port)).expect("connected");
    write!(idle, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").expect("asked");
    let mut byte = [0_u8; 1];
    idle.read_exact(&mut byte).expect("answered");
    let (output, took) = running.stop();
    assert!(output.status.success());
    assert!(took < Duration::from_secs(5), "took {took:?}");
}

#[test]
fn a_second_server_refuses() {
    let place = Place::new();
    let _first = place.serve(&["serve"]);
    refuses(place.stip(&["serve"]), "cannot be used");
    let mut elsewhere = place.stip(&["serve"]);
    elsewhere.env("STIP_LISTEN", format!("127.0.0.1:{}", free_port()));
    refuses(elsewhere, "in use by another stip");
    refuses(place.stip(&["migrate"]), "in use by another stip");
}

#[test]
fn a_key_that_is_gone_open_or_wrong_is_refused_and_nothing_is_changed() {
    let place = Place::new();
    let made = place
        .stip(&["admin", "add-organisation", "Buurthuis"])
        .output()
        .expect("started");
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let (key, database) = (place.path("data/master.key"), place.path("data/stip.db"));
    let right = fs::read(&key).expect("a key");
    fs::remove_file(&key).expect("removed");
    refuses(place.stip(&["serve"]), "master");
    assert!(!key.exists(), "no new key beside a used database");
    fs::write(&key, &right).expect("written");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("opened");
    refuses(place.stip(&["serve"]), "master.key");
    fs::write(&key, vec![1; right.len()]).expect("written");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("closed");
    let before = fs::metadata(&database).expect("there").len();
    refuses(place.stip(&["serve"]), "does not fit this database");
    assert_eq!(fs::metadata(&database).expect("there").len(), before);
    fs::write(&key, &right).expect("written");
    let (output, _) = place.serve(&["serve"]).stop();
    assert!(
        output.status.success(),
        "with the right key it starts again"
    );
}

#[test]
fn what_would_not_be_safe_is_refused() {
    let place = Place::new();
    let with = |name: &str, value: &str| {
        let mut command = place.stip(&["serve"]);
        command.env(name, value);
        command
    };
    refuses(
        with("STIP_ORIGIN", "http://stip.example.org"),
        "must be https",
    );
    refuses(
        with("STIP_ORIGIN", "https://stip.example.org/pad"),
        "without a path",
    );
    refuses(with("STIP_LISTEN", "0.0.0.0:3999"), "STIP_ORIGIN");
    refuses(
        with("STIP_ORIGIN", "https://stip.example.org"),
        "debug build",
    );
    refuses(
        with("STIP_TRUSTED_PROXIES", "0.0.0.0/0"),
        "STIP_TRUSTED_PROXIES",
    );
    refuses(with("DATABASE_URL", "mysql://x"), "DATABASE_URL");
    refuses(with("STIP_SITE_DIR", "/nowhere"), "make run");
    refuses(with("STIP_PUSH_HOSTS", "http://evil"), "STIP_PUSH_HOSTS");
    assert!(
        !place.path("data").exists(),
        "nothing was made before the refusal"
    );
}

#[test]
fn a_demo_never_mixes_with_real_people() {
    let place = Place::new();
    let made = place
        .stip(&["admin", "add-organisation", "Echt"])
        .output()
        .expect("started");
    assert!(made.status.success());
    refuses(place.stip(&["demo"]), "demo");
    let mut elsewhere = Place::new().stip(&["demo"]);
    elsewhere.env("STIP_ORIGIN", "https://stip.example.org");
    refuses(elsewhere, "");
}

#[test]
fn a_coach_added_on_the_command_line_gets_a_password_once() {
    let place = Place::new();
    let id = place
        .stip(&["admin", "add-organisation", "Buurthuis"])
        .output()
        .expect("started");
    let id = String::from_utf8(id.stdout).expect("text");
    let coach = |email: &str| {
        let arguments = [
            "admin",
            "add-coach",
            "--organisation",
            id.trim(),
            "--name",
            "An",
            "--email",
            email,
        ];
        place.stip(&arguments)
    };
    let added = coach("an@example.org").output().expect("started");
    let said = String::from_utf8(added.stdout).expect("text");
    assert!(said.starts_with("an@example.org\n"), "{said}");
    assert_eq!(said.lines().nth(1).expect("a password").len(), 23);
    refuses(coach("an@example.org"), "not done");
    let description = place.stip(&["openapi"]).output().expect("started");
    assert!(String::from_utf8_lossy(&description.stdout).contains("/api/v1/me"));
}
