//! What waits on this phone goes to the server, now or a little later; what the page says of it meanwhile.

use core::time::Duration;

use contract::{Problem, ProblemCode};
use leptos::prelude::*;

use super::PlanStore;
use crate::offering::Saving;
use crate::session::is_no_network;

/// The first and the longest wait before what is kept on this phone is sent again.
const FIRST_WAIT: Duration = Duration::from_secs(4);
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// Whether the same change may well be taken a little later.
pub(super) fn may_pass(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::Offline
            | ProblemCode::Unavailable
            | ProblemCode::TooMany
            | ProblemCode::Internal
    )
}

impl PlanStore {
    /// Whoever was not reached a moment ago is not waited for.
    pub(super) fn note_away<T>(self, outcome: &Result<T, Problem>) {
        let is_away = matches!(outcome, Err(problem) if problem.code == ProblemCode::Offline);
        self.away.try_set_value(is_away);
    }

    /// Whether the page says that something waits on this phone.
    pub(super) fn is_kept(self) -> bool {
        let saving = self.saving.try_get_untracked();
        matches!(saving, Some(Saving::Kept(_)))
    }

    /// Whether something waits on this phone.
    pub(super) async fn waits(self) -> Result<bool, Problem> {
        match self.outbox() {
            Some(outbox) => Ok(outbox.waiting().await? > 0),
            None => Ok(false),
        }
    }

    /// Whether the server did not take something, and the youth has not let it go yet.
    pub(super) async fn has_refused(self) -> bool {
        match self.outbox() {
            Some(outbox) => outbox.has_refused().await.unwrap_or(false),
            None => false,
        }
    }

    /// Sends what waits on this phone.
    pub(super) async fn send(self) -> Result<(), Problem> {
        let Some(outbox) = self.outbox() else {
            return Ok(());
        };
        // What cannot be asked keeps nothing.
        if !self.waits().await.unwrap_or(false) {
            self.all_sent().await;
            return Ok(());
        }
        let sent = outbox.send().await;
        self.note_away(&sent);
        let sent = match sent {
            // What is left cannot be read; it stays, and so does the word that something waits.
            Ok(()) if self.waits().await.unwrap_or(false) => Err(ProblemCode::Malformed.into()),
            sent => sent,
        };
        match &sent {
            Ok(()) => {
                // What was asked before does not know these changes yet.
                self.shown
                    .try_set_value(self.asked.try_get_value().unwrap_or(0));
                self.all_sent().await;
            }
            Err(problem) if may_pass(problem.code) => {
                self.saving.try_set(Saving::Kept(None));
                self.try_again_later();
            }
            Err(problem) => {
                self.saving.try_set(Saving::Kept(Some(problem.clone())));
            }
        }
        sent
    }

    /// Nothing waits any more; another tab may have sent it.
    async fn all_sent(self) {
        self.patience.try_set_value(None);
        if !self.is_kept() {
            return;
        }
        self.saving.try_set(if self.has_refused().await {
            Saving::NotTaken
        } else {
            Saving::Sent
        });
    }

    /// A network that comes back says so, but one that only failed does not.
    fn try_again_later(self) {
        let waits = self.patience.try_get_value().flatten();
        let wait = waits.map_or(FIRST_WAIT, |wait| LONGEST_WAIT.min(wait.saturating_mul(2)));
        self.patience.try_set_value(Some(wait));
        let turn = self.tries.try_get_value().unwrap_or(0).wrapping_add(1);
        self.tries.try_set_value(turn);
        set_timeout(
            move || {
                // Somebody else waits already, or sent it; or the page is gone.
                let is_due = self.tries.try_get_value() == Some(turn);
                if is_due && self.patience.try_get_value().flatten().is_some() {
                    self.refresh();
                }
            },
            wait,
        );
    }

    /// Sends what waits on this phone; says why words are left that are nowhere else.
    pub(crate) async fn empty_outbox(self) -> Result<(), Problem> {
        self.send().await?;
        match self.outbox() {
            Some(outbox) if outbox.has_refused().await? => Err(ProblemCode::Unfit.into()),
            _ => Ok(()),
        }
    }

    /// Whether the server can be reached now.
    pub(crate) async fn reaches_the_server(self) -> bool {
        match self.backend() {
            Some(backend) => !matches!(
                backend.me().unread().await,
                Err(problem) if is_no_network(problem.code)
            ),
            None => false,
        }
    }
}
