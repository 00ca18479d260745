//! `kill -9` under write load: what was answered is there, once and whole; what was not answered is
//! there whole or not at all, and sending it again is safe.
//!
//! The real program, over real HTTP, on a real database; every moment is fair game, starting up too.
//! Each start looks through the database file (`quick_check`) before it serves, so a damaged one
//! would end the test. `STIP_KILLS=200` for the long run.

#![cfg(test)]

mod database;
mod ledger;
mod load;
#[path = "../postgres/own_database.rs"]
mod own_database;
mod person;
mod process;

use std::time::{Duration, Instant};

use crate::database::Database;
use crate::load::{Season, chance};
use crate::own_database::OwnDatabase;
use crate::process::Program;

/// Kills in `make test`.
const KILLS: u32 = 10;
/// A plan grows with every round, and an access token lives five minutes: then others go on.
const SEASON: u32 = 25;
const SEASON_LASTS: Duration = Duration::from_secs(180);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_keeps_what_it_answered() {
    kill_again_and_again(&Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_keeps_what_it_answered() {
    kill_again_and_again(&Database::Postgres(OwnDatabase::make())).await;
}

async fn kill_again_and_again(database: &Database) {
    let begun = Instant::now();
    let program = Program::install(database);
    let coach = program.hire();
    let mut running = program.start().await;
    let mut season = Season::begin(&program, &coach).await;
    let (mut rounds, mut since) = (0, Instant::now());
    let mut starting_kills = 0;
    let mut figures = ledger::Figures::default();
    for kill in 0..kills() {
        if rounds == SEASON || since.elapsed() > SEASON_LASTS {
            season = Season::begin(&program, &coach).await;
            (rounds, since) = (0, Instant::now());
        }
        rounds += 1;
        let writing = season.write();
        tokio::time::sleep(Duration::from_millis(5 + chance(400))).await;
        running.kill();
        season.wrote(writing).await;
        if kill % 4 == 3 {
            let starting = program.spawn();
            tokio::time::sleep(Duration::from_millis(chance(250))).await;
            starting.kill();
            starting_kills += 1;
        }
        running = program.start().await;
        figures.add(&season.check().await);
    }
    running.kill();
    println!(
        "{}: {} kills under load and {starting_kills} while starting, in {:.0?}: {figures}",
        database.name(),
        kills(),
        begun.elapsed(),
    );
    assert!(figures.acknowledged > 0, "something was written at all");
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test has no settings file: how long it runs is told to it"
)]
fn kills() -> u32 {
    std::env::var("STIP_KILLS").map_or(KILLS, |kills| kills.parse().expect("a number of kills"))
}
