//! A phone's store in memory, with the rules of `hydrate/keep.js`.

use std::collections::HashMap;
use std::sync::Mutex;

use contract::{Problem, ProblemCode};
use serde::Serialize;

use crate::backend::Answer;
use crate::keeper::Keeper;
use crate::shelf::{Errand, FileAnswer, Found, Kept, RefusedRow, Row, State};

/// A phone.
#[derive(Default)]
pub(super) struct Phone(Mutex<Disk>);

#[derive(Default)]
struct Disk {
    owner: Option<String>,
    kept: HashMap<Kept, String>,
    outbox: Vec<Row>,
    refused: Vec<RefusedRow>,
}

fn ready<T: Send + 'static>(answer: Result<T, Problem>) -> Answer<T> {
    Box::pin(core::future::ready(answer))
}

fn json(answer: impl Serialize) -> String {
    serde_json::to_string(&answer).unwrap()
}

impl Phone {
    /// What stands there can no longer be read.
    pub(super) fn spoil(&self, id: &str) {
        let mut disk = self.0.lock().unwrap();
        let row = disk.outbox.iter_mut().find(|row| row.id == id).unwrap();
        row.text = None;
    }
}

impl Keeper for Phone {
    fn keep(&self, errand: String) -> Answer<String> {
        let errand = serde_json::from_str(&errand).unwrap();
        ready(self.0.lock().unwrap().run(errand))
    }

    fn alone(&self, work: Answer<()>) -> Answer<()> {
        work
    }

    fn draws(&self) -> bool {
        false
    }
}

impl Disk {
    fn run(&mut self, errand: Errand) -> Result<String, Problem> {
        match errand {
            Errand::Claim { owner, .. } => {
                if self.owner.as_ref() != Some(&owner) {
                    *self = Self::default();
                    self.owner = Some(owner);
                }
                Ok(json(()))
            }
            Errand::File { .. } => Ok(json(FileAnswer::Done("204 ".to_owned()))),
            Errand::Open => Ok(json(self.owner.clone().map(|owner| Found {
                owner,
                me: self.kept.get(&Kept::Me).cloned(),
                plan: self.kept.get(&Kept::Plan).cloned(),
                rows: self.outbox.clone(),
            }))),
            Errand::Wipe { owner } => self.of(&owner, |disk| {
                *disk = Self::default();
                json(())
            }),
            Errand::Save { owner, name, text } => self.of(&owner, |disk| {
                disk.kept.insert(name, text);
                json(())
            }),
            Errand::Enqueue {
                owner,
                plan,
                changes,
            } => self.of(&owner, |disk| {
                for change in changes {
                    if !disk.outbox.iter().any(|row| row.id == change.id) {
                        disk.outbox.push(Row {
                            id: change.id,
                            plan: plan.clone(),
                            state: State::Waiting,
                            text: Some(change.text),
                        });
                    }
                }
                json(())
            }),
            Errand::Queue { owner, settled } => self.of(&owner, |disk| {
                let mut rows = disk.outbox.clone();
                for row in &mut rows {
                    if row.state == State::Settled && !settled {
                        row.text = None;
                    }
                }
                json(rows)
            }),
            Errand::Mark { owner, ids, state } => self.of(&owner, |disk| {
                for row in disk.outbox.iter_mut().filter(|row| ids.contains(&row.id)) {
                    row.state = state;
                }
                json(())
            }),
            Errand::Forget { owner, ids } => self.of(&owner, |disk| {
                disk.outbox.retain(|row| !ids.contains(&row.id));
                disk.refused.retain(|row| !ids.contains(&row.id));
                json(())
            }),
            Errand::Refuse { owner, refused } => self.of(&owner, |disk| {
                for verdict in refused {
                    let at = disk.outbox.iter().position(|row| row.id == verdict.id);
                    if let Some(row) = at.map(|at| disk.outbox.remove(at)) {
                        disk.refused.push(RefusedRow {
                            id: row.id,
                            code: verdict.code,
                            text: row.text,
                        });
                    }
                }
                json(())
            }),
            Errand::Refused { owner } => self.of(&owner, |disk| json(&disk.refused)),
        }
    }

    fn of(
        &mut self,
        owner: &str,
        run: impl FnOnce(&mut Self) -> String,
    ) -> Result<String, Problem> {
        if self.owner.as_deref() == Some(owner) {
            Ok(run(self))
        } else {
            Err(ProblemCode::Unavailable.into())
        }
    }
}
