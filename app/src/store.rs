//! The plan that a page shows. A change is folded in at once, by the same rules that the server has;
//! then the server is asked, and what it says is what stays.

use std::sync::Arc;

use contract::form::PlanForm;
use contract::{ChangesRequest, Outcome, PlanView, Problem, ProblemCode};
use domain::id::{ChangeId, PersonId};
use domain::journal::{Audience, Author, Change, Entry, NewEntry, Seq};
use domain::policy::Relation;
use leptos::prelude::*;

use crate::backend::{Backend, Sending, use_backend};
use crate::device::{Device, use_device};
use crate::offering::{Offering, Saving, Typed};
use crate::session::{Opened, Visit};

/// The plan of this page.
#[derive(Clone, Copy)]
pub(crate) struct PlanStore {
    /// What is shown.
    pub(crate) view: RwSignal<PlanView>,
    /// Counts what was heard, so that what hangs together with the plan is asked anew too.
    pub(crate) heard: RwSignal<u32>,
    me: PersonId,
    /// Changes that are on their way: what arrives meanwhile does not know them yet.
    flying: StoredValue<u32>,
    /// How often the server was asked, and which of the answers is shown: one that was overtaken by a
    /// later one is old.
    asked: StoredValue<u32>,
    shown: StoredValue<u32>,
    backend: StoredValue<Option<Arc<dyn Backend>>>,
    device: StoredValue<Option<Arc<dyn Device>>>,
}

impl PlanStore {
    /// Gives the plan to everything below this page, takes its forms, and listens for news.
    pub(crate) fn provide(opened: Opened) -> Self {
        let store = Self::open(opened);
        provide_context(store);
        let plan = store.view.with_untracked(|view| view.id);
        Offering::provide(plan, RwSignal::new(Saving::Quiet), move |typed| {
            Box::pin(store.offer(typed))
        });
        Effect::new(move || store.listen());
        store
    }

    /// Keeps a plan, and lets the visit know it.
    pub(crate) fn open(opened: Opened) -> Self {
        let visit = use_context::<Visit>();
        if let Some(visit) = visit {
            visit.keep(opened.clone());
        }
        let Opened { me, view } = opened;
        let store = Self {
            view: RwSignal::new(view),
            heard: RwSignal::new(0),
            me: me.person,
            flying: StoredValue::new(0),
            asked: StoredValue::new(0),
            shown: StoredValue::new(0),
            backend: StoredValue::new(use_backend()),
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

    /// Asks the server for the plan as it is now.
    pub(crate) async fn pull(self) -> Result<(), Problem> {
        let plan = self
            .view
            .try_with_untracked(|view| view.id)
            .ok_or(ProblemCode::Unavailable)?;
        let backend = self
            .backend
            .try_get_value()
            .flatten()
            .ok_or(ProblemCode::Unavailable)?;
        let turn = self.asked.try_get_value().unwrap_or(0).wrapping_add(1);
        self.asked.try_set_value(turn);
        let view = backend.plan(plan).read().await?;
        let overtaken = self.shown.try_get_value().unwrap_or(0) >= turn;
        if !overtaken && self.flying.try_get_value().unwrap_or(0) == 0 {
            self.shown.try_set_value(turn);
            self.view.try_set(view);
        }
        self.heard
            .try_update(|count| *count = count.wrapping_add(1));
        Ok(())
    }

    /// Offers what a form asks for; folds it in at once, and takes it out again when the server does
    /// not take it.
    pub(crate) async fn offer(self, typed: Typed) -> Result<(), Problem> {
        let form = typed.form()?;
        let device = self
            .device
            .try_get_value()
            .flatten()
            .ok_or(ProblemCode::Unavailable)?;
        let backend = self
            .backend
            .try_get_value()
            .flatten()
            .ok_or(ProblemCode::Unavailable)?;
        let before = self
            .view
            .try_get_untracked()
            .ok_or(ProblemCode::Unavailable)?;
        let changes = new_entries(&form, &before, device.as_ref())?;
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
                self.refresh();
                Ok(())
            }
            Some(problem) => {
                if self.pull().await.is_err() {
                    self.view.try_set(before);
                }
                Err(problem)
            }
        }
    }
}

/// What a form asks for, as the journal wants it.
fn new_entries(
    form: &PlanForm,
    view: &PlanView,
    device: &dyn Device,
) -> Result<Vec<NewEntry>, Problem> {
    let now = device.now();
    let entry = |(id, change, audience): (ChangeId, Change, Audience)| NewEntry {
        id,
        authored_at: now,
        base: view.plan.through,
        audience: view.plan.audience_for(&change, audience),
        change,
    };
    Ok(form.to_changes()?.into_iter().map(entry).collect())
}

fn fold(view: &mut PlanView, changes: &[NewEntry], me: PersonId) {
    let author = match view.relation {
        Relation::Youth => Author::Youth(me),
        _ => Author::Coach(me),
    };
    for new in changes {
        view.plan.apply(&Entry {
            seq: Seq::START,
            id: new.id,
            author,
            authored_at: new.authored_at,
            // The server's clock of the last answer: a phone that runs ahead must not show tomorrow.
            recorded_at: view.now.max(new.authored_at.min(view.now)),
            base: new.base,
            audience: new.audience,
            change: new.change.clone().into(),
        });
    }
}
