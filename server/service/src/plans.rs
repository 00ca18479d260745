//! Plans: read as far as one may, write what fits.

mod card;
mod found;
mod record;
mod snapshot;
mod text_removed;

use contract::{EntriesReply, PersonTag, PlanView, ProblemCode};
use domain::id::{PersonId, PlanId};
use domain::journal::{Audience, Entry, Part, Seq};
use domain::plan::{Plan, Text};
use domain::policy::{Action, Facts, Permit, Relation, enter};
use jiff::Timestamp;
use std::collections::BTreeSet;
use storage::{PlanHead, UnitOfWork};

pub(crate) use card::Card;

use crate::access::Looked;
use crate::sessions::Actor;
use crate::vault::{Cipher, Hashed, Place};
use crate::{Result, ServiceError, Stip};
use snapshot::Snapshot;

/// The most entries in one reply, and in one read.
const PAGE: u32 = 500;

/// A plan that somebody was let into.
pub(crate) struct Opened {
    pub(crate) permit: Permit,
    pub(crate) cipher: Cipher,
    head: PlanHead,
    epoch: String,
}

/// A plan as one viewer sees it.
struct Viewed {
    plan: Plan,
    cursor: Seq,
}

impl Stip {
    /// A plan as a page shows it.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] when it is not there, or not for this person.
    pub async fn plan_view(&self, actor: &Actor, plan: PlanId) -> Result<PlanView> {
        let now = self.clock.now();
        let (mut unit, opened) = self.look(actor, plan, now).await?;
        let viewed = self.viewed(unit.as_mut(), &opened).await?;
        let (youth, people) = self
            .names_in(unit.as_mut(), &opened, &viewed.plan, now)
            .await?;
        self.looked(unit, &opened, actor, now).await?;
        Ok(PlanView {
            id: plan,
            youth,
            relation: opened.permit.relation(),
            people,
            plan: viewed.plan,
            cursor: viewed.cursor,
            now,
        })
    }

    /// Entries after a viewer's cursor, oldest first, at most [`PAGE`]: ask again until none come. A
    /// cursor in the answer that lies before `after` says that the journal was put back: drop
    /// everything and start at 0.
    ///
    /// # Errors
    ///
    /// As [`Self::plan_view`].
    pub async fn entries(&self, actor: &Actor, plan: PlanId, after: Seq) -> Result<EntriesReply> {
        let now = self.clock.now();
        let (mut unit, opened) = self.look(actor, plan, now).await?;
        let entries = if self.sees_all(unit.as_mut(), &opened).await? {
            self.page_after(unit.as_mut(), &opened, after).await?
        } else {
            let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
            let all = self.all_entries(unit.as_mut(), &opened).await?;
            numbered(&opened.permit, all)
                .filter(|entry| entry.seq > after)
                .take(page)
                .collect()
        };
        let cursor = match entries.last() {
            Some(last) => last.seq,
            None => self.cursor(unit.as_mut(), &opened).await?,
        };
        self.looked(unit, &opened, actor, now).await?;
        Ok(EntriesReply {
            entries,
            cursor,
            epoch: opened.epoch,
        })
    }

    /// Lets somebody into a plan, or says that there is none.
    pub(crate) async fn open_plan(
        &self,
        unit: &mut dyn UnitOfWork,
        person: PersonId,
        plan: PlanId,
        now: Timestamp,
    ) -> Result<Opened> {
        let facts = unit
            .facts(person, plan, now)
            .await?
            .ok_or(ProblemCode::NotFound)?;
        let epoch = self.epoch(&facts, now);
        let permit = enter(facts, now)?;
        let head = unit.head(&permit).await?.ok_or(ProblemCode::NotFound)?;
        let cipher = self.vault.plan_key(plan, &head.wrapped_key)?;
        Ok(Opened {
            permit,
            cipher,
            head,
            epoch,
        })
    }

