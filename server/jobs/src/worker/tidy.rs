//! What nothing holds any more is cleaned away, now and then.

use core::time::Duration;

use service::Stip;
use tokio::time::Instant;

/// How often it is looked for.
const EVERY: Duration = Duration::from_secs(3600);

/// When it was looked for last.
#[derive(Default)]
pub(super) struct Tidy(Option<Instant>);

impl Tidy {
    /// Cleans up, when it is time again; one that fails waits for the next time.
    pub(super) async fn now_and_then(&mut self, stip: &Stip) {
        if self.0.is_some_and(|last| last.elapsed() < EVERY) {
            return;
        }
        self.0 = Some(Instant::now());
        match stip.forget_loose_files().await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "files that no entry names were cleaned away"),
            Err(error) => tracing::warn!(%error, "old files could not be cleaned away"),
        }
    }
}
