//! What the youth's pages about reading along load: always from the server, for it alone knows.

use std::sync::Arc;

use contract::{Problem, ProblemCode};
use domain::id::PlanId;
use serde::de::DeserializeOwned;

use crate::backend::{Asked, Backend, use_backend};
use crate::load::{Loading, load};

/// Asks something about the youth's own plan.
pub(super) fn about_own<T: DeserializeOwned + Clone + 'static>(
    question: impl Fn(&Arc<dyn Backend>, PlanId) -> Asked<T> + Clone + Send + Sync + 'static,
) -> Loading<T> {
    let backend = use_backend();
    load(move || {
        let (backend, question) = (backend.clone(), question.clone());
        Box::pin(async move {
            let backend = backend.ok_or(ProblemCode::Unavailable)?;
            let me = backend.me().read().await?;
            let plan = me.plan.ok_or(Problem::from(ProblemCode::NotFound))?;
            question(&backend, plan).unread().await
        })
    })
}
