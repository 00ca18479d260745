//! Due rows claimed per second: `.ci/postgres cargo run --release -p jobs --example claims_bench`.
//!
//! An outbox of due rows is claimed batch by batch, each batch one transaction, until nothing is due:
//! what the worker does, without sending. Then the leases run out, and the next round claims the same
//! rows again. SQLite writes to a file with `synchronous=FULL`, as in real life. PostgreSQL is the one of
//! `STIP_TEST_POSTGRES_URL`; `.ci/postgres` starts one that does not wait for the disk.

use std::{error::Error, io::Write as _, sync::Arc, time::Instant};

use domain::id::{EffectId, OrganisationId, PersonId, PlanId};
use domain::policy::Membership;
use jiff::{SignedDuration, Timestamp};
use storage::{
    EffectKind, KeyedHash, NewEffect, NewPerson, NewPlan, Organisation, PersonKind, Sealed, Storage,
};
use storage_postgres::PgStorage;
use storage_sqlite::SqliteStorage;

const ROWS: u32 = 20_000;
const ROUNDS: i64 = 3;
/// What the worker takes at once, and ten times that.
const BATCHES: [u32; 2] = [100, 1_000];
const LEASE: SignedDuration = SignedDuration::from_secs(60);

type Failure = Box<dyn Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let sqlite = SqliteStorage::open(&folder.path().join("stip.db")).await?;
    measure("SQLite", 5_000.0, Arc::new(sqlite)).await?;
    #[expect(
        clippy::disallowed_methods,
        reason = "a bench has no settings file: its cluster is told to it"
    )]
    let cluster = std::env::var("STIP_TEST_POSTGRES_URL");
    match cluster {
        Ok(url) => {
            let postgres = PgStorage::connect(&url).await?;
            measure("PostgreSQL", 20_000.0, Arc::new(postgres)).await
        }
        Err(_) => Ok(writeln!(
            std::io::stdout(),
            "PostgreSQL: not measured, STIP_TEST_POSTGRES_URL is not set"
        )?),
    }
}

async fn measure(name: &str, goal: f64, storage: Arc<dyn Storage>) -> Result<(), Failure> {
    let start = Timestamp::constant(1_795_348_800, 0);
    fill(storage.as_ref(), start).await?;
    let mut out = std::io::stdout();
    let mut now = start;
    for batch in BATCHES {
        let mut best = 0.0_f64;
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            let claimed = claim_all(storage.as_ref(), now, batch).await?;
            let seconds = begun.elapsed().as_secs_f64();
            if claimed != ROWS {
                return Err(format!("{claimed} rows were claimed of {ROWS}").into());
            }
            best = best.max(f64::from(ROWS) / seconds);
            now = later(now, LEASE)?;
        }
        let verdict = if best >= goal { "met" } else { "MISSED" };
        writeln!(
            out,
            "{name}: {best:.0} rows/s claimed in batches of {batch}, best of {ROUNDS}; goal {goal:.0}: {verdict}"
        )?;
    }
    storage.close().await;
    Ok(())
}

async fn claim_all(storage: &dyn Storage, now: Timestamp, batch: u32) -> Result<u32, Failure> {
    let until = later(now, LEASE)?;
    let mut claimed = 0_u32;
    loop {
        let mut unit = storage.begin().await?;
        let leases = unit.lease_effects(now, until, batch).await?;
        unit.commit().await?;
        let count = u32::try_from(leases.effects.len())?;
        if count == 0 {
            return Ok(claimed);
        }
        claimed = claimed.saturating_add(count);
    }
}

/// One youth, and every row for a browser that is not there: nothing is sent here.
async fn fill(storage: &dyn Storage, now: Timestamp) -> Result<(), Failure> {
    let organisation = Organisation {
        id: OrganisationId::mint(now, [1; 10]),
        name: "Bench".to_owned(),
        created_at: now,
    };
    let youth = NewPerson {
        id: PersonId::mint(now, [2; 10]),
        organisation: None,
        kind: PersonKind::Youth,
        name: Sealed(vec![0; 40]),
        email: None,
        password: None,
        membership: Membership::Active,
        created_at: now,
    };
    let plan = NewPlan {
        id: PlanId::mint(now, [3; 10]),
        youth: youth.id,
        organisation: organisation.id,
        wrapped_key: Sealed(vec![0; 72]),
        created_at: now,
    };
    let mut unit = storage.begin().await?;
    unit.add_organisation(&organisation).await?;
    unit.add_person(&youth).await?;
    unit.add_plan(&plan).await?;
    for number in 0..ROWS {
        let mut random = [4; 10];
        let mut hash = [5; 32];
        for (byte, own) in random.iter_mut().rev().zip(number.to_le_bytes()) {
            *byte = own;
        }
        for (byte, own) in hash.iter_mut().zip(number.to_le_bytes()) {
            *byte = own;
        }
        let id = EffectId::mint(now, random);
        let effect = NewEffect {
            id,
            key: KeyedHash(hash),
            kind: EffectKind::Reminder,
            plan: plan.id,
            subject: id.uuid(),
            person: youth.id,
            subscription: None,
            payload: Sealed(vec![0; 180]),
            receipt: KeyedHash(hash),
            due_at: now,
            expires_at: later(now, SignedDuration::from_hours(24))?,
            created_at: now,
        };
        unit.add_effect(&effect).await?;
    }
    Ok(unit.commit().await?)
}

fn later(now: Timestamp, by: SignedDuration) -> Result<Timestamp, Failure> {
    now.checked_add(by)
        .ok()
        .ok_or_else(|| "no such moment".into())
}
