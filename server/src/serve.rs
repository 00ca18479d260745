//! `stip serve`: from the first sentence on the terminal to the last open connection.

pub mod connections;

use core::time::Duration;
use std::sync::Arc;

use jobs::push::{HostPolicy, Origin, Subject};
use jobs::worker::Worker;
use service::Stip;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::house::House;
use crate::refusal::Refusal;
use crate::say::say;
use crate::settings::Settings;
use crate::site::Site;
use crate::{database, doors, http};
use connections::Limits;

/// How long requests that are running may take at the end.
const DRAIN: Duration = Duration::from_secs(20);
/// How push services reach whoever tries Stip out: no message leaves this machine then.
const SUBJECT_HERE: &str = "mailto:stip@localhost";

/// Serves until the process is told to stop.
///
/// # Errors
///
/// Whatever keeps it from starting; later, a listener or a worker that breaks.
pub async fn serve(settings: &Settings, demo: bool) -> Result<(), Refusal> {
    settings.check(cfg!(debug_assertions))?;
    let origin = settings.origin()?;
    let site = Site::read(&settings.site_dir())?;
    // The address first: whoever starts a second server should not touch the database of the first.
    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(|source| Refusal::Listen {
            listen: settings.listen,
            source,
        })?;
    let stip = database::house(settings).await?;
    let doors = match demo {
        true => Some(stip.demo().await.map_err(Refusal::Demo)?),
        false => None,
    };
    let worker = worker(settings, &origin, &stip)?;
    let closing = CancellationToken::new();
    let house = House::new(
        stip,
        site,
        origin,
        settings.trusted_proxies.clone(),
        closing.clone(),
    );
    say(&format!("Stip listens on {}", house.origin));
    if let Some(doors) = doors {
        doors::tell(house.origin.as_str(), &doors);
    }
    say("For trying out, not for real people: staff have no second factor yet.");
    let working = tokio::spawn(worker.run(closing.clone().cancelled_owned()));
    let stop = stopped(closing.clone());
    let serving = connections::answer(listener, http::router(&house), Limits::default(), stop);
    let ended = together(serving, working, &closing).await;
    house.stip.storage().close().await;
    ended
}

/// Serves and works until both are done. Neither goes on without the other: a house that answers but
/// sends nothing looks well from outside, so it stops, and whoever watches over it starts it again.
async fn together(
    serving: impl Future<Output = ()>,
    working: JoinHandle<()>,
    closing: &CancellationToken,
) -> Result<(), Refusal> {
    let serving = async {
        tokio::select! {
            () = serving => {}
            // Somebody who never finishes must not keep the house open.
            () = overdue(closing.clone()) => {}
        }
        closing.cancel();
    };
    let working = async {
        let ended = working.await;
        let told_to = closing.is_cancelled();
        closing.cancel();
        if told_to && ended.is_ok() {
            return Ok(());
        }
        tracing::error!("the worker broke off");
        Err(Refusal::Worker)
    };
    let ((), worked) = tokio::join!(serving, working);
    worked
}

/// What sends messages to phones.
fn worker(settings: &Settings, origin: &Origin, stip: &Arc<Stip>) -> Result<Worker, Refusal> {
    let hosts = HostPolicy::parse(&settings.push_hosts, origin).map_err(Refusal::PushHosts)?;
    let subject = settings.vapid_subject.as_deref().unwrap_or(SUBJECT_HERE);
    let subject = Subject::parse(subject, origin).map_err(Refusal::Subject)?;
    Worker::new(Arc::clone(stip), hosts, subject).map_err(|error| Refusal::Push(Box::new(error)))
}

async fn overdue(closing: CancellationToken) {
    closing.cancelled().await;
    tokio::time::sleep(DRAIN).await;
    tracing::warn!("some requests did not end in time and were cut off");
}

/// Waits for the signal, then ends the streams that would never end by themselves.
async fn stopped(closing: CancellationToken) {
    let interrupt = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => core::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = core::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
        () = closing.cancelled() => {}
    }
    closing.cancel();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As [`connections::answer`]: until it is told.
    async fn serving(closing: CancellationToken) {
        closing.cancelled().await;
    }

    #[tokio::test]
    async fn a_worker_that_ends_by_itself_stops_the_house() {
        for working in [
            tokio::spawn(async {}),
            tokio::spawn(async { panic!("the worker") }),
        ] {
            let closing = CancellationToken::new();
            let ended = together(serving(closing.clone()), working, &closing).await;
            assert!(matches!(ended, Err(Refusal::Worker)), "{ended:?}");
            assert!(closing.is_cancelled(), "requests and streams are told");
        }
    }

    #[tokio::test]
    async fn a_house_that_is_told_to_stop_ends_well() {
        let closing = CancellationToken::new();
        let working = tokio::spawn(closing.clone().cancelled_owned());
        let told = async {
            tokio::task::yield_now().await;
            closing.cancel();
        };
        let house = together(serving(closing.clone()), working, &closing);
        let (ended, ()) = tokio::join!(house, told);
        assert!(ended.is_ok(), "{ended:?}");
    }
}
