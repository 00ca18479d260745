//! The youth lets somebody read along: look first, then say yes.

use contract::{ConsentRequest, IssuedInvitation, SharedPlan, Terms};
use domain::id::{InvitationId, PlanId};
use domain::policy::{Grant, Permit, Ungranted};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use storage::{Invitation, UnitOfWork};

use crate::entropy::randomness;
use crate::invitations::Inviting;
use crate::people::{parse_name, wrong};
use crate::plans::Opened;
use crate::sessions::Actor;
use crate::throttle::Bucket;
use crate::vault::Place;
use crate::{Result, Stip};

/// What an invitation to read along holds, sealed under the plan's key.
#[derive(Serialize, Deserialize)]
pub(crate) struct Offer {
    /// What the youth calls whoever will take it.
    pub(crate) name: String,
    /// What the youth said yes to.
    pub(crate) grant: Grant,
}

impl Stip {
    /// What somebody would see if the youth said yes to this: made by the same steps as what they will
    /// see. Changes nothing.
    ///
    /// # Errors
    ///
    /// [`contract::ProblemCode::NotFound`] for everybody but the youth, and for parts that are never
    /// shown; [`contract::ProblemCode::Invalid`] when no part was chosen.
    pub async fn preview_consent(
        &self,
        actor: &Actor,
        plan: PlanId,
        terms: &Terms,
    ) -> Result<SharedPlan> {
        let now = self.clock.now();
        let mut unit = self.storage.read().await?;
        let opened = self
            .open_plan(unit.as_mut(), actor.person, plan, now)
            .await?;
        let grant = granted(&opened.permit, terms)?;
        let eyes = grant.preview(plan, now)?;
        self.shown(
            unit.as_mut(),
            &opened,
            &eyes,
            (grant.parts(), grant.until()),
            now,
        )
        .await
    }

    /// The youth says yes: makes an invitation for whoever will read along. Nobody else is told (C-08).
    ///
    /// # Errors
    ///
    /// As [`Self::preview_consent`]; [`contract::ProblemCode::Invalid`] for an impossible name;
    /// [`crate::ServiceError::TooMany`].
    pub async fn offer_consent(
        &self,
        actor: &Actor,
        plan: PlanId,
        request: &ConsentRequest,
    ) -> Result<IssuedInvitation> {
        let now = self.clock.now();
        let mut unit = self.storage.begin().await?;
        let opened = self
            .open_plan(unit.as_mut(), actor.person, plan, now)
            .await?;
        let grant = granted(&opened.permit, &request.terms)?;
        let name = parse_name(&request.name)?;
        self.count_try(unit.as_mut(), Bucket::Invitations(actor.person), now)
            .await?
            .check()?;
        let issued = self
            .issue_offer(unit.as_mut(), &opened, Offer { name, grant }, now)
            .await?;
        unit.commit().await?;
        Ok(issued)
    }

    /// Makes the invitation of an offer; the holder of the permit made it.
    pub(crate) async fn issue_offer(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        offer: Offer,
        now: Timestamp,
    ) -> Result<IssuedInvitation> {
        let plan = opened.permit.plan();
        let id = InvitationId::mint(now, randomness(self.entropy()));
        let place = Place::Offer(plan, id);
        let sealed = opened.cipher.seal_json(&place, &offer, self.entropy())?;
        let inviting = Inviting {
            id,
            plan,
            maker: opened.permit.person(),
            name: &offer.name,
            offer: Some(sealed),
        };
        self.issue_as(unit, inviting, now).await
    }

    /// What an invitation offers; `None` when it pairs the youth's phone.
    pub(crate) fn offer_of(
        &self,
        opened: &Opened,
        invitation: &Invitation,
    ) -> Result<Option<Offer>> {
        let place = Place::Offer(invitation.plan, invitation.id);
        let open = |sealed| opened.cipher.open_json(&place, sealed);
        Ok(invitation.offer.as_ref().map(open).transpose()?)
    }
}

/// What the youth may say yes to.
fn granted(permit: &Permit, terms: &Terms) -> Result<Grant> {
    match permit.grants(terms.parts.clone(), terms.span) {
        Ok(grant) => Ok(grant),
        Err(Ungranted::Nothing) => Err(wrong("parts", "empty")),
        Err(Ungranted::Refused(refusal)) => Err(refusal.into()),
    }
}
