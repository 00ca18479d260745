//! Changes go into the journal.

use contract::{ChangesReply, ChangesRequest, Outcome, Problem, ProblemCode};
use domain::id::PlanId;
use domain::journal::{Author, Change, Entry, NewEntry, Recorded, Seq};
use domain::plan::Unfit;
use jiff::Timestamp;
use storage::{NewJournalRow, Projections, StorageError, UnitOfWork};

use super::snapshot::{Snapshot, a_coach};
use super::{Card, Opened};
use crate::access::Looked;
use crate::sessions::Actor;
use crate::vault::Place;
use crate::{Result, ServiceError, Stip};

impl Stip {
    /// Writes changes down, in order, each judged by itself; all that are taken go in at once. What was
    /// written before is a duplicate. A change whose id was used for something else, or by somebody
    /// else, is refused as one that does not fit: nobody may learn where it exists, and no device may
    /// take words for kept that are not.
    ///
    /// `last_contact_at` of the plan: nothing in a plan says yet that two people really spoke, so it is
    /// the newest entry by the youth that coaches may see, or the newest nudge or cheer.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] when there is no such plan for this person; [`ProblemCode::Invalid`]
    /// for no changes at all or more than [`ChangesRequest::MAX`]; [`ProblemCode::Malformed`] for a
    /// change whose id is the nil UUID (RFC 9562, section 5.9).
    pub async fn record(
        &self,
        actor: &Actor,
        plan: PlanId,
        request: &ChangesRequest,
    ) -> Result<ChangesReply> {
        self.record_at(actor, plan, request, self.clock.now()).await
    }

    /// As [`Self::record`], at a moment of choice.
    pub(crate) async fn record_at(
        &self,
        actor: &Actor,
        plan: PlanId,
        request: &ChangesRequest,
        now: Timestamp,
    ) -> Result<ChangesReply> {
        let changes = &request.changes;
        if changes.is_empty() {
            return Err(Problem::field("changes", "empty").into());
        }
        if changes.len() > ChangesRequest::MAX {
            return Err(Problem::field("changes", "too_long").into());
        }
        // Every way in comes past here, forms too. What names nothing can be no key to a repeat.
        if changes.iter().any(|new| new.id.uuid().is_nil()) {
            return Err(ProblemCode::Malformed.into());
        }
        match self.record_together(actor, plan, changes, now).await {
            Err(ServiceError::Storage(StorageError::Taken { .. })) => {
                self.record_singly(actor, plan, changes, now).await
            }
            recorded => Ok(ChangesReply {
                outcomes: recorded?,
            }),
        }
    }

    /// One of the ids stands in another plan; the database says only that one does. Rare, and never by
    /// accident, so it may be slow.
    async fn record_singly(
        &self,
        actor: &Actor,
        plan: PlanId,
        changes: &[NewEntry],
        now: Timestamp,
    ) -> Result<ChangesReply> {
        let mut outcomes = Vec::with_capacity(changes.len());
        for new in changes {
            match self
                .record_together(actor, plan, core::slice::from_ref(new), now)
                .await
            {
                Err(ServiceError::Storage(StorageError::Taken { .. })) => {
                    outcomes.push(Outcome::Refused {
                        id: new.id,
                        code: ProblemCode::Unfit,
                    });
                }
                outcome => outcomes.extend(outcome?),
            }
        }
        Ok(ChangesReply { outcomes })
    }

    async fn record_together(
        &self,
        actor: &Actor,
        plan: PlanId,
        changes: &[NewEntry],
        now: Timestamp,
    ) -> Result<Vec<Outcome>> {
        let mut unit = self.storage.begin().await?;
        let opened = self
            .open_plan(unit.as_mut(), actor.person, plan, now)
            .await?
            .works_in_it()?;
        let mut snapshot = self.snapshot(unit.as_mut(), &opened).await?;
        let coach = a_coach(plan);
        let mut written: Vec<Entry> = Vec::new();
        let mut outcomes = Vec::with_capacity(changes.len());
        for new in changes {
            let known = self.known(unit.as_mut(), &opened, &snapshot, &written, new);
            if let Some(outcome) = known.await? {
                outcomes.push(outcome);
                continue;
            }
            let last = written.last().map_or(opened.head.seq, |entry| entry.seq);
            let id = new.id;
            let entry = match judge(&opened, &snapshot, last, new, now) {
                Ok(entry) => entry,
                Err(outcome) => {
                    outcomes.push(outcome);
                    continue;
                }
            };
            let files = self.keep_files(unit.as_mut(), &opened, &entry.change);
            if let Some(code) = files.await? {
                outcomes.push(Outcome::Refused { id, code });
                continue;
            }
            snapshot.apply(coach.as_ref(), &entry);
            written.push(entry);
            outcomes.push(Outcome::Recorded { id });
        }
        if !written.is_empty() {
            self.plan_reminders(unit.as_mut(), plan, &snapshot.plan, &written, now)
                .await?;
            self.write(unit.as_mut(), &opened, snapshot, &mut written, now)
                .await?;
            self.announce(unit.as_mut(), plan, &written, now).await?;
        }
        self.log_access(unit.as_mut(), &opened.permit, actor, Looked::Write, now)
            .await?;
        unit.commit().await?;
        Ok(outcomes)
    }

