//! What goes over the wire: JSON shapes, paths, problem codes, form fields. Both sides compile the
//! same types, so a shape cannot drift; `/api/v1` only ever grows.
//!
//! **To add an endpoint:** its path in `path.rs`, its shapes in the file of its feature, its route and
//! its line in the server's inventory.

mod changes;
mod consent;
mod contact;
pub mod form;
mod invitation;
mod live;
pub mod path;
mod people;
mod plan;
mod problem;
mod push;
mod reading;

pub use changes::{ChangesReply, ChangesRequest, EntriesReply, Outcome};
pub use consent::{
    ConsentLine, ConsentRequest, Consents, OpenOffer, SharedPlan, SharedPlanLine, SharedPlans,
    Terms,
};
pub use contact::{CoachTag, ContactCard};
pub use invitation::{InvitationCard, InvitationRequest, IssuedInvitation};
pub use live::LiveEvent;
pub use people::{Caseload, CaseloadLine, LoginRequest, Me, RedeemRequest, Role};
pub use plan::{Deliveries, Delivery, DeliveryKind, DeliveryState, PersonTag, PlanView};
pub use problem::{FieldProblem, Problem, ProblemCode};
pub use push::{PushKey, ReceiptEvent, ReceiptRequest, SubscriptionKeys, SubscriptionRequest};
pub use reading::{Letters, Lines, Reading, Size};
