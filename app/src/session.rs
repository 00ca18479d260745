//! Who is looking at the page, and what this visit already knows: a page that was seen before shows at
//! once, and is brought up to date behind it.

use std::sync::Arc;

use contract::{Me, PlanView, Problem, ProblemCode, Role};
use domain::id::{ChangeId, PlanId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::backend::{Backend, Loaded, use_backend};
use crate::device::use_device;
use crate::keeper::{Keeper, use_keeper};
use crate::load::{Loading, load};
use crate::shelf::{Kept, Shelf};
use crate::store::{fold, missing, not_settled};

/// A plan, with who looks at it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Opened {
    pub(crate) me: Me,
    pub(crate) view: PlanView,
    /// Who said so.
    #[serde(default)]
    pub(crate) from: Place,
}

/// Where a plan came from.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Place {
    /// The server, in this visit.
    #[default]
    Server,
    /// This phone: it may be a while ago.
    Phone,
}

/// What this visit knows. In the browser it lives until the page is closed; on the server, one request.
#[derive(Clone, Copy)]
pub(crate) struct Visit {
    opened: StoredValue<Option<(PlanId, Loaded)>>,
    /// What the page before could not say any more.
    untold: StoredValue<Option<ProblemCode>>,
    /// Set once the first page stands: from then on a new page takes the focus.
    pub(crate) moved: StoredValue<bool>,
}

impl Visit {
    pub(crate) fn new() -> Self {
        Self {
            opened: StoredValue::new(None),
            untold: StoredValue::new(None),
            moved: StoredValue::new(false),
        }
    }

    pub(crate) fn keep(self, opened: Opened) {
        let (plan, opened) = (opened.view.id, Loaded::here(opened));
        self.opened
            .try_update_value(|known| *known = Some((plan, opened)));
    }

    /// What did not work, for the next page to say.
    pub(crate) fn tell(self, code: ProblemCode) {
        self.untold.try_set_value(Some(code));
    }

    /// What the page before left to be said; once.
    pub(crate) fn told(self) -> Option<ProblemCode> {
        self.untold.try_update_value(Option::take).flatten()
    }

    /// The plan that was seen last, if it is this one.
    pub(crate) fn known(self, plan: Option<PlanId>) -> Option<Loaded> {
        let (id, opened) = self.opened.try_get_value().flatten()?;
        (plan.is_none() || plan == Some(id)).then_some(opened)
    }
}

/// Opens the youth's own plan.
pub(crate) fn own_plan() -> Loading<Opened> {
    opened(None)
}

/// Opens a plan: the given one, or the youth's own.
pub(crate) fn opened(plan: Option<PlanId>) -> Loading<Opened> {
    let (source, visit) = (Source::here(), use_context::<Visit>());
    load(move || {
        let (source, known) = (source.clone(), visit.and_then(|visit| visit.known(plan)));
        Box::pin(async move {
            match known {
                Some(known) => Ok(known),
                None => source.open(plan).await.map(Loaded::here),
            }
        })
    })
}

/// Where plans come from: the server, and without it the youth's own phone.
#[derive(Clone)]
pub(crate) struct Source {
    backend: Option<Arc<dyn Backend>>,
    keeper: Option<Arc<dyn Keeper>>,
}

impl Source {
    /// Those of the page around.
    pub(crate) fn here() -> Self {
        Self {
            backend: use_backend(),
            keeper: use_keeper(),
        }
    }

    /// Opens a plan: the given one, or the youth's own. A page that is drawn on the phone shows what the
    /// phone keeps, at once; what the server says comes behind it.
    pub(crate) async fn open(&self, plan: Option<PlanId>) -> Result<Opened, Problem> {
        let draws = self.keeper.as_ref().is_some_and(|keeper| keeper.draws());
        if draws
            && plan.is_none()
            && let Some(kept) = self.kept().await
        {
            return Ok(kept);
        }
        match self.ask(plan).await {
            Err(problem) if is_no_network(problem.code) && plan.is_none() => {
                Ok(self.kept().await.ok_or(problem)?)
            }
            asked => asked,
        }
    }

    async fn ask(&self, plan: Option<PlanId>) -> Result<Opened, Problem> {
        let backend = self.backend.as_ref().ok_or(ProblemCode::Unavailable)?;
        let me: Me = backend.me().read().await?;
        let plan = plan.or(me.plan).ok_or(ProblemCode::NotFound)?;
        let loaded = backend.plan(plan).unread().await?;
        let mut view: PlanView = loaded.read()?;
        let keeper = self.keeper.as_ref().filter(|_| me.role == Role::Youth);
        if let Some(keeper) = keeper {
            let shelf = Shelf::of(Arc::clone(keeper), me.person);
            // Where nothing can be kept, everything works as long as there is a network.
            if shelf.claim().await.is_ok() {
                keep_plan(&shelf, &loaded).await;
                with_outbox(&shelf, &mut view, &me).await;
            }
        }
        Ok(Opened {
            me,
            view,
            from: Place::Server,
        })
    }

    /// The plan as this phone saw it last.
    pub(crate) async fn kept(&self) -> Option<Opened> {
        let keeper = self.keeper.as_ref()?;
        let found = Shelf::found(keeper.as_ref()).await?;
        let me: Me = serde_json::from_str(&found.me?).ok()?;
        let mut view: PlanView = serde_json::from_str(&found.plan?).ok()?;
        if found.owner != me.person.to_string() || me.plan != Some(view.id) {
            return None;
        }
        let shelf = Shelf::of(Arc::clone(keeper), me.person);
        let changes = missing(&shelf, &view, found.rows).await.unwrap_or_default();
        fold(&mut view, &changes, me.person);
        Some(Opened {
            me,
            view,
            from: Place::Phone,
        })
    }
}

/// Whether this phone keeps somebody's plan: then it opens without a network too.
pub(crate) async fn keeps_a_plan(keeper: Option<Arc<dyn Keeper>>) -> bool {
    match keeper {
        Some(keeper) => Shelf::found(keeper.as_ref())
            .await
            .is_some_and(|found| found.plan.is_some()),
        None => false,
    }
}

async fn with_outbox(shelf: &Shelf, view: &mut PlanView, me: &Me) {
    let changes = not_settled(shelf, view).await.unwrap_or_default();
    fold(view, &changes, me.person);
}

/// Whether the phone has to do without the server.
pub(crate) fn is_no_network(code: ProblemCode) -> bool {
    matches!(code, ProblemCode::Offline | ProblemCode::Unavailable)
}

/// Keeps the plan as the server said it.
pub(crate) async fn keep_plan(shelf: &Shelf, loaded: &Loaded) {
    if let Loaded::Written(text) = loaded {
        // Without room the plan of before stays, and what is written since stands in the outbox.
        let _as_it_was = shelf.save(Kept::Plan, text.clone()).await;
    }
}

/// Makes new ids: on the server for the first page, in the browser after that.
pub(crate) fn minter() -> impl Fn() -> ChangeId + Clone + Send + Sync + 'static {
    let device = use_device();
    move || {
        device
            .as_ref()
            .map_or(ChangeId::from_uuid(uuid::Uuid::nil()), |device| {
                ChangeId::mint(device.now(), device.randomness())
            })
    }
}
