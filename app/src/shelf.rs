//! What a phone keeps for one person, and the errands that the [`Keeper`] runs for it.
//!
//! A new one: a variant of [`Errand`], a function of the same name in `hydrate/keep.js`, a method of
//! [`Shelf`].

mod errand;

use std::sync::Arc;

use contract::{Problem, ProblemCode};
use domain::id::PersonId;
use serde::de::DeserializeOwned;

use crate::backend::Answer;
use crate::keeper::Keeper;

pub(crate) use errand::{
    Errand, FileAnswer, Found, Kept, RefusedRow, Row, State, Verdict, Written,
};

/// What a phone keeps for one person. Everything fails as [`Keeper::keep`] does.
#[derive(Clone)]
pub(crate) struct Shelf {
    keeper: Arc<dyn Keeper>,
    owner: String,
}

async fn run<T: DeserializeOwned>(keeper: &dyn Keeper, errand: Errand) -> Result<T, Problem> {
    let errand = serde_json::to_string(&errand)
        .ok()
        .ok_or(ProblemCode::Malformed)?;
    let answer = keeper.keep(errand).await?;
    Ok(serde_json::from_str(&answer)
        .ok()
        .ok_or(ProblemCode::Unavailable)?)
}

/// Runs an errand about a photo or a voice note.
pub(crate) async fn run_file(
    keeper: &dyn Keeper,
    what: &str,
    place: String,
    to: String,
) -> Result<FileAnswer, Problem> {
    let what = what.to_owned();
    run(keeper, Errand::File { what, place, to }).await
}

impl Shelf {
    /// The one of this person. It fails at everything as long as the phone is not theirs.
    pub(crate) fn of(keeper: Arc<dyn Keeper>, owner: PersonId) -> Self {
        Self {
            keeper,
            owner: owner.to_string(),
        }
    }

    /// Whose it is.
    pub(crate) fn owner(&self) -> &str {
        &self.owner
    }

    /// The phone's own store.
    pub(crate) fn keeper(&self) -> &dyn Keeper {
        self.keeper.as_ref()
    }

    /// What the phone keeps of whoever was logged in last.
    pub(crate) async fn found(keeper: &dyn Keeper) -> Option<Found> {
        run(keeper, Errand::Open).await.ok()?
    }

    /// Makes the phone this person's. Only the server's own word that they are logged in allows it: what
    /// was kept for anybody else is gone then.
    pub(crate) async fn claim(&self) -> Result<(), Problem> {
        self.run(|owner| Errand::Claim { owner, keeps: true }).await
    }

    /// Keeps it, durably.
    pub(crate) async fn save(&self, name: Kept, text: String) -> Result<(), Problem> {
        self.run(|owner| Errand::Save { owner, name, text }).await
    }

    /// Adds changes to the outbox, durably, all or none; one whose id is there already stays once.
    pub(crate) async fn enqueue(&self, plan: String, changes: Vec<Written>) -> Result<(), Problem> {
        let errand = |owner| Errand::Enqueue {
            owner,
            plan,
            changes,
        };
        self.run(errand).await
    }

    /// The outbox, oldest first; with the texts of what is settled too, if asked.
    pub(crate) async fn queue(&self, settled: bool) -> Result<Vec<Row>, Problem> {
        self.run(|owner| Errand::Queue { owner, settled }).await
    }

    /// Says how far changes are.
    pub(crate) async fn mark(&self, ids: Vec<String>, state: State) -> Result<(), Problem> {
        if ids.is_empty() {
            return Ok(());
        }
        self.run(|owner| Errand::Mark { owner, ids, state }).await
    }

    /// Takes changes and files away for good, wherever they are.
    pub(crate) async fn forget(&self, ids: Vec<String>) -> Result<(), Problem> {
        if ids.is_empty() {
            return Ok(());
        }
        self.run(|owner| Errand::Forget { owner, ids }).await
    }

    /// Puts changes of the outbox among those that were not taken.
    pub(crate) async fn refuse(&self, refused: Vec<Verdict>) -> Result<(), Problem> {
        if refused.is_empty() {
            return Ok(());
        }
        self.run(|owner| Errand::Refuse { owner, refused }).await
    }

    /// What was not taken, until it is forgotten.
    pub(crate) async fn refused(&self) -> Result<Vec<RefusedRow>, Problem> {
        self.run(|owner| Errand::Refused { owner }).await
    }

    /// Leaves nothing on the phone.
    pub(crate) async fn wipe(&self) -> Result<(), Problem> {
        self.run(|owner| Errand::Wipe { owner }).await
    }

    /// Runs this in one tab at a time.
    pub(crate) async fn alone(&self, work: Answer<()>) -> Result<(), Problem> {
        self.keeper.alone(work).await
    }

    async fn run<T: DeserializeOwned>(
        &self,
        errand: impl FnOnce(String) -> Errand,
    ) -> Result<T, Problem> {
        run(self.keeper.as_ref(), errand(self.owner.clone())).await
    }
}
