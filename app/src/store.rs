//! The plan that a page shows. A change is folded in at once, by the same rules that the server has;
//! then the server is asked, and what it says is what stays.

mod entries;
mod fold;
mod outbox;

use core::time::Duration;
use std::sync::Arc;

use contract::{ChangesRequest, Outcome, PlanView, Problem, ProblemCode};
use domain::id::{PersonId, PlanId};
use domain::journal::NewEntry;
use domain::policy::Relation;
use leptos::prelude::*;

use crate::backend::{Backend, Sending, use_backend};
use crate::device::{Device, use_device};
use crate::keeper::{Keeper, use_keeper};
use crate::offering::{Offering, Saving, Taken, Typed};
use crate::session::{Opened, Visit, keep_plan};

use entries::new_entries;
pub(crate) use fold::fold;
pub use outbox::NotTaken;
use outbox::Outbox;
pub(crate) use outbox::{let_go, not_taken, pending};

/// The first and the longest wait before what is kept on this phone is sent again.
const FIRST_WAIT: Duration = Duration::from_secs(4);
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// Whether the same change may well be taken a little later.
fn may_pass(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::Offline
            | ProblemCode::Unavailable
            | ProblemCode::TooMany
            | ProblemCode::Internal
    )
}

/// The plan of this page.
#[derive(Clone, Copy)]
pub(crate) struct PlanStore {
    /// What is shown.
    pub(crate) view: RwSignal<PlanView>,
    /// Counts what was heard, so that what hangs together with the plan is asked anew too.
    pub(crate) heard: RwSignal<u32>,
    saving: RwSignal<Saving>,
    /// How long to wait before what waits is sent again; `None` while nobody waits.
    patience: StoredValue<Option<Duration>>,
    me: PersonId,
    /// Changes that are on their way: what arrives meanwhile does not know them yet.
    flying: StoredValue<u32>,
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
        let Opened { me, view } = opened;
        let store = Self {
            view: RwSignal::new(view),
            heard: RwSignal::new(0),
            saving,
            patience: StoredValue::new(None),
            me: me.person,
            flying: StoredValue::new(0),
            asked: StoredValue::new(0),
            shown: StoredValue::new(0),
            backend: StoredValue::new(use_backend()),
            keeper: StoredValue::new(use_keeper()),
            device: StoredValue::new(use_device()),
        };
        if let Some(visit) = visit {
            Effect::new(move || {
                visit.keep(Opened {
                    me: me.clone(),
                    view: store.view.get(),
                });
            });
        }
        store
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
        let plan = self.view.try_with_untracked(|view| view.id);
        let device = self.device.try_get_value().flatten();
        if let Some(listening) = device.and_then(|device| device.listen(plan, heard)) {
            on_cleanup(move || (listening.0)());
        }
    }

    /// Asks for the plan as it is now, when it suits.
    pub(crate) fn refresh(self) {
        leptos::task::spawn(async move {
            // Without the network the page stays as it is; the next word from the server mends it.
            let _stays_as_it_is = self.pull().await;
        });
    }

    /// Sends what waits on this phone, then asks the server for the plan as it is now.
    pub(crate) async fn pull(self) -> Result<(), Problem> {
        self.send().await?;
        self.look().await
    }

    /// Asks the server for the plan as it is now; what waits on this phone is folded in.
    async fn look(self) -> Result<(), Problem> {
        let backend = self.backend().ok_or(ProblemCode::Unavailable)?;
        let plan = self.plan().ok_or(ProblemCode::Unavailable)?;
        let turn = self.asked.try_get_value().unwrap_or(0).wrapping_add(1);
        self.asked.try_set_value(turn);
        let loaded = backend.plan(plan).unread().await?;
        let mut view: PlanView = loaded.read()?;
        if let Some(keeper) = self.keeper().await {
            keep_plan(keeper.as_ref(), &loaded).await;
            fold(&mut view, &pending(keeper.as_ref()).await, self.me);
        }
        let overtaken = self.shown.try_get_value().unwrap_or(0) >= turn;
        if !overtaken && self.flying.try_get_value().unwrap_or(0) == 0 {
            self.shown.try_set_value(turn);
            self.view.try_set(view);
        }
        self.heard
            .try_update(|count| *count = count.wrapping_add(1));
        Ok(())
    }

    /// Offers what a form asks for, and folds it in at once. On the youth's own phone it is kept first:
    /// then it is safe, whatever becomes of the network. Anywhere else it is taken out again when the
    /// server does not take it.
    pub(crate) async fn offer(self, typed: Typed) -> Result<Taken, Problem> {
        let form = typed.form()?;
        let device = self.device.try_get_value().flatten();
        let device = device.ok_or(ProblemCode::Unavailable)?;
        let before = self.view.try_get_untracked();
        let before = before.ok_or(ProblemCode::Unavailable)?;
        let changes = new_entries(&form, &before, device.as_ref())?;
        let Some(outbox) = self.outbox().await else {
            return self.hand_over(changes, before).await;
        };
        if outbox.keep(&changes).await.is_err() {
            return self.hand_over(changes, before).await;
        }
        self.view.try_update(|view| fold(view, &changes, self.me));
        match self.send().await {
            Ok(not_taken) => {
                self.refresh_later();
                let is_ours =
                    |not: &NotTaken| changes.iter().any(|change| change.id == not.change.id);
                match not_taken.into_iter().find(is_ours) {
                    Some(not) => {
                        // Its words stand in the form still.
                        Err(not.code.into())
                    }
                    None => Ok(Taken::Sent),
                }
            }
            Err(_) => Ok(Taken::Kept),
        }
    }

    /// Sends what waits on this phone; says what was not taken.
    async fn send(self) -> Result<Vec<NotTaken>, Problem> {
        let Some(outbox) = self.outbox().await else {
            return Ok(Vec::new());
        };
        match outbox.send().await {
            Ok(not_taken) => {
                // What was asked before does not know these changes yet.
                self.shown
                    .try_set_value(self.asked.try_get_value().unwrap_or(0));
                self.patience.try_set_value(None);
                if self.saving.try_get_untracked() == Some(Saving::Kept) {
                    self.saving.try_set(Saving::Saved);
                }
                Ok(not_taken)
            }
            Err(problem) => {
                self.saving.try_set(if may_pass(problem.code) {
                    self.try_again_later();
                    Saving::Kept
                } else {
                    Saving::Failed(problem.clone())
                });
                Err(problem)
            }
        }
    }

    /// A network that comes back says so, but one that only failed does not.
    fn try_again_later(self) {
        let waits = self.patience.try_get_value().flatten();
        let wait = waits.map_or(FIRST_WAIT, |wait| LONGEST_WAIT.min(wait.saturating_mul(2)));
        self.patience.try_set_value(Some(wait));
        set_timeout(
            move || {
                // Somebody else sent it, or waits already; or the page is gone.
                if self.patience.try_get_value().flatten() == Some(wait) {
                    leptos::task::spawn(async move {
                        let _tries_again = self.pull().await;
                    });
                }
            },
            wait,
        );
    }

    /// Gives changes to the server without keeping them.
    async fn hand_over(self, changes: Vec<NewEntry>, before: PlanView) -> Result<Taken, Problem> {
        let backend = self.backend().ok_or(ProblemCode::Unavailable)?;
        self.flying
            .try_update_value(|flying| *flying = flying.saturating_add(1));
        self.view.try_update(|view| fold(view, &changes, self.me));
        let reply = backend
            .record(before.id, Sending::new(ChangesRequest { changes }))
            .read()
            .await;
        self.flying
            .try_update_value(|flying| *flying = flying.saturating_sub(1));
        let refused = match reply {
            Err(problem) => Some(problem),
            Ok(reply) => reply
                .outcomes
                .into_iter()
                .find_map(|outcome| match outcome {
                    Outcome::Refused { code, .. } => Some(code.into()),
                    Outcome::Recorded { .. } | Outcome::Duplicate { .. } => None,
                }),
        };
        match refused {
            None => {
                // What was asked before does not know this change yet.
                self.shown
                    .try_set_value(self.asked.try_get_value().unwrap_or(0));
                self.refresh_later();
                Ok(Taken::Sent)
            }
            Some(problem) => {
                if self.look().await.is_err() {
                    self.view.try_set(before);
                }
                Err(problem)
            }
        }
    }

    /// Sends what waits on this phone; whether nothing waits any more.
    pub(crate) async fn empty_outbox(self) -> bool {
        let _counted_below = self.send().await;
        match self.keeper().await {
            Some(keeper) => pending(keeper.as_ref()).await.is_empty(),
            None => true,
        }
    }

    fn refresh_later(self) {
        leptos::task::spawn(async move {
            // Without the network the page stays as it is; the next word from the server mends it.
            let _stays_as_it_is = self.look().await;
        });
    }

    fn backend(self) -> Option<Arc<dyn Backend>> {
        self.backend.try_get_value().flatten()
    }

    fn plan(self) -> Option<PlanId> {
        self.view.try_with_untracked(|view| view.id)
    }

    /// The store of this phone, when the plan is the owner's; what was kept for somebody else is gone.
    async fn keeper(self) -> Option<Arc<dyn Keeper>> {
        if !self
            .view
            .try_with_untracked(|view| view.relation == Relation::Youth)?
        {
            return None;
        }
        let keeper = self.keeper.try_get_value().flatten()?;
        keeper.belongs(self.me.to_string()).await.ok()?;
        Some(keeper)
    }

    async fn outbox(self) -> Option<Outbox> {
        Some(Outbox {
            plan: self.plan()?,
            backend: self.backend()?,
            keeper: self.keeper().await?,
        })
    }
}
