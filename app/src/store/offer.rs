//! What a form asks for, on its way: kept on this phone where it can be, then sent; and what is said of it.

use core::future::poll_fn;
use core::task::Poll;
use core::time::Duration;

use contract::{PlanView, Problem, ProblemCode};
use domain::id::ChangeId;
use domain::journal::NewEntry;
use leptos::prelude::*;

use super::entries::new_entries;
use super::outbox::{Outbox, refusals};
use super::taken::taken;
use super::{PlanStore, fold};
use crate::files::record_after_files;
use crate::offering::{Saving, Taken, Typed};

/// What is kept is safe: nobody waits longer than this for the server to say that it has it.
const PATIENCE: Duration = Duration::from_millis(800);

impl PlanStore {
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
            let refused = outbox.refusals().await?;
            let taken = taken(&ids, &refused);
            if taken == Ok(Taken::Sent) {
                self.refresh_later();
            } else {
                // Out of the plan first: the form that says why must be there still.
                let _stays_as_it_is = self.look().await;
            }
            Ok(taken?)
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
            Some(outcome) => Ok(self.told(outcome.unwrap_or(Taken::Kept))),
            None => {
                leptos::task::spawn(async move {
                    let problem = match sending.await {
                        Err(problem) => problem,
                        Ok(Taken::InPart(code)) => code.into(),
                        Ok(Taken::Sent | Taken::Kept) => return,
                    };
                    if !self.is_kept() {
                        self.saving.try_set(Saving::Failed(problem));
                    }
                });
                Ok(Taken::Kept)
            }
        }
    }

    /// Gives changes to the server without keeping them.
    async fn hand_over(self, changes: Vec<NewEntry>, before: PlanView) -> Result<Taken, Problem> {
        let backend = self.backend().ok_or(ProblemCode::Unavailable)?;
        self.flying
            .try_update_value(|flying| *flying = flying.saturating_add(1));
        self.view
            .try_update(|view| fold(view, &changes, self.viewer()));
        let ids: Vec<ChangeId> = changes.iter().map(|change| change.id).collect();
        let keeper = self.keeper.try_get_value().flatten();
        let phone = (keeper.as_deref(), None);
        let reply = record_after_files(backend.as_ref(), phone, before.id, changes).await;
        self.flying
            .try_update_value(|flying| *flying = flying.saturating_sub(1));
        let taken = reply.and_then(|reply| Ok(taken(&ids, &refusals(&reply))?));
        match taken {
            Ok(Taken::Sent) => {
                // What was asked before does not know this change yet.
                self.shown
                    .try_set_value(self.asked.try_get_value().unwrap_or(0));
                self.refresh_later();
            }
            Ok(_) | Err(_) => {
                if self.look().await.is_err() && taken.is_err() {
                    self.view.try_set(before);
                }
            }
        }
        taken.map(|taken| self.told(taken))
    }

    /// The form goes its way, and so may the page: what did not come along is told on the next one.
    fn told(self, taken: Taken) -> Taken {
        if let (Taken::InPart(code), Some(visit)) = (taken, self.visit) {
            visit.tell(code);
        }
        taken
    }
}
