//! What can go wrong in a use case.

use contract::{Problem, ProblemCode};
use domain::policy::Refusal;
use storage::StorageError;

use crate::vault::SealError;

/// What every use case answers.
pub type Result<T, E = ServiceError> = core::result::Result<T, E>;

/// Why a use case did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// Something that the asker may know, as it goes over the wire.
    #[error("{0}")]
    Problem(Problem),
    /// Too many tries ([`ProblemCode::TooMany`]); nothing was tried this time.
    #[error("too many tries, again after {retry_after} s")]
    TooMany {
        /// Whole seconds until it is worth trying again, at least 1: `Retry-After`.
        retry_after: u32,
    },
    /// The database did not do its work.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Something could not be sealed or opened.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// Something that the house itself wrote does not have its shape.
    #[error("{0} does not have its shape")]
    Shape(&'static str),
    /// A calculation on its own thread was lost: the process is going down.
    #[error("a calculation was lost")]
    Lost,
}

impl ServiceError {
    /// The stable code that the asker gets.
    #[must_use]
    pub fn code(&self) -> ProblemCode {
        match self {
            Self::Problem(problem) => problem.code,
            Self::TooMany { .. } => ProblemCode::TooMany,
            Self::Storage(
                StorageError::Full | StorageError::Locked | StorageError::Unavailable(_),
            )
            | Self::Lost => ProblemCode::Unavailable,
            Self::Storage(_) | Self::Seal(_) | Self::Shape(_) => ProblemCode::Internal,
        }
    }

    /// What the asker gets: never more than the asker may know.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::Problem(problem) => problem.clone(),
            other => other.code().into(),
        }
    }
}

impl From<ProblemCode> for ServiceError {
    fn from(code: ProblemCode) -> Self {
        Self::Problem(code.into())
    }
}

impl From<Problem> for ServiceError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// Not allowed looks like not there.
impl From<Refusal> for ServiceError {
    fn from(_: Refusal) -> Self {
        ProblemCode::NotFound.into()
    }
}
