//! The JSON API, one file per feature: each handler reads its request, calls one use case, and answers
//! its shape.

pub(super) mod consents;
pub(super) mod files;
pub(super) mod invitations;
pub(super) mod people;
pub(super) mod plans;
pub(super) mod push;
pub(super) mod sessions;

use axum::extract::{FromRequestParts, Path};
use contract::ProblemCode;
use domain::id::PlanId;
use http::request::Parts;

use super::problem::Failure;
use crate::house::House;

/// The plan that a path names. What is no id names nothing.
pub(super) struct ThePlan(pub(super) PlanId);

impl FromRequestParts<House> for ThePlan {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Failure> {
        let path = Path::<String>::from_request_parts(parts, house).await;
        let plan = path.ok().and_then(|Path(plan)| plan.parse().ok());
        Ok(Self(plan.ok_or(ProblemCode::NotFound)?))
    }
}
