//! Where the pages get their data: over HTTP in the browser, in process while the server renders.
//! `app` knows only this trait.

use core::future::Future;
use core::pin::Pin;
use std::sync::Arc;

use contract::{
    Caseload, ChangesReply, Deliveries, InvitationCard, InvitationRequest, IssuedInvitation, Me,
    PlanView, Problem,
};
use domain::id::PlanId;
use domain::journal::NewEntry;
use leptos::prelude::use_context;

/// An answer that may take a while. In the browser the future is wrapped, so that one page compiles
/// for both sides.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + Send>>;

/// Everything that a page can ask.
pub trait Backend: Send + Sync + 'static {
    /// Who is logged in; `None` for nobody.
    fn me(&self) -> Answer<Option<Me>>;
    /// A plan, as far as the viewer may see it.
    fn plan(&self, plan: PlanId) -> Answer<PlanView>;
    /// Offers changes to a plan.
    fn record(&self, plan: PlanId, changes: Vec<NewEntry>) -> Answer<ChangesReply>;
    /// What became of the messages about a plan.
    fn deliveries(&self, plan: PlanId) -> Answer<Deliveries>;
    /// The plans that the coach guides.
    fn caseload(&self) -> Answer<Caseload>;
    /// Whose invitation a code is.
    fn invitation(&self, code: String) -> Answer<InvitationCard>;
    /// Makes an invitation.
    fn invite(&self, request: InvitationRequest) -> Answer<IssuedInvitation>;
}

/// The backend of this page. The router runs every page once at start without one, to list the
/// routes: therefore an `Option`.
#[must_use]
pub fn use_backend() -> Option<Arc<dyn Backend>> {
    use_context::<Arc<dyn Backend>>()
}
