//! A database of a newer version: refused with the reason, and left exactly as it is.

use std::fs;
use std::path::Path;

use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection};

use crate::own_database::OwnDatabase;
use crate::place::{Place, refuses};

/// What a newer Stip would leave behind.
const LATER: &str = "CREATE TABLE later (id INTEGER PRIMARY KEY);
    INSERT INTO later (id) VALUES (1);
    INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        SELECT 9999, 'later', success, checksum, 1 FROM _sqlx_migrations WHERE version = 1";

/// Every way in that opens the database.
const COMMANDS: [&[&str]; 5] = [
    &["serve"],
    &["serve", "--demo"],
    &["demo"],
    &["migrate"],
    &["admin", "add-organisation", "Nog een"],
];

fn found(place: &Place, database: Option<&str>) {
    let mut command = place.stip(&["admin", "add-organisation", "Buurthuis"]);
    if let Some(database) = database {
        command.env("DATABASE_URL", database);
    }
    let made = command.output().expect("started");
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{said}");
}

fn all_refuse(place: &Place, database: Option<&str>) {
    for arguments in COMMANDS {
        let mut command = place.stip(arguments);
        if let Some(database) = database {
            command.env("DATABASE_URL", database);
        }
        refuses(command, "made by a newer stip; install that version");
    }
}

/// Names and contents of a folder.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("read"))
        })
        .collect::<Vec<_>>();
    files.sort();
    files
}

#[tokio::test]
async fn a_newer_sqlite_file_is_refused_and_not_touched() {
    let place = Place::new();
    found(&place, None);
    let file = SqliteConnectOptions::new().filename(place.path("data/stip.db"));
    let mut later = file.connect().await.expect("opened");
    later.execute(LATER).await.expect("made newer");
    later.close().await.expect("closed");
    let before = files(&place.path("data"));
    all_refuse(&place, None);
    let mut after = files(&place.path("data"));
    // A log without an entry may stay behind: the next one to open the file takes it away.
    after.retain(|(name, bytes)| match name.as_str() {
        "stip.db-shm" => false,
        "stip.db-wal" => !bytes.is_empty(),
        _ => true,
    });
    let names = after.iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert!(before == after, "something was changed: {names:?}");
}

#[tokio::test]
async fn a_newer_postgres_is_refused_and_not_touched() {
    let place = Place::new();
    let own = OwnDatabase::make();
    found(&place, Some(own.url()));
    let address: PgConnectOptions = own.url().parse().expect("an address");
    let mut later = address.connect().await.expect("connected");
    later.execute(LATER).await.expect("made newer");
    let before = (contents(&mut later).await, files(&place.path("data")));
    assert!(before.0.len() > 10, "{:?}", before.0);
    all_refuse(&place, Some(own.url()));
    let after = (contents(&mut later).await, files(&place.path("data")));
    assert!(before == after, "{:?}\n{:?}", before.0, after.0);
    later.close().await.expect("closed");
}

/// Every table, with its columns and a sum of all its rows.
async fn contents(database: &mut PgConnection) -> Vec<(String, String, String)> {
    let tables: Vec<(String, String)> = sqlx::query_as(
        "SELECT table_name::text, string_agg(column_name || ' ' || data_type, ',' ORDER BY ordinal_position)
         FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1 ORDER BY 1",
    )
    .fetch_all(&mut *database)
    .await
    .expect("tables");
    let mut contents = Vec::new();
    for (table, columns) in tables {
        let sum = format!(
            "SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM \"{table}\" t"
        );
        let sum: String = sqlx::query_scalar(AssertSqlSafe(sum))
            .fetch_one(&mut *database)
            .await
            .expect("rows");
        contents.push((table, columns, sum));
    }
    contents
}
