//! The way of a change from the phone to the server. It is kept on the phone first, then sent, oldest
//! first, and leaves the outbox only when the server has judged it. Sending twice is safe: a change
//! carries its own id.

use std::sync::Arc;

use contract::{ChangesReply, ChangesRequest, Outcome, Problem, ProblemCode};
use domain::id::{ChangeId, PlanId};
use domain::journal::NewEntry;
use serde::{Deserialize, Serialize};

use crate::backend::{Backend, Sending};
use crate::keeper::{Keeper, Kept};

/// A change that the server did not take. Its words stay on the phone until the youth lets them go.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    /// What was written.
    pub change: NewEntry,
    /// Why it was not taken.
    pub code: ProblemCode,
}

/// The outbox of one plan.
#[derive(Clone)]
pub(super) struct Outbox {
    pub(super) plan: PlanId,
    pub(super) backend: Arc<dyn Backend>,
    pub(super) keeper: Arc<dyn Keeper>,
}

impl Outbox {
    /// Keeps changes on the phone.
    pub(super) async fn keep(&self, changes: &[NewEntry]) -> Result<(), Problem> {
        let ids = changes.iter().map(|change| change.id.to_string()).collect();
        let texts: Option<Vec<String>> = changes
            .iter()
            .map(|change| serde_json::to_string(change).ok())
            .collect();
        let texts = texts.ok_or(ProblemCode::Malformed)?;
        self.keeper.enqueue(ids, texts).await
    }

    /// Sends all that waits. Answers what the server did not take.
    pub(super) async fn send(&self) -> Result<Vec<NotTaken>, Problem> {
        let mut not_taken = Vec::new();
        loop {
            let mut waiting = pending(self.keeper.as_ref()).await;
            waiting.truncate(ChangesRequest::MAX);
            if waiting.is_empty() {
                return Ok(not_taken);
            }
            let judged = self.judge(waiting).await?;
            let ids = judged
                .iter()
                .map(|(change, _)| change.id.to_string())
                .collect();
            let refused = |(change, code): (NewEntry, Option<ProblemCode>)| {
                Some(NotTaken {
                    change,
                    code: code?,
                })
            };
            let refused: Vec<NotTaken> = judged.into_iter().filter_map(refused).collect();
            remember(self.keeper.as_ref(), &refused).await?;
            self.keeper.dequeue(ids).await?;
            not_taken.extend(refused);
        }
    }

    /// What the server says to each change; `None` when it has it.
    async fn judge(
        &self,
        changes: Vec<NewEntry>,
    ) -> Result<Vec<(NewEntry, Option<ProblemCode>)>, Problem> {
        match self.record(changes.clone()).await {
            Ok(reply) => {
                let code = |id: ChangeId| {
                    reply.outcomes.iter().find_map(|outcome| match outcome {
                        Outcome::Refused { id: about, code } if *about == id => Some(*code),
                        Outcome::Refused { .. }
                        | Outcome::Recorded { .. }
                        | Outcome::Duplicate { .. } => None,
                    })
                };
                Ok(changes
                    .into_iter()
                    .map(|change| (change.clone(), code(change.id)))
                    .collect())
            }
            // One that the server cannot even read must not keep the others waiting for ever.
            Err(problem) if is_about_the_words(problem.code) => {
                let mut judged = Vec::new();
                for change in changes {
                    match self.record(vec![change.clone()]).await {
                        Ok(reply) => {
                            let code = reply.outcomes.first().and_then(|outcome| match outcome {
                                Outcome::Refused { code, .. } => Some(*code),
                                Outcome::Recorded { .. } | Outcome::Duplicate { .. } => None,
                            });
                            judged.push((change, code));
                        }
                        Err(problem) if is_about_the_words(problem.code) => {
                            judged.push((change, Some(problem.code)));
                        }
                        Err(problem) => return Err(problem),
                    }
                }
                Ok(judged)
            }
            Err(problem) => Err(problem),
        }
    }

    async fn record(&self, changes: Vec<NewEntry>) -> Result<ChangesReply, Problem> {
        let request = Sending::new(ChangesRequest { changes });
        self.backend.record(self.plan, request).read().await
    }
}

fn is_about_the_words(code: ProblemCode) -> bool {
    matches!(code, ProblemCode::Malformed | ProblemCode::TooLarge)
}

/// What waits on this phone, oldest first; nothing where nothing is kept.
pub(crate) async fn pending(keeper: &dyn Keeper) -> Vec<NewEntry> {
    let queue = keeper.queue().await.unwrap_or_default();
    let read = |text: &String| serde_json::from_str(text).ok();
    queue.iter().filter_map(read).collect()
}

async fn remember(keeper: &dyn Keeper, refused: &[NotTaken]) -> Result<(), Problem> {
    if refused.is_empty() {
        return Ok(());
    }
    let mut all = not_taken(keeper).await;
    let is_new = |new: &&NotTaken| !all.iter().any(|old| old.change.id == new.change.id);
    let new: Vec<NotTaken> = refused.iter().filter(is_new).cloned().collect();
    all.extend(new);
    write(keeper, &all).await
}

/// The youth has seen it: the words of a change that was not taken may go.
pub(crate) async fn let_go(keeper: &dyn Keeper, change: uuid::Uuid) -> Result<(), Problem> {
    let mut all = not_taken(keeper).await;
    all.retain(|not| not.change.id.uuid() != change);
    write(keeper, &all).await
}

async fn write(keeper: &dyn Keeper, all: &[NotTaken]) -> Result<(), Problem> {
    let text = serde_json::to_string(all)
        .ok()
        .ok_or(ProblemCode::Malformed)?;
    keeper.save(Kept::NotTaken, text).await
}

/// What the server did not take, oldest first.
pub(crate) async fn not_taken(keeper: &dyn Keeper) -> Vec<NotTaken> {
    let kept = keeper.load(Kept::NotTaken).await.ok().flatten();
    kept.and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
