//! Who reads along now, and stopping it.

use contract::{ConsentLine, Consents, OpenOffer, ProblemCode};
use domain::id::{ConsentId, InvitationId, PersonId, PlanId};
use domain::policy::{Consent, Relation};
use jiff::Timestamp;
use storage::{ConsentRow, StorageError, UnitOfWork};

use crate::plans::Opened;
use crate::sessions::Actor;
use crate::vault::Place;
use crate::{Result, ServiceError, Stip};

impl Stip {
    /// Who reads along with the youth, since when, what, and when they last looked; and which offers
    /// nobody has taken yet.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] for everybody but the youth.
    pub async fn consents(&self, actor: &Actor, plan: PlanId) -> Result<Consents> {
        let now = self.clock.now();
        let mut unit = self.storage.read().await?;
        let opened = self.own(unit.as_mut(), actor, plan, now).await?;
        let mut lines = Vec::new();
        for row in unit.consents(plan).await? {
            if stands(&row.consent, now) {
                lines.push(self.consent_line(unit.as_mut(), &opened, row).await?);
            }
        }
        let mut offers = Vec::new();
        for invitation in unit.open_offers(plan, now).await? {
            if let Some(offer) = self.offer_of(&opened, &invitation)? {
                offers.push(OpenOffer {
                    id: consent_of(invitation.id),
                    name: offer.name,
                    parts: offer.grant.parts().clone(),
                    open_until: invitation.code_until,
                });
            }
        }
        Ok(Consents { lines, offers, now })
    }

    async fn consent_line(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        row: ConsentRow,
    ) -> Result<ConsentLine> {
        let Consent {
            id,
            parts,
            from,
            until,
            ..
        } = row.consent;
        let place = Place::ReaderName(row.plan, id);
        let looks = unit.looks_by(id, 1).await?;
        Ok(ConsentLine {
            id,
            name: opened.cipher.open_text(&place, &row.name)?,
            parts,
            from,
            until,
            looked_at: looks.first().map(|look| look.at),
        })
    }

    /// The youth stops it: from the commit on nothing is shown, and an offer is worthless. Twice is once;
    /// nobody is told (C-08).
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] for everybody but the youth, and for what was never offered.
    pub async fn withdraw_consent(
        &self,
        actor: &Actor,
        plan: PlanId,
        consent: ConsentId,
    ) -> Result<()> {
        let now = self.clock.now();
        let mut unit = self.storage.begin().await?;
        self.own(unit.as_mut(), actor, plan, now).await?;
        let invitation = InvitationId::from_uuid(consent.uuid());
        let given = unit.consents(plan).await?;
        let offers = unit.open_offers(plan, now).await?;
        let known = given.iter().any(|row| row.consent.id == consent)
            || offers.iter().any(|offer| offer.id == invitation);
        if !known {
            return Err(ProblemCode::NotFound.into());
        }
        // First the offer: whoever takes it at this moment is waited for, and then finds it withdrawn.
        unit.burn_invitation(invitation, now).await?;
        match unit.withdraw_consent(consent, now).await {
            Ok(()) | Err(StorageError::Gone) => {}
            Err(error) => return Err(error.into()),
        }
        let given = unit.consents(plan).await?;
        if let Some(row) = given.into_iter().find(|row| row.consent.id == consent) {
            self.part_ways(unit.as_mut(), plan, row.receiver, now)
                .await?;
        }
        Ok(unit.commit().await?)
    }

    /// Nothing is shown to somebody any more: they are nothing to the plan any more.
    async fn part_ways(
        &self,
        unit: &mut dyn UnitOfWork,
        plan: PlanId,
        receiver: PersonId,
        now: Timestamp,
    ) -> Result<()> {
        let mut given = unit.consents(plan).await?.into_iter();
        if given.any(|row| row.receiver == receiver && stands(&row.consent, now)) {
            return Ok(());
        }
        for row in unit.relations(plan, now).await? {
            if row.person == receiver && row.relation == Relation::Parent {
                unit.end_relation(row.id, now).await?;
            }
        }
        Ok(())
    }

    /// Lets the youth into the own plan, and nobody else.
    async fn own(
        &self,
        unit: &mut dyn UnitOfWork,
        actor: &Actor,
        plan: PlanId,
        now: Timestamp,
    ) -> Result<Opened> {
        let opened = self.open_plan(unit, actor.person, plan, now).await?;
        if opened.permit.is_own() {
            Ok(opened)
        } else {
            Err(ServiceError::from(ProblemCode::NotFound))
        }
    }
}

/// The consent that an offer becomes bears its id.
pub(super) const fn consent_of(invitation: InvitationId) -> ConsentId {
    ConsentId::from_uuid(invitation.uuid())
}

/// Whether anything is shown by it at this moment.
pub(super) fn stands(consent: &Consent, now: Timestamp) -> bool {
    consent.parts.iter().any(|part| consent.covers(*part, now))
}
