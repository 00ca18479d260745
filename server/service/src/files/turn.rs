//! Turns for heavy work: so much of it at once, whoever still waits for its end.

use core::time::Duration;
use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::{error::Elapsed, timeout};

/// Why there is no result.
#[derive(Debug)]
pub(super) enum NotDone {
    /// Nobody waits that long.
    TooLate,
    /// The work gave up.
    Panicked,
}

impl From<Elapsed> for NotDone {
    fn from(_: Elapsed) -> Self {
        Self::TooLate
    }
}

impl From<JoinError> for NotDone {
    fn from(_: JoinError) -> Self {
        Self::Panicked
    }
}

/// Waits for a turn, and then as long for the work. A thread cannot be stopped: the turn ends with the
/// work, not with the patience of who asked for it.
pub(super) async fn in_turn<T: Send + 'static>(
    turns: &Arc<Semaphore>,
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NotDone> {
    let turn = timeout(patience, Arc::clone(turns).acquire_owned()).await?;
    let turn = turn.or(Err(NotDone::TooLate))?;
    let work = spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    Ok(timeout(patience, work).await??)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[tokio::test]
    async fn a_turn_lasts_as_long_as_its_work() {
        let turns = Arc::new(Semaphore::new(1));
        let patience = Duration::from_millis(50);
        let (end, ended) = channel::<()>();
        let late = in_turn(&turns, patience, move || ended.recv().is_err()).await;
        assert!(matches!(late, Err(NotDone::TooLate)), "{late:?}");
        assert_eq!(turns.available_permits(), 0, "the work goes on");
        let waits = in_turn(&turns, patience, || ()).await;
        assert!(matches!(waits, Err(NotDone::TooLate)), "{waits:?}");
        drop(end);
        let then = in_turn(&turns, Duration::from_secs(10), || 7).await;
        assert!(matches!(then, Ok(7)), "{then:?}");
    }

    #[tokio::test]
    async fn work_that_gives_up_gives_its_turn_back() {
        let turns = Arc::new(Semaphore::new(1));
        let patience = Duration::from_secs(10);
        let broken = in_turn(&turns, patience, || assert!(turns_out_badly())).await;
        assert!(matches!(broken, Err(NotDone::Panicked)), "{broken:?}");
        assert_eq!(turns.available_permits(), 1);
    }

    fn turns_out_badly() -> bool {
        false
    }
}
