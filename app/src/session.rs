//! Who is looking at the page, and what this visit already knows: a page that was seen before shows at
//! once, and is brought up to date behind it.

use contract::{Me, PlanView, ProblemCode};
use domain::id::{ChangeId, PlanId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::backend::use_backend;
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
    opened: StoredValue<Option<Opened>>,
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

    pub(crate) fn keep(self, opened: &Opened) {
        let opened = opened.clone();
        self.opened.try_update_value(|known| *known = Some(opened));
    }

    fn known(self, plan: Option<PlanId>) -> Option<Opened> {
        let opened = self.opened.try_get_value().flatten()?;
        (plan.is_none() || plan == Some(opened.view.id)).then_some(opened)
    }
}

/// Opens the youth's own plan.
pub(crate) fn own_plan() -> Loading {
    opened(None)
}

/// Opens a plan: the given one, or the youth's own.
pub(crate) fn opened(plan: Option<PlanId>) -> Loading {
    let (backend, visit) = (use_backend(), use_context::<Visit>());
    load(move || {
        let (backend, known) = (backend.clone(), visit.and_then(|visit| visit.known(plan)));
        async move {
            if let Some(known) = known {
                return Ok(known);
            }
            let backend = backend.ok_or(ProblemCode::Unavailable)?;
            let me = backend.me().await?.ok_or(ProblemCode::LoggedOut)?;
            let plan = plan.or(me.plan).ok_or(ProblemCode::NotFound)?;
            let view = backend.plan(plan).await?;
            Ok(Opened { me, view })
        }
    })
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
