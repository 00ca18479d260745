//! Reading: the snapshot when it is good, the journal when it is not, and always through the viewer's
//! eyes.

use domain::id::ChangeId;
use domain::journal::{Entry, Seq};
use domain::plan::Plan;
use domain::policy::{Permit, Relation};
use storage::UnitOfWork;

use super::snapshot::Snapshot;
use super::{Opened, PAGE};
use crate::vault::Place;
use crate::{Result, ServiceError, Stip};

/// A plan as one viewer sees it.
pub(crate) struct Viewed {
    pub(crate) plan: Plan,
    pub(super) cursor: Seq,
}

impl Stip {
    pub(crate) async fn viewed(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
    ) -> Result<Viewed> {
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
    pub(super) async fn sees_all(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
    ) -> Result<bool> {
        Ok(match opened.permit.relation() {
            Relation::Youth => true,
            Relation::LeadCoach | Relation::Coach => {
                self.snapshot(unit, opened).await?.hides_nothing()
            }
            Relation::Parent | Relation::Partner | Relation::Stranger => false,
        })
    }

    pub(super) async fn snapshot(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
    ) -> Result<Snapshot> {
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

    /// One entry that the journal is known to hold.
    pub(super) async fn kept(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        change: ChangeId,
    ) -> Result<Entry> {
        let row = unit.entry(&opened.permit, change).await?;
        let row = row.ok_or(ServiceError::Shape("a journal"))?;
        let place = Place::Entry(opened.permit.plan(), change);
        Ok(opened.cipher.open_json(&place, &row.sealed)?)
    }

    pub(crate) async fn all_entries(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
    ) -> Result<Vec<Entry>> {
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

    pub(super) async fn page_after(
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
}

/// What a viewer may see, numbered without gaps.
pub(super) fn numbered(permit: &Permit, entries: Vec<Entry>) -> impl Iterator<Item = Entry> {
    entries
        .into_iter()
        .filter(|entry| permit.sees(entry))
        .zip(1..)
        .map(|(entry, place)| entry.numbered(Seq(place)))
}
