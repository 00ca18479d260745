//! How the plan of a page and the server come together.

use core::future::poll_fn;
use core::task::Poll;
use core::time::Duration;

use contract::{Outcome, PlanView, Problem, ProblemCode};
use domain::id::ChangeId;
use domain::journal::NewEntry;
use leptos::prelude::*;

use super::entries::new_entries;
use super::{Outbox, PlanStore, fold, not_settled};
use crate::files::record_after_files;
use crate::offering::{Saving, Taken, Typed};
use crate::session::{is_no_network, keep_plan};

/// The first and the longest wait before what is kept on this phone is sent again.
const FIRST_WAIT: Duration = Duration::from_secs(4);
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// What is kept is safe: nobody waits longer than this for the server to say that it has it.
const PATIENCE: Duration = Duration::from_millis(800);

/// Whether the same change may well be taken a little later.
fn may_pass(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::Offline
            | ProblemCode::Unavailable
            | ProblemCode::TooMany
            | ProblemCode::Internal
    )
}

impl PlanStore {
    /// Asks for the plan as it is now, when it suits.
    pub(crate) fn refresh(self) {
        leptos::task::spawn(async move {
            // Without the network the page stays as it is; the next word from the server mends it.
            let _stays_as_it_is = self.pull().await;
        });
    }

    /// Sends what waits on this phone, then asks the server for the plan as it is now.
    pub(crate) async fn pull(self) -> Result<(), Problem> {
        let sent = self.send().await;
        let looked = match sent {
            Err(problem) if may_pass(problem.code) => Err(problem),
            // What cannot be sent must not keep the news away.
            Ok(()) | Err(_) => self.look().await,
        };
        if let Err(problem) = &looked {
            // What another tab kept meanwhile is shown all the same.
            self.fold_outbox().await;
            let is_quiet = self.saving.try_get_untracked() == Some(Saving::Quiet);
            if is_quiet && self.shelf().is_some() {
                self.saving.try_set(match problem.code {
                    code if is_no_network(code) => Saving::Away,
                    _ => Saving::Failed(problem.clone()),
                });
            }
        }
        looked
    }

    /// Asks the server for the plan as it is now; what is on its way there is folded in.
    async fn look(self) -> Result<(), Problem> {
        let backend = self.backend().ok_or(ProblemCode::Unavailable)?;
        let plan = self.plan().ok_or(ProblemCode::Unavailable)?;
        let turn = self.asked.try_get_value().unwrap_or(0).wrapping_add(1);
        self.asked.try_set_value(turn);
        let loaded = backend.plan(plan).unread().await;
        self.note_away(&loaded);
        let loaded = loaded?;
        let view: PlanView = loaded.read()?;
        if self.view.try_with_untracked(|shown| shown.relation) != Some(view.relation) {
            // Somebody else is logged in by now: this page is not theirs.
            return Err(ProblemCode::LoggedOut.into());
        }
        let overtaken = self.shown.try_get_value().unwrap_or(0) >= turn;
        if !overtaken && self.flying.try_get_value().unwrap_or(0) == 0 {
            self.shown.try_set_value(turn);
            if let Some(outbox) = self.outbox() {
                keep_plan(&outbox.shelf, &loaded).await;
                if outbox.settle(&view).await == Ok(true) {
                    self.refresh();
                }
            }
            let view = self.with_outbox(view).await;
            self.view.try_set(view);
        }
        if self.saving.try_get_untracked() == Some(Saving::Away) {
            self.saving.try_set(Saving::Quiet);
        }
        self.heard
            .try_update(|count| *count = count.wrapping_add(1));
        Ok(())
    }

    async fn fold_outbox(self) {
        if let Some(view) = self.view.try_get_untracked() {
            let folded = self.with_outbox(view.clone()).await;
            if folded != view {
                self.view.try_set(folded);
            }
        }
    }

    async fn with_outbox(self, view: PlanView) -> PlanView {
        let Some(shelf) = self.shelf() else {
            return view;
        };
        loop {
            let before = self.offered.try_get_value();
            let mut folded = view.clone();
            let changes = not_settled(&shelf, &view).await.unwrap_or_default();
            fold(&mut folded, &changes, self.viewer());
            if self.offered.try_get_value() == before {
                return folded;
            }
        }
    }

