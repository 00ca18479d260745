//! Who is looking at the page, and what this visit already knows: a page that was seen before shows at
//! once, and is brought up to date behind it.

use std::sync::Arc;

use contract::{Me, PlanView, Problem, ProblemCode};
use domain::id::{ChangeId, PlanId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::backend::{Backend, Loaded, use_backend};
use crate::device::use_device;
use crate::load::{Loading, load};

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
    let (backend, visit) = (use_backend(), use_context::<Visit>());
    load(move || {
        let (backend, known) = (backend.clone(), visit.and_then(|visit| visit.known(plan)));
        Box::pin(async move {
            match known {
                Some(known) => Ok(known),
                None => ask(backend, plan).await.map(Loaded::here),
            }
        })
    })
}

/// Asks the server for a plan: the given one, or the youth's own.
pub(crate) async fn ask(
    backend: Option<Arc<dyn Backend>>,
    plan: Option<PlanId>,
) -> Result<Opened, Problem> {
    let backend = backend.ok_or(ProblemCode::Unavailable)?;
    let me = backend.me().read().await?;
    let plan = plan.or(me.plan).ok_or(ProblemCode::NotFound)?;
    let view = backend.plan(plan).read().await?;
    Ok(Opened { me, view })
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
