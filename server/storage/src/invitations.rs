//! Invitations: to pair the youth's phone with a plan, or to read along.

use async_trait::async_trait;
use domain::id::{InvitationId, PersonId, PlanId};
use jiff::Timestamp;

use crate::{KeyedHash, Result, Sealed};

/// An invitation: one use, one plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The plan that it opens.
    pub plan: PlanId,
    /// Who made it: a coach, or with an offer the youth.
    pub maker: PersonId,
    /// Keyed hash of the long secret in the QR code or link.
    pub secret: KeyedHash,
    /// Keyed hash of the code of ten characters.
    pub code: KeyedHash,
    /// The two words that both sides see, as indexes into the word list.
    pub words: (u16, u16),
    /// What whoever takes it may read, sealed; `None` when it pairs the youth's own phone.
    pub offer: Option<Sealed>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when the link works.
    pub link_until: Timestamp,
    /// Until when the typed code works.
    pub code_until: Timestamp,
    /// When it was taken.
    pub redeemed_at: Option<Timestamp>,
    /// When it was made worthless: the words differed, or a newer one took its place.
    pub burned_at: Option<Timestamp>,
}

/// Keeps invitations.
#[async_trait]
pub trait InvitationRepository {
    /// Adds one. One without an offer burns those before it for the same plan, offers not among them.
    async fn add_invitation(&mut self, invitation: &Invitation) -> Result<()>;
    /// Finds one by the secret of its link or by its code, used and burned ones too.
    async fn invitation_by_hash(&mut self, hash: KeyedHash) -> Result<Option<Invitation>>;
    /// The newest of a plan that pairs the youth's phone.
    async fn latest_invitation(&mut self, plan: PlanId) -> Result<Option<Invitation>>;
    /// The offers about a plan that somebody may still take, oldest first.
    async fn open_offers(&mut self, plan: PlanId, at: Timestamp) -> Result<Vec<Invitation>>;
    /// Uses it. [`crate::StorageError::Gone`] when it was used or burned before: of fifty at once, one
    /// wins.
    async fn redeem_invitation(&mut self, id: InvitationId, at: Timestamp) -> Result<()>;
    /// Makes it worthless; burning twice changes nothing.
    async fn burn_invitation(&mut self, id: InvitationId, at: Timestamp) -> Result<()>;
}