    /// Offers what a form asks for, and folds it in at once. On the youth's own phone it is kept first:
    /// then it is safe, whatever becomes of the network. Anywhere else it is taken out again when the
    /// server does not take it.
    pub(crate) async fn offer(self, typed: Typed) -> Result<Taken, Problem> {
        let form = typed.form()?;
        let device = self.device.try_get_value().flatten();
        let device = device.ok_or(ProblemCode::Unavailable)?;
        let before = self.view.try_get_untracked();
        let before = before.ok_or(ProblemCode::Unavailable)?;
        let changes = new_entries(&form, &before, device.as_ref())?;
        let kept = match self.outbox() {
            Some(outbox) => outbox.keep(before.id, &changes).await.map(|()| outbox),
            None => Err(ProblemCode::Unavailable.into()),
        };
        let outbox = match kept {
            Ok(outbox) => outbox,
            // Nothing is kept here; then the server has to take it now.
            Err(kept) => {
                // What was written before goes first.
                let _may_wait_longer = self.send().await;
                let handed_over = self.hand_over(changes, before).await;
                return handed_over.map_err(|problem| match kept.code {
                    ProblemCode::NoRoom if problem.code == ProblemCode::Offline => kept,
                    _ => problem,
                });
            }
        };
        self.offered
            .try_update_value(|offered| *offered = offered.wrapping_add(1));
        self.view
            .try_update(|view| fold(view, &changes, self.viewer()));
        let ids: Vec<ChangeId> = changes.iter().map(|change| change.id).collect();
        // Whoever was not reached a moment ago is not waited for.
        let is_away = self.away.try_get_value() == Some(true);
        let patience = if is_away { Duration::ZERO } else { PATIENCE };
        self.sent_soon(outbox, ids, device.pause(patience)).await
    }

    /// Sends, and waits a moment for it; after that the page goes on, and the sending too.
    async fn sent_soon(
        self,
        outbox: Outbox,
        ids: Vec<ChangeId>,
        mut patience: crate::backend::Answer<()>,
    ) -> Result<Taken, Problem> {
        let mut sending = Box::pin(async move {
            self.send().await?;
            let refused = outbox.shelf.refused().await?;
            let is_ours = |id: &str| ids.iter().any(|own| own.to_string() == id);
            match refused.into_iter().find(|row| is_ours(&row.id)) {
                Some(row) => {
                    // Out of the plan first: the form that says why must be there still.
                    let _stays_as_it_is = self.look().await;
                    Err(Problem::from(row.code))
                }
                None => {
                    self.refresh_later();
                    Ok(Taken::Sent)
                }
            }
        });
        let outcome = poll_fn(|context| {
            if let Poll::Ready(outcome) = sending.as_mut().poll(context) {
                return Poll::Ready(Some(outcome));
            }
            patience.as_mut().poll(context).map(|_| None)
        })
        .await;
        match outcome {
            Some(Err(problem)) if !self.is_kept() => Err(problem),
            Some(outcome) => Ok(outcome.unwrap_or(Taken::Kept)),
            None => {
                leptos::task::spawn(async move {
                    if let Err(problem) = sending.await
                        && !self.is_kept()
                    {
                        self.saving.try_set(Saving::Failed(problem));
                    }
                });
                Ok(Taken::Kept)
            }
        }
    }

    fn note_away<T>(self, outcome: &Result<T, Problem>) {
        let is_away = matches!(outcome, Err(problem) if problem.code == ProblemCode::Offline);
        self.away.try_set_value(is_away);
    }

    fn is_kept(self) -> bool {
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

    /// Sends what waits on this phone.
    async fn send(self) -> Result<(), Problem> {
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
        let refused = match self.outbox() {
            Some(outbox) => outbox.has_refused().await.unwrap_or(false),
            None => false,
        };
        self.saving.try_set(if refused {
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

    /// Gives changes to the server without keeping them.
    async fn hand_over(self, changes: Vec<NewEntry>, before: PlanView) -> Result<Taken, Problem> {
        let backend = self.backend().ok_or(ProblemCode::Unavailable)?;
        self.flying
            .try_update_value(|flying| *flying = flying.saturating_add(1));
        self.view
            .try_update(|view| fold(view, &changes, self.viewer()));
        let keeper = self.keeper.try_get_value().flatten();
        let phone = (keeper.as_deref(), None);
        let reply = record_after_files(backend.as_ref(), phone, before.id, changes).await;
        self.flying
            .try_update_value(|flying| *flying = flying.saturating_sub(1));
        let refused = match reply {
            Err(problem) => Some(problem),
            Ok(reply) => reply
                .outcomes
                .into_iter()
                .find_map(|outcome| match outcome {
                    Outcome::Refused { code, .. } => Some(code.into()),
                    Outcome::Recorded { .. } | Outcome::Duplicate { .. } => None,
                }),
        };
        match refused {
            None => {
                // What was asked before does not know this change yet.
                self.shown
                    .try_set_value(self.asked.try_get_value().unwrap_or(0));
                self.refresh_later();
                Ok(Taken::Sent)
            }
            Some(problem) => {
                if self.look().await.is_err() {
                    self.view.try_set(before);
                }
                Err(problem)
            }
        }
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

    fn refresh_later(self) {
        leptos::task::spawn(async move {
            // Without the network the page stays as it is; the next word from the server mends it.
            let _stays_as_it_is = self.look().await;
        });
    }
}
