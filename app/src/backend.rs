//! Where the pages get their data: over HTTP in the browser, in process while the server renders.
//! `app` knows only this trait.
//!
//! What comes back is not read here, and what is sent is not written here: [`Asked`] and [`Sending`]
//! leave that to the page that knows the shape. A browser loads the trait with the first page, and so
//! only the shapes of the pages that it opens.

use core::any::Any;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use std::sync::Arc;

use contract::{
    Caseload, ChangesReply, ChangesRequest, Consents, Deliveries, InvitationCard,
    InvitationRequest, IssuedInvitation, Me, PlanView, Problem, ProblemCode, RedeemRequest,
    SharedPlan, SharedPlans, Terms,
};
use domain::id::PlanId;
use leptos::prelude::use_context;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An answer that may take a while. In the browser the future is wrapped, so that one page compiles
/// for both sides.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + Send>>;

/// Everything that a page can ask.
pub trait Backend: Send + Sync + 'static {
    /// Who is logged in; [`ProblemCode::LoggedOut`] for nobody.
    fn me(&self) -> Asked<Me>;
    /// A plan, as far as the viewer may see it.
    fn plan(&self, plan: PlanId) -> Asked<PlanView>;
    /// Offers changes to a plan.
    fn record(&self, plan: PlanId, changes: Sending<ChangesRequest>) -> Asked<ChangesReply>;
    /// What became of the messages about a plan.
    fn deliveries(&self, plan: PlanId) -> Asked<Deliveries>;
    /// The plans that the coach guides.
    fn caseload(&self) -> Asked<Caseload>;
    /// What an invitation's code is for.
    fn invitation(&self, code: Sending<RedeemRequest>) -> Asked<InvitationCard>;
    /// Makes an invitation.
    fn invite(&self, request: Sending<InvitationRequest>) -> Asked<IssuedInvitation>;
    /// Who reads along with a plan.
    fn consents(&self, plan: PlanId) -> Asked<Consents>;
    /// What somebody would see who reads along on these terms.
    fn consent_preview(&self, plan: PlanId, terms: Terms) -> Asked<SharedPlan>;
    /// The plans that this person reads along with.
    fn shared_plans(&self) -> Asked<SharedPlans>;
    /// One of them.
    fn shared_plan(&self, plan: PlanId) -> Asked<SharedPlan>;
}

/// The backend of this page. The router runs every page once at start without one, to list the
/// routes: therefore an `Option`.
#[must_use]
pub fn use_backend() -> Option<Arc<dyn Backend>> {
    use_context::<Arc<dyn Backend>>()
}

/// What was loaded: as it came, or as JSON.
#[derive(Clone)]
pub enum Loaded {
    /// Made in this process.
    Here(Arc<dyn Shape>),
    /// As the server wrote it, into the page or over HTTP.
    Written(String),
}

/// Something that can be loaded, and written into a page.
pub trait Shape: Any + Send + Sync {
    /// As JSON; only the server writes.
    fn write(&self) -> String;
    /// As what it is.
    fn any(&self) -> &dyn Any;
}

impl<T: Serialize + Send + Sync + 'static> Shape for T {
    fn write(&self) -> String {
        #[cfg(feature = "ssr")]
        {
            // Only a map with keys that are no words could fail, and none of ours has such.
            serde_json::to_string(self).unwrap_or_default()
        }
        #[cfg(not(feature = "ssr"))]
        String::new()
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

impl Loaded {
    /// Something of this process.
    pub fn here<T: Serialize + Send + Sync + 'static>(what: T) -> Self {
        Self::Here(Arc::new(what))
    }

    /// What was loaded. An answer of another shape than agreed counts as a fault of the server.
    ///
    /// # Errors
    /// [`ProblemCode::Internal`].
    pub fn read<T: Clone + DeserializeOwned + 'static>(&self) -> Result<T, Problem> {
        let read = match self {
            Self::Here(shape) => shape.as_ref().any().downcast_ref::<T>().cloned(),
            Self::Written(json) => serde_json::from_str(json).ok(),
        };
        read.ok_or_else(|| ProblemCode::Internal.into())
    }
}

/// What was asked: an answer on its way, not read yet.
pub struct Asked<T> {
    answer: Answer<Loaded>,
    shape: PhantomData<fn() -> T>,
}

impl<T> Asked<T> {
    /// An answer of this shape.
    #[must_use]
    pub fn new(answer: Answer<Loaded>) -> Self {
        Self {
            answer,
            shape: PhantomData,
        }
    }

    /// The answer as it comes.
    #[must_use]
    pub fn unread(self) -> Answer<Loaded> {
        self.answer
    }
}

impl<T: Clone + DeserializeOwned + 'static> Asked<T> {
    /// Waits for the answer and reads it.
    ///
    /// # Errors
    /// What the server said, or why it was not reached.
    pub async fn read(self) -> Result<T, Problem> {
        self.answer.await?.read()
    }
}

/// Something to send, with the way to write it.
pub struct Sending<T> {
    what: T,
    write: fn(&T) -> Option<String>,
}

impl<T: Serialize> Sending<T> {
    /// Sends this.
    pub fn new(what: T) -> Self {
        Self {
            what,
            write: |what| serde_json::to_string(what).ok(),
        }
    }
}

impl<T> Sending<T> {
    /// As JSON.
    ///
    /// # Errors
    /// [`ProblemCode::Malformed`] for what cannot be written.
    pub fn json(&self) -> Result<String, Problem> {
        (self.write)(&self.what).ok_or_else(|| ProblemCode::Malformed.into())
    }

    /// What is sent.
    pub fn into_inner(self) -> T {
        self.what
    }
}
