//! The plan that a page shows. A change is folded in at once, by the same rules that the server has.
//! On the youth's own phone it is kept before it is sent (`offer.rs`, `outbox.rs`).

mod entries;
mod fold;
mod look;
mod offer;
mod outbox;
mod send;
mod taken;

use core::time::Duration;
use std::sync::Arc;

use domain::id::{PersonId, PlanId};
use domain::policy::Relation;
use leptos::prelude::*;

use contract::PlanView;

use crate::backend::{Backend, use_backend};
use crate::device::{Device, use_device};
use crate::keeper::{Keeper, use_keeper};
use crate::offering::{Offering, Saving};
use crate::session::{Opened, Place, Visit};
use crate::shelf::{Kept, Shelf};

pub(crate) use fold::fold;
pub(crate) use outbox::{Outbox, missing, not_settled};

/// The plan of this page.
#[derive(Clone, Copy)]
pub(crate) struct PlanStore {
    /// What is shown.
    pub(crate) view: RwSignal<PlanView>,
    /// Counts what was heard, so that what hangs together with the plan is asked anew too.
    pub(crate) heard: RwSignal<u32>,
    /// How the last change fares.
    saving: RwSignal<Saving>,
    /// How long to wait before what waits is sent again; `None` while nobody waits.
    patience: StoredValue<Option<Duration>>,
    /// Counts the waits: only the last one tries again.
    tries: StoredValue<u32>,
    /// The server was not reached when it was last asked.
    away: StoredValue<bool>,
    me: PersonId,
    /// What this visit knows beside the page.
    visit: Option<Visit>,
    /// Changes that are on their way without being kept: what arrives meanwhile does not know them yet.
    flying: StoredValue<u32>,
    /// Counts what was offered: what was read from the outbox before does not know it yet.
    offered: StoredValue<u32>,
    /// How often the server was asked, and which of the answers is shown: one that was overtaken by a
    /// later one is old.
    asked: StoredValue<u32>,
    shown: StoredValue<u32>,
    backend: StoredValue<Option<Arc<dyn Backend>>>,
    keeper: StoredValue<Option<Arc<dyn Keeper>>>,
    device: StoredValue<Option<Arc<dyn Device>>>,
}

impl PlanStore {
    /// Gives the plan to everything below this page, takes its forms, and listens for news.
    pub(crate) fn provide(opened: Opened) -> Self {
        let saving = RwSignal::new(Saving::Quiet);
        let store = Self::open(opened, saving);
        provide_context(store);
        let plan = store.view.with_untracked(|view| view.id);
        Offering::provide(plan, saving, move |typed| Box::pin(store.offer(typed)));
        Effect::new(move || store.listen());
        store
    }

    /// Keeps a plan, and lets the visit know it.
    pub(crate) fn open(opened: Opened, saving: RwSignal<Saving>) -> Self {
        let visit = use_context::<Visit>();
        if let Some(visit) = visit {
            visit.keep(opened.clone());
        }
        if let Some(code) = visit.and_then(Visit::told) {
            saving.set(Saving::Failed(code.into()));
        }
        let Opened { me, view, from } = opened;
        let store = Self {
            view: RwSignal::new(view),
            heard: RwSignal::new(0),
            saving,
            patience: StoredValue::new(None),
            tries: StoredValue::new(0),
            away: StoredValue::new(from == Place::Phone),
            me: me.person,
            visit,
            flying: StoredValue::new(0),
            offered: StoredValue::new(0),
            asked: StoredValue::new(0),
            shown: StoredValue::new(0),
            backend: StoredValue::new(use_backend()),
            keeper: StoredValue::new(use_keeper()),
            device: StoredValue::new(use_device()),
        };
        let text = (from == Place::Server).then(|| serde_json::to_string(&me).ok());
        Effect::new(move || {
            // `boot.js` leaves the forms to the program from here on.
            if let Some(html) = document().document_element() {
                let _the_slower_way = html.set_attribute("data-planned", "");
            }
            let text = text.clone().flatten();
            leptos::task::spawn(async move { store.begin(text, from).await });
        });
        if let Some(visit) = visit {
            Effect::new(move || {
                visit.keep(Opened {
                    me: me.clone(),
                    view: store.view.get(),
                    from,
                });
            });
        }
        store
    }

    /// Once, when the page is there: keeps who is logged in, as the server said it, and takes up what
    /// waited from an earlier visit.
    async fn begin(self, me: Option<String>, from: Place) {
        let Some(shelf) = self.shelf() else { return };
        if let Some(me) = me {
            // A phone that keeps nothing works as long as there is a network.
            let _only_online = shelf.save(Kept::Me, me).await;
        }
        let waits = self.waits().await.unwrap_or(false);
        if waits {
            self.saving.try_set(Saving::Kept(None));
        } else {
            // A page that moved on has heard no "no"; whoever comes later is told as well.
            let is_quiet = self.saving.try_get_untracked() == Some(Saving::Quiet);
            if is_quiet && self.has_refused().await {
                self.saving.try_set(Saving::NotTaken);
            }
            if from == Place::Server {
                return;
            }
        }
        // Without the network the page stays as it is; the next word from the server mends it.
        let _stays_as_it_is = self.pull().await;
    }

    /// The plan of the page around.
    pub(crate) fn here() -> Option<Self> {
        use_context()
    }

    /// Whether the owner of the plan looks at it.
    pub(crate) fn is_own(self) -> bool {
        self.view
            .with_untracked(|view| view.relation == Relation::Youth)
    }

    /// The person who looks.
    pub(crate) fn viewer(self) -> PersonId {
        self.me
    }

    fn listen(self) {
        let heard: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
            self.refresh();
        });
        let plan = self.plan();
        let device = self.device.try_get_value().flatten();
        if let Some(listening) = device.and_then(|device| device.listen(plan, heard)) {
            on_cleanup(move || (listening.0)());
        }
    }

    fn backend(self) -> Option<Arc<dyn Backend>> {
        self.backend.try_get_value().flatten()
    }

    pub(crate) fn plan(self) -> Option<PlanId> {
        self.view.try_with_untracked(|view| view.id)
    }

    /// What this phone keeps for the person, when the plan is the owner's.
    pub(crate) fn shelf(self) -> Option<Shelf> {
        let relation = self.view.try_with_untracked(|view| view.relation)?;
        let keeper = self.keeper.try_get_value().flatten()?;
        (relation == Relation::Youth).then(|| Shelf::of(keeper, self.me))
    }

    fn outbox(self) -> Option<Outbox> {
        Some(Outbox {
            backend: self.backend()?,
            shelf: self.shelf()?,
        })
    }
}
