//! The plan behind *Vandaag*: a part of the WASM that comes after the first picture.
//!
//! All of it is one lazy function. Each further one would be a part that shares code with every other.

use std::sync::Arc;

use contract::{PlanView, Problem, ProblemCode};
use domain::id::PlanId;
use leptos::prelude::*;
#[cfg(not(feature = "ssr"))]
use leptos::wasm_split::wasm_split;
#[cfg(not(feature = "ssr"))]
use send_wrapper::SendWrapper;
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use crate::backend::{Answer, Loaded};
use crate::device::Device;
use crate::offering::{Saving, Typed};
#[cfg(not(feature = "ssr"))]
use crate::parts::NotLoaded;
use crate::session::{Opened, Source, Visit};
use crate::store::PlanStore;
use crate::ui::{today, today_on};

/// *Vandaag*, with who looks at it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct TodayOpened {
    pub(super) plan: PlanId,
    pub(super) knows_who_sees: bool,
    pub(super) facts: Facts,
}

/// What the page keeps of the plan behind it.
#[derive(Clone, Copy)]
pub(super) struct Behind {
    pub(super) facts: RwSignal<Facts>,
    pub(super) saving: RwSignal<Saving>,
    store: StoredValue<Option<PlanStore>>,
    owner: StoredValue<Option<Owner>>,
    source: StoredValue<Source>,
}

impl Behind {
    /// Nothing behind it yet.
    pub(super) fn new(facts: Facts, source: Source) -> Self {
        Self {
            facts: RwSignal::new(facts),
            saving: RwSignal::new(Saving::Quiet),
            store: StoredValue::new(None),
            owner: StoredValue::new(Owner::current()),
            source: StoredValue::new(source),
        }
    }
}

/// What is asked of the plan behind the page.
pub(super) enum Errand {
    /// What the page shows at first.
    Open(Source, Option<Visit>, Option<Arc<dyn Device>>),
    /// The plan as it is now.
    Refresh(Behind),
    /// Take a form.
    Offer(Behind, Typed),
}

/// Runs an errand, in the browser after its part has come.
pub(super) fn errand(errand: Errand) -> Answer<Loaded> {
    #[cfg(feature = "ssr")]
    {
        Box::pin(run(errand))
    }
    #[cfg(not(feature = "ssr"))]
    {
        Box::pin(SendWrapper::new(async { plan_part(errand).await?.await }))
    }
}

#[cfg(not(feature = "ssr"))]
#[wasm_split(plan_part, wasm_split_path = leptos::wasm_split, fallible)]
fn plan_part(errand: Errand) -> Result<Answer<Loaded>, NotLoaded> {
    Ok(Box::pin(SendWrapper::new(run(errand))))
}

async fn run(errand: Errand) -> Result<Loaded, Problem> {
    match errand {
        Errand::Open(source, visit, device) => {
            let opened = match visit.and_then(|visit| visit.known(None)) {
                Some(known) => known.read::<Opened>()?,
                None => source.open(None).await?,
            };
            let today = today_on(device.as_ref(), opened.view.now);
            Ok(Loaded::here(TodayOpened {
                plan: opened.view.id,
                knows_who_sees: opened.me.knows_who_sees,
                facts: Facts::of(&opened.view, today),
            }))
        }
        Errand::Refresh(behind) => {
            let was_there = behind.there().is_some();
            let store = behind.store(false).await?;
            // What came just now is as it is now; what waits on this phone goes along by itself.
            if was_there {
                store.pull().await?;
            }
            Ok(Loaded::here(()))
        }
        Errand::Offer(behind, typed) => {
            let taken = behind.store(true).await?.offer(typed).await?;
            Ok(Loaded::here(taken))
        }
    }
}

impl Behind {
    fn there(self) -> Option<PlanStore> {
        self.store.try_get_value().flatten()
    }

    /// The plan; the first who needs it brings it.
    /// A form is not kept waiting by a silent network: what the phone keeps is enough to take it.
    async fn store(self, at_once: bool) -> Result<PlanStore, Problem> {
        if let Some(store) = self.there() {
            return Ok(store);
        }
        let source = self
            .source
            .try_get_value()
            .ok_or(ProblemCode::Unavailable)?;
        let kept = if at_once { source.kept().await } else { None };
        let opened = match kept {
            Some(kept) => kept,
            None => source.open(None).await?,
        };
        // Meanwhile somebody else may have brought it, or the page may be gone.
        if let Some(store) = self.there() {
            return Ok(store);
        }
        let owner = self.owner.try_get_value().flatten();
        let owner = owner.ok_or(ProblemCode::Unavailable)?;
        Ok(owner.with(|| {
            let store = PlanStore::open(opened, self.saving);
            self.store.try_set_value(Some(store));
            let facts = Memo::new(move |_| {
                let of = |view: &PlanView| Facts::of(view, today(view.now));
                store.view.with(of)
            });
            Effect::new(move || {
                self.facts.try_set(facts.get());
            });
            store
        }))
    }
}
