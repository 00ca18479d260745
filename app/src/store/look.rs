//! The plan of a page, as the server has it now, with what this phone keeps folded in.

use contract::{PlanView, Problem, ProblemCode};
use leptos::prelude::*;

use super::send::may_pass;
use super::{PlanStore, fold, not_settled};
use crate::offering::Saving;
use crate::session::{is_no_network, keep_plan};

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
    pub(super) async fn look(self) -> Result<(), Problem> {
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

    /// Asks once more behind what the page goes on with.
    pub(super) fn refresh_later(self) {
        leptos::task::spawn(async move {
            // Without the network the page stays as it is; the next word from the server mends it.
            let _stays_as_it_is = self.look().await;
        });
    }
}
