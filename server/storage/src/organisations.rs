//! Organisations that employ coaches.

use async_trait::async_trait;
use domain::id::OrganisationId;
use jiff::Timestamp;

use crate::Result;

/// An organisation. Its name is public: it stands on invitations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// When it joined.
    pub created_at: Timestamp,
}

/// Keeps organisations.
#[async_trait]
pub trait OrganisationRepository {
    /// Adds one.
    async fn add_organisation(&mut self, organisation: &Organisation) -> Result<()>;
    /// Finds one.
    async fn organisation(&mut self, id: OrganisationId) -> Result<Option<Organisation>>;
    /// All of them, oldest first, at most `limit`.
    async fn organisations(&mut self, limit: u32) -> Result<Vec<Organisation>>;
}
