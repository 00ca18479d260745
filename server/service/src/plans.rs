//! Plans: read as far as one may, write what fits.

mod around;
mod card;
mod found;
mod read;
mod record;
mod snapshot;
mod text_removed;

use contract::{EntriesReply, PlanView, ProblemCode};
use domain::id::{PersonId, PlanId};
use domain::journal::Seq;
use domain::policy::{Permit, enter};
use jiff::Timestamp;
use storage::{PlanHead, UnitOfWork};

pub(crate) use card::Card;

use crate::access::Looked;
use crate::sessions::Actor;
use crate::vault::Cipher;
use crate::{Result, Stip};
use read::numbered;

/// The most entries in one reply, and in one read.
const PAGE: u32 = 500;

/// A plan that somebody was let into.
pub(crate) struct Opened {
    pub(crate) permit: Permit,
    pub(crate) cipher: Cipher,
    head: PlanHead,
    epoch: String,
}

impl Opened {
    /// Whoever reads along sees what [`Stip::shared_plan`] shows, and neither journal nor history.
    fn works_in_it(self) -> Result<Self> {
        if self.permit.reads_along() {
            Err(ProblemCode::NotFound.into())
        } else {
            Ok(self)
        }
    }
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
        let coaches = self.coaches_of(unit.as_mut(), &opened, now).await?;
        self.looked(unit, &opened, actor, now).await?;
        Ok(PlanView {
            id: plan,
            youth,
            relation: opened.permit.relation(),
            people,
            coaches,
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
    pub(crate) async fn look(
        &self,
        actor: &Actor,
        plan: PlanId,
        now: Timestamp,
    ) -> Result<(Box<dyn UnitOfWork>, Opened)> {
        let (unit, opened) = self.look_along(actor, plan, now).await?;
        Ok((unit, opened.works_in_it()?))
    }

    /// As [`Self::look`], also for who reads along: the caller shows no more than [`Plan::shared`].
    ///
    /// [`Plan::shared`]: domain::plan::Plan::shared
    pub(crate) async fn look_along(
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
}