    /// What becomes of a change whose id stands in this journal; `None` when it does not. `written` is
    /// what this request adds.
    async fn known(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        snapshot: &Snapshot,
        written: &[Entry],
        new: &NewEntry,
    ) -> Result<Option<Outcome>> {
        let id = new.id;
        let Some(trace) = snapshot.plan.trace(id) else {
            return Ok(None);
        };
        let same = trace.author.person() == opened.permit.person()
            && match written.iter().find(|entry| entry.id == id) {
                Some(entry) => says(entry, new),
                None => says(&self.kept(unit, opened, id).await?, new),
            };
        Ok(Some(if same {
            Outcome::Duplicate { id }
        } else {
            let code = ProblemCode::Unfit;
            Outcome::Refused { id, code }
        }))
    }

    async fn write(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        snapshot: Snapshot,
        written: &mut [Entry],
        now: Timestamp,
    ) -> Result<()> {
        let plan = opened.permit.plan();
        let entropy = self.entropy();
        let snapshot = if written.iter().any(|entry| removed(entry).is_some()) {
            self.take_words(unit, opened, written).await?
        } else {
            snapshot
        };
        let mut rows = Vec::with_capacity(written.len());
        for entry in written.iter() {
            let place = Place::Entry(plan, entry.id);
            rows.push(NewJournalRow {
                seq: entry.seq,
                change: entry.id,
                author: entry.author.person(),
                recorded_at: entry.recorded_at,
                sealed: opened.cipher.seal_json(&place, entry, entropy)?,
            });
        }
        let head = snapshot.plan.through;
        let card = Card::of(&snapshot);
        let projections = Projections {
            snapshot: opened
                .cipher
                .seal_json(&Place::Snapshot(plan, head), &snapshot, entropy)?,
            card: opened
                .cipher
                .seal_json(&Place::Card(plan, head), &card, entropy)?,
            last_contact_at: written
                .iter()
                .any(|entry| is_contact(plan, entry))
                .then_some(now),
        };
        Ok(unit.append(&opened.permit, &rows, &projections).await?)
    }
}

/// Whether an entry is this change, for no more eyes than it was sent for. Of one whose words were taken
/// away, the words are not asked.
fn says(entry: &Entry, new: &NewEntry) -> bool {
    // Without words it is seen by who sees what it is about, whatever was chosen.
    if entry.audience < new.audience && !new.change.texts().is_empty() {
        return false;
    }
    match &entry.change {
        Recorded::Known(change) => {
            *change == new.change || *change == new.change.clone().without_words()
        }
        Recorded::Unknown(_) => false,
    }
}

/// Makes an entry of a change whose id is new, or says what else becomes of it.
fn judge(
    opened: &Opened,
    snapshot: &Snapshot,
    last: Seq,
    new: &NewEntry,
    now: Timestamp,
) -> Result<Entry, Outcome> {
    let id = new.id;
    let refused = |code| Outcome::Refused { id, code };
    let audience = snapshot.plan.audience_for(&new.change, new.audience);
    // First what was asked for, then what it is about: a thing that the author may not see must look
    // like a thing that is not there.
    let author = opened
        .permit
        .writes(&new.change, new.audience)
        .map_err(|_refusal| refused(ProblemCode::NotFound))?;
    let fits = |plan: &domain::plan::Plan| {
        plan.admits(author, &new.change).map_err(|unfit| {
            refused(match unfit {
                Unfit::NoWords | Unfit::TooLong | Unfit::OutOfBounds => ProblemCode::Invalid,
                Unfit::Missing
                | Unfit::Taken
                | Unfit::YouthOnly
                | Unfit::CoachOnly
                | Unfit::AuthorOnly
                | Unfit::Final => ProblemCode::Unfit,
            })
        })
    };
    match author {
        Author::Youth(_) => {}
        Author::Coach(_) => fits(snapshot.for_coaches())?,
    }
    fits(&snapshot.plan)?;
    if opened.permit.writes(&new.change, audience).is_err() {
        return Err(refused(ProblemCode::Unfit));
    }
    Ok(Entry {
        seq: last.next(),
        id,
        author,
        authored_at: new.authored_at,
        recorded_at: now,
        base: new.base,
        audience,
        change: Recorded::Known(new.change.clone()),
    })
}

/// The entry whose words this one takes away.
pub(super) fn removed(entry: &Entry) -> Option<domain::id::ChangeId> {
    match &entry.change {
        Recorded::Known(Change::TextRemoved { change, .. }) => Some(*change),
        Recorded::Known(_) | Recorded::Unknown(_) => None,
    }
}

fn is_contact(plan: PlanId, entry: &Entry) -> bool {
    let seen = a_coach(plan).is_some_and(|coach| coach.sees(entry));
    let touches = match (entry.author, &entry.change) {
        (Author::Youth(_), _) => true,
        (Author::Coach(_), Recorded::Known(change)) => {
            matches!(change, Change::CheerGiven { .. } | Change::NudgeSent { .. })
        }
        (Author::Coach(_), Recorded::Unknown(_)) => false,
    };
    seen && touches
}
