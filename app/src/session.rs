//! Who is looking at the page, and what this visit already knows: a page that was seen before shows at
//! once, and is brought up to date behind it.

use std::sync::Arc;

use contract::{Me, PlanView, Problem, ProblemCode, Role};
use domain::id::{ChangeId, PlanId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::backend::{Backend, Loaded, use_backend};
use crate::device::use_device;
use crate::keeper::{Keeper, Kept, use_keeper};
use crate::load::{Loading, load};
use crate::store::{fold, pending};

/// A plan, with who looks at it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Opened {
    pub(crate) me: Me,
    pub(crate) view: PlanView,
}

/// What this visit knows. In the browser it lives until the page is closed; on the server, one request.
#[derive(Clone, Copy)]
pub(crate) struct Visit {
    opened: StoredValue<Option<(PlanId, Loaded)>>,
    /// Set once the first page stands: from then on a new page takes the focus.
    pub(crate) moved: StoredValue<bool>,
}

impl Visit {
    pub(crate) fn new() -> Self {
        Self {
            opened: StoredValue::new(None),
            moved: StoredValue::new(false),
        }
    }

    pub(crate) fn keep(self, opened: Opened) {
        let (plan, opened) = (opened.view.id, Loaded::here(opened));
        self.opened
            .try_update_value(|known| *known = Some((plan, opened)));
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

    /// Opens a plan: the given one, or the youth's own. What waits on this phone is folded in.
    pub(crate) async fn open(&self, plan: Option<PlanId>) -> Result<Opened, Problem> {
        let mut opened = match self.ask(plan).await {
            Err(problem) if is_no_network(problem.code) && plan.is_none() => {
                self.kept().await.ok_or(problem)?
            }
            asked => asked?,
        };
        if let Some(keeper) = self
            .keeper
            .as_deref()
            .filter(|_| opened.me.role == Role::Youth)
        {
            let me = opened.me.person;
            fold(&mut opened.view, &pending(keeper).await, me);
        }
        Ok(opened)
    }

    async fn ask(&self, plan: Option<PlanId>) -> Result<Opened, Problem> {
        let backend = self.backend.as_ref().ok_or(ProblemCode::Unavailable)?;
        let who = backend.me().unread().await?;
        let me: Me = who.read()?;
        let plan = plan.or(me.plan).ok_or(ProblemCode::NotFound)?;
        let loaded = backend.plan(plan).unread().await?;
        let view = loaded.read()?;
        if let Some(keeper) = self.keeper.as_deref().filter(|_| me.role == Role::Youth) {
            keep_me(keeper, &me, &who).await;
            keep_plan(keeper, &loaded).await;
        }
        Ok(Opened { me, view })
    }

    /// The plan as this phone saw it last.
    async fn kept(&self) -> Option<Opened> {
        let keeper = self.keeper.as_ref()?;
        let me = keeper.load(Kept::Me).await.ok()??;
        let view = keeper.load(Kept::Plan).await.ok()??;
        Some(Opened {
            me: serde_json::from_str(&me).ok()?,
            view: serde_json::from_str(&view).ok()?,
        })
    }
}

fn is_no_network(code: ProblemCode) -> bool {
    matches!(code, ProblemCode::Offline | ProblemCode::Unavailable)
}

async fn keep_me(keeper: &dyn Keeper, me: &Me, loaded: &Loaded) {
    // Where nothing can be kept, everything works as long as there is a network.
    if let Loaded::Written(text) = loaded
        && keeper.belongs(me.person.to_string()).await.is_ok()
    {
        let _only_online = keeper.save(Kept::Me, text.clone()).await;
    }
}

/// Keeps the plan as the server said it.
pub(crate) async fn keep_plan(keeper: &dyn Keeper, loaded: &Loaded) {
    if let Loaded::Written(text) = loaded {
        let _only_online = keeper.save(Kept::Plan, text.clone()).await;
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