    /// Begins to look: the youth in a unit that reads, others in one that can write down that they did.
    async fn look(
        &self,
        actor: &Actor,
        plan: PlanId,
        now: Timestamp,
    ) -> Result<(Box<dyn UnitOfWork>, Opened)> {
        let mut unit = self.storage.read().await?;
        let opened = self
            .open_plan(unit.as_mut(), actor.person, plan, now)
            .await?;
        if opened.permit.is_own() {
            return Ok((unit, opened));
        }
        drop(unit);
        let mut unit = self.storage.begin().await?;
        let opened = self
            .open_plan(unit.as_mut(), actor.person, plan, now)
            .await?;
        Ok((unit, opened))
    }

    /// Ends the look: others' looks are written down, and how far they have seen.
    async fn looked(
        &self,
        mut unit: Box<dyn UnitOfWork>,
        opened: &Opened,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<()> {
        if opened.permit.is_own() {
            return Ok(());
        }
        self.log_access(unit.as_mut(), &opened.permit, actor, Looked::Plan, now)
            .await?;
        unit.mark_seen(&opened.permit, opened.head.seq).await?;
        Ok(unit.commit().await?)
    }

    async fn viewed(&self, unit: &mut dyn UnitOfWork, opened: &Opened) -> Result<Viewed> {
        let plan = match opened.permit.relation() {
            Relation::Youth => self.snapshot(unit, opened).await?.plan,
            Relation::LeadCoach | Relation::Coach => {
                self.snapshot(unit, opened).await?.into_coaches()
            }
            Relation::Parent | Relation::Partner | Relation::Stranger => {
                let entries = self.all_entries(unit, opened).await?;
                let seen: Vec<Entry> = numbered(&opened.permit, entries).collect();
                Plan::fold(&seen)
            }
        };
        Ok(Viewed {
            cursor: plan.through,
            plan,
        })
    }

    /// The last place in the viewer's own count.
    pub(crate) async fn cursor(&self, unit: &mut dyn UnitOfWork, opened: &Opened) -> Result<Seq> {
        if opened.permit.is_own() {
            return Ok(opened.head.seq);
        }
        Ok(self.viewed(unit, opened).await?.cursor)
    }

    /// Whether this viewer may see every entry, so that the journal's count is the viewer's too.
    async fn sees_all(&self, unit: &mut dyn UnitOfWork, opened: &Opened) -> Result<bool> {
        Ok(match opened.permit.relation() {
            Relation::Youth => true,
            Relation::LeadCoach | Relation::Coach => {
                self.snapshot(unit, opened).await?.hides_nothing()
            }
            Relation::Parent | Relation::Partner | Relation::Stranger => false,
        })
    }

    async fn snapshot(&self, unit: &mut dyn UnitOfWork, opened: &Opened) -> Result<Snapshot> {
        let plan = opened.permit.plan();
        if let Some(sealed) = &opened.head.snapshot {
            let place = Place::Snapshot(plan, opened.head.snapshot_seq);
            let bytes = opened.cipher.open(&place, sealed)?;
            if let Some(snapshot) = Snapshot::parse(&bytes, opened.head.seq) {
                return Ok(snapshot);
            }
        }
        Ok(Snapshot::fold(plan, &self.all_entries(unit, opened).await?))
    }

    async fn all_entries(&self, unit: &mut dyn UnitOfWork, opened: &Opened) -> Result<Vec<Entry>> {
        let mut all: Vec<Entry> = Vec::new();
        loop {
            let after = all.last().map_or(Seq::START, |entry| entry.seq);
            let page = self.page_after(unit, opened, after).await?;
            if page.is_empty() {
                return Ok(all);
            }
            all.extend(page);
        }
    }

    async fn page_after(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        after: Seq,
    ) -> Result<Vec<Entry>> {
        let rows = unit.entries_after(&opened.permit, after, PAGE).await?;
        rows.into_iter()
            .map(|row| {
                let place = Place::Entry(opened.permit.plan(), row.change);
                let entry: Entry = opened.cipher.open_json(&place, &row.sealed)?;
                // A row that was moved to another place in the journal.
                if entry.seq == row.seq {
                    Ok(entry)
                } else {
                    Err(ServiceError::Shape("an entry"))
                }
            })
            .collect()
    }

    /// Names the rights of a viewer: changes exactly when what may be seen or written changes.
    fn epoch(&self, facts: &Facts, now: Timestamp) -> String {
        use base64::Engine as _;
        let rights: Vec<u8> = Part::ALL
            .into_iter()
            .flat_map(|part| Audience::ALL.map(|audience| (part, audience)))
            .flat_map(|(part, audience)| Action::ALL.map(|action| (part, audience, action)))
            .map(|(part, audience, action)| {
                u8::from(domain::policy::decide(facts, part, audience, action, now).is_ok())
            })
            .collect();
        let (plan, person) = (facts.plan.uuid(), facts.person.uuid());
        let hash = self.vault.hash(
            Hashed::Epoch,
            &[
                plan.as_bytes(),
                person.as_bytes(),
                storage::Code::code(facts.relation).as_bytes(),
                &rights,
            ],
        );
        let short = hash.0.first_chunk::<9>().copied().unwrap_or_default();
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(short)
    }

    /// The youth's name, and everybody's whose name stands in the plan. Youth and coaches also see who
    /// the coaches are.
    async fn names_in(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        plan: &Plan,
        now: Timestamp,
    ) -> Result<(String, Vec<PersonTag>)> {
        let around = unit.relations(opened.permit.plan(), now).await?;
        let youth = around
            .iter()
            .find(|row| row.relation == Relation::Youth)
            .map(|row| row.person);
        let youth = youth.ok_or(ServiceError::Shape("a plan's owner"))?;
        let mut wanted: BTreeSet<PersonId> = authors(plan);
        wanted.insert(youth);
        if opened.permit.reads(Part::Nudges) {
            let coach = |relation| matches!(relation, Relation::LeadCoach | Relation::Coach);
            wanted.extend(
                around
                    .iter()
                    .filter(|row| coach(row.relation))
                    .map(|row| row.person),
            );
        }
        let mut people = Vec::with_capacity(wanted.len());
        for person in wanted {
            if let Some(name) = self.name_of(unit, opened, person).await? {
                people.push(PersonTag { person, name });
            }
        }
        let name = people
            .iter()
            .find(|tag| tag.person == youth)
            .map(|tag| tag.name.clone());
        Ok((name.ok_or(ServiceError::Shape("a plan's owner"))?, people))
    }
}

/// What a viewer may see, numbered without gaps.
fn numbered(permit: &Permit, entries: Vec<Entry>) -> impl Iterator<Item = Entry> {
    entries
        .into_iter()
        .filter(|entry| permit.sees(entry))
        .zip(1..)
        .map(|(mut entry, place)| {
            entry.seq = Seq(place);
            entry
        })
}

/// Everybody who wrote something that stands in a plan.
fn authors(plan: &Plan) -> BTreeSet<PersonId> {
    let goals = plan.goals.iter().flat_map(|goal| {
        core::iter::once(&goal.title).chain(goal.steps.iter().map(|step| &step.title))
    });
    let texts = [&plan.horizon.stip, &plan.horizon.why]
        .into_iter()
        .chain(plan.strengths.iter().map(|it| &it.text))
        .chain(goals)
        .chain(plan.check_ins.iter().filter_map(|it| it.text.as_ref()))
        .chain(plan.wins.iter().map(|it| &it.text))
        .chain(plan.cheers.iter().map(|it| &it.text))
        .chain(plan.notes.iter().map(|it| &it.text))
        .chain(plan.nudges.iter().map(|it| &it.text));
    texts
        .flat_map(Text::versions)
        .map(|version| version.author.person())
        .collect()
}
