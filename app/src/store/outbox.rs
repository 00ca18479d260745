//! The way of a change from the phone to the server. It is kept on the phone first, then sent, oldest
//! first, and leaves the outbox only when the server has judged it. Sending twice is safe: a change
//! carries its own id.

use std::sync::Arc;

use contract::{ChangesReply, ChangesRequest, Outcome, PlanView, Problem, ProblemCode};
use domain::id::{ChangeId, PlanId};
use domain::journal::{Change, NewEntry};

use crate::backend::Backend;
use crate::files::record_after_files;
use crate::shelf::{RefusedRow, Row, Shelf, State, Verdict, Written};

/// The outbox of one person's phone.
#[derive(Clone)]
pub(crate) struct Outbox {
    pub(crate) backend: Arc<dyn Backend>,
    pub(crate) shelf: Shelf,
}

/// A change that waits, and where it goes.
struct Waiting {
    plan: PlanId,
    change: NewEntry,
}

fn read(row: &Row) -> Option<NewEntry> {
    serde_json::from_str(row.text.as_deref()?).ok()
}

fn id(row: &Row) -> Option<ChangeId> {
    row.id.parse().ok()
}

/// The changes that a kept plan may not know yet, oldest first. One that is in it already changes nothing.
pub(crate) async fn not_settled(shelf: &Shelf, view: &PlanView) -> Result<Vec<NewEntry>, Problem> {
    missing(shelf, view, shelf.queue(false).await?).await
}

/// The same, of an outbox that was read already.
pub(crate) async fn missing(
    shelf: &Shelf,
    view: &PlanView,
    rows: Vec<Row>,
) -> Result<Vec<NewEntry>, Problem> {
    let is_missing =
        |row: &Row| row.state == State::Settled && id(row).is_some_and(|id| !view.plan.knows(id));
    // Another tab may have kept an older plan after a newer one.
    let rows = if rows.iter().any(is_missing) {
        shelf.queue(true).await?
    } else {
        rows
    };
    Ok(rows.iter().filter_map(read).collect())
}

impl Outbox {
    /// Keeps changes on the phone.
    pub(super) async fn keep(&self, plan: PlanId, changes: &[NewEntry]) -> Result<(), Problem> {
        let write = |change: &NewEntry| {
            Some(Written {
                id: change.id.to_string(),
                text: serde_json::to_string(change).ok()?,
                file: match &change.change {
                    Change::FileAdded { file, .. } => Some(file.to_string()),
                    _ => None,
                },
            })
        };
        let written: Option<Vec<Written>> = changes.iter().map(write).collect();
        let written = written.ok_or(ProblemCode::Malformed)?;
        self.shelf.enqueue(plan.to_string(), written).await
    }

    /// How many changes the server does not have, those that cannot be read among them.
    pub(crate) async fn waiting(&self) -> Result<usize, Problem> {
        let rows = self.shelf.queue(false).await?;
        Ok(rows
            .iter()
            .filter(|row| row.state == State::Waiting)
            .count())
    }

    /// Whether the server did not take something, and the youth has not let it go yet.
    pub(crate) async fn has_refused(&self) -> Result<bool, Problem> {
        Ok(!self.shelf.refused().await?.is_empty())
    }

    /// What the server did not take so far, and why.
    pub(super) async fn refusals(&self) -> Result<Vec<(ChangeId, ProblemCode)>, Problem> {
        let rows = self.shelf.refused().await?;
        let about = |row: &RefusedRow| Some((row.id.parse().ok()?, row.code));
        Ok(rows.iter().filter_map(about).collect())
    }

    /// Sends all that waits, one tab at a time.
    pub(crate) async fn send(&self) -> Result<(), Problem> {
        let this = self.clone();
        self.shelf
            .alone(Box::pin(async move { this.send_all().await }))
            .await
    }

    async fn send_all(&self) -> Result<(), Problem> {
        loop {
            let Some((plan, batch)) = first_batch(&self.shelf.queue(false).await?) else {
                return Ok(());
            };
            let judged = self.judge(plan, batch).await?;
            let mut taken = Vec::new();
            let mut refused = Vec::new();
            let mut regretted = Vec::new();
            for (change, verdict) in judged {
                let id = change.id.to_string();
                match verdict {
                    Some(code) => refused.push(Verdict { id, code }),
                    None => {
                        match change.change {
                            Change::TextRemoved { change, .. } => {
                                regretted.push(change.to_string());
                            }
                            Change::FileRemoved { file, .. } => regretted.push(file.to_string()),
                            _ => {}
                        }
                        taken.push(id);
                    }
                }
            }
            self.shelf.refuse(refused).await?;
            // Before the removal itself is marked: an app that is closed in between does it again.
            self.shelf.forget(regretted).await?;
            self.shelf.mark(taken, State::Sent).await?;
        }
    }

