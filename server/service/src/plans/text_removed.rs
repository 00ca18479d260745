//! Words that somebody regrets are taken away for good: the entry's blob is rewritten with its stub,
//! and the snapshot is folded anew from the journal that is left, so that the words are in neither.

use domain::id::ChangeId;
use domain::journal::Entry;
use std::collections::BTreeSet;
use storage::UnitOfWork;

use super::Opened;
use super::record::removed;
use super::snapshot::Snapshot;
use crate::vault::Place;
use crate::{Result, Stip};

impl Stip {
    /// Rewrites what `written` takes away, in the journal and in `written` itself, and folds anew.
    pub(super) async fn take_words(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        written: &mut [Entry],
    ) -> Result<Snapshot> {
        let plan = opened.permit.plan();
        let targets: BTreeSet<ChangeId> = written.iter().filter_map(removed).collect();
        for entry in written
            .iter_mut()
            .filter(|entry| targets.contains(&entry.id))
        {
            *entry = entry.clone().without_words();
        }
        let fresh: BTreeSet<ChangeId> = written.iter().map(|entry| entry.id).collect();
        for target in targets.difference(&fresh) {
            let entry = self.kept(unit, opened, *target).await?;
            let place = Place::Entry(plan, *target);
            let stub = opened
                .cipher
                .seal_json(&place, &entry.without_words(), self.entropy())?;
            unit.rewrite_entry(&opened.permit, *target, &stub).await?;
        }
        let mut entries = self.all_entries(unit, opened).await?;
        entries.extend_from_slice(written);
        Ok(Snapshot::fold(plan, &entries))
    }
}