    /// What the server says to each change; `None` when it has it.
    async fn judge(
        &self,
        plan: PlanId,
        changes: Vec<NewEntry>,
    ) -> Result<Vec<(NewEntry, Option<ProblemCode>)>, Problem> {
        match self.record(plan, changes.clone()).await {
            Ok(reply) => changes
                .into_iter()
                .map(|change| {
                    let code = refusal(&reply, change.id)?;
                    Ok((change, code))
                })
                .collect(),
            // One that the server cannot even read must not keep the others waiting for ever.
            Err(problem) if is_about_the_words(problem.code) => {
                let mut judged = Vec::new();
                for change in changes {
                    let code = match self.record(plan, vec![change.clone()]).await {
                        Ok(reply) => refusal(&reply, change.id)?,
                        Err(problem) if is_about_the_words(problem.code) => Some(problem.code),
                        Err(problem) => return Err(problem),
                    };
                    judged.push((change, code));
                }
                Ok(judged)
            }
            Err(problem) => Err(problem),
        }
    }

    async fn record(&self, plan: PlanId, changes: Vec<NewEntry>) -> Result<ChangesReply, Problem> {
        let phone = (Some(self.shelf.keeper()), Some(self.shelf.owner()));
        record_after_files(self.backend.as_ref(), phone, plan, changes).await
    }

    /// A plan came fresh from the server: what it knows needs no folding any more. What the server had, and
    /// now does not, is sent again: it was put back to an earlier day. Says whether that is so.
    pub(super) async fn settle(&self, view: &PlanView) -> Result<bool, Problem> {
        let rows = self.shelf.queue(false).await?;
        let (mut known, mut lost) = (Vec::new(), Vec::new());
        for row in rows.iter().filter(|row| row.state != State::Waiting) {
            match id(row).is_some_and(|id| view.plan.knows(id)) {
                true if row.state == State::Sent => known.push(row.id.clone()),
                false if row.plan == view.id.to_string() => lost.push(row.id.clone()),
                true | false => {}
            }
        }
        let is_lost = !lost.is_empty();
        self.shelf.mark(known, State::Settled).await?;
        self.shelf.mark(lost, State::Waiting).await?;
        Ok(is_lost)
    }
}

/// The oldest changes that wait and go to the same plan, as many as one request takes. A change that names a
/// file begins a batch of its own: the words before it must not wait until the file is sent.
fn first_batch(rows: &[Row]) -> Option<(PlanId, Vec<NewEntry>)> {
    let waiting = |row: &Row| {
        let is_waiting = row.state == State::Waiting;
        Some(Waiting {
            plan: row.plan.parse().ok()?,
            change: is_waiting.then(|| read(row)).flatten()?,
        })
    };
    let mut waiting = rows.iter().filter_map(waiting).peekable();
    let plan = waiting.peek()?.plan;
    let names_file = |change: &Change| matches!(change, Change::FileAdded { .. });
    let batch = waiting
        .enumerate()
        .take_while(|(at, next)| {
            next.plan == plan && (*at == 0 || !names_file(&next.change.change))
        })
        .take(ChangesRequest::MAX)
        .map(|(_, next)| next.change)
        .collect();
    Some((plan, batch))
}

/// What a reply says of a change: nothing at all is a fault of the server.
fn refusal(reply: &ChangesReply, change: ChangeId) -> Result<Option<ProblemCode>, Problem> {
    let said = reply.outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Refused { id, code } if *id == change => Some(Some(*code)),
        Outcome::Recorded { id } | Outcome::Duplicate { id } if *id == change => Some(None),
        Outcome::Refused { .. } | Outcome::Recorded { .. } | Outcome::Duplicate { .. } => None,
    });
    said.ok_or_else(|| ProblemCode::Internal.into())
}

/// What a reply refuses, and why.
pub(super) fn refusals(reply: &ChangesReply) -> Vec<(ChangeId, ProblemCode)> {
    let refused = |outcome: &Outcome| match outcome {
        Outcome::Refused { id, code } => Some((*id, *code)),
        Outcome::Recorded { .. } | Outcome::Duplicate { .. } => None,
    };
    reply.outcomes.iter().filter_map(refused).collect()
}

fn is_about_the_words(code: ProblemCode) -> bool {
    matches!(code, ProblemCode::Malformed | ProblemCode::TooLarge)
}

#[cfg(test)]
mod tests;
