//! Somebody takes an offer, and reads along from then on.

use contract::{InvitationCard, ProblemCode};
use domain::id::{PersonId, RelationId};
use domain::policy::{Membership, Relation};
use jiff::Timestamp;
use storage::{
    ConsentRow, Invitation, NewPerson, PersonKind, RelationRow, StorageError, UnitOfWork,
};

use super::offer::Offer;
use super::standing::{consent_of, stands};
use super::{LEGAL_BASIS, PURPOSE, TEXT_VERSION};
use crate::entropy::randomness;
use crate::invitations::words_of;
use crate::plans::Opened;
use crate::sessions::{Actor, Tokens};
use crate::vault::Place;
use crate::{Result, Stip};

impl Stip {
    /// What an offer says to who holds it.
    pub(crate) async fn offer_card(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        invitation: &Invitation,
        offer: Offer,
        now: Timestamp,
    ) -> Result<InvitationCard> {
        fits(opened, &offer, now)?;
        Ok(InvitationCard::ReadingAlong {
            youth: self.youth_name(unit, opened, now).await?,
            parts: offer.grant.parts().clone(),
            until: offer.grant.until(),
            words: words_of(invitation.words)?,
        })
    }

    /// Takes an offer: a session for who reads along, and the consent. Whoever reads along with another
    /// youth already on this browser stays the same person; who had a consent of this youth gets this one
    /// instead.
    pub(crate) async fn take_offer(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        (invitation, offer): (&Invitation, Offer),
        before: Option<&Actor>,
        now: Timestamp,
    ) -> Result<Tokens> {
        let reader = match before.map(|actor| (actor.kind, actor.person)) {
            Some((PersonKind::Parent, person)) => Some(person),
            // The youth's own phone: its session must not end for a look at the own link.
            Some((PersonKind::Youth, _)) => return Err(ProblemCode::YouthSession.into()),
            Some((PersonKind::Coach, _)) => return Err(ProblemCode::StaffSession.into()),
            None => None,
        };
        fits(opened, &offer, now)?;
        match unit.redeem_invitation(invitation.id, now).await {
            Err(StorageError::Gone) => return Err(ProblemCode::WrongCode.into()),
            redeemed => redeemed?,
        }
        let reader = match reader {
            Some(reader) => reader,
            None => self.new_reader(unit, now).await?,
        };
        let plan = invitation.plan;
        for row in unit.consents(plan).await? {
            if row.receiver == reader && stands(&row.consent, now) {
                unit.withdraw_consent(row.consent.id, now).await?;
            }
        }
        self.relate(unit, opened, reader, now).await?;
        let consent = offer.grant.taken(consent_of(invitation.id), now);
        let place = Place::ReaderName(plan, consent.id);
        let name = offer.name.as_bytes();
        unit.add_consent(&ConsentRow {
            plan,
            receiver: reader,
            name: opened.cipher.seal(&place, name, self.entropy())?,
            purpose: PURPOSE.to_owned(),
            legal_basis: LEGAL_BASIS.to_owned(),
            text_version: TEXT_VERSION.to_owned(),
            consent,
        })
        .await?;
        self.begin_session(unit, reader, PersonKind::Parent, now)
            .await
    }

    /// An account without a name: each youth calls the same person something else.
    async fn new_reader(&self, unit: &mut dyn UnitOfWork, now: Timestamp) -> Result<PersonId> {
        let id = PersonId::mint(now, randomness(self.entropy()));
        unit.add_person(&NewPerson {
            id,
            organisation: None,
            kind: PersonKind::Parent,
            name: self.seal_name(id, "")?,
            email: None,
            password: None,
            membership: Membership::Active,
            created_at: now,
        })
        .await?;
        Ok(id)
    }

    async fn relate(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        person: PersonId,
        now: Timestamp,
    ) -> Result<()> {
        let plan = opened.permit.plan();
        let around = unit.relations(plan, now).await?;
        let is_known = |row: &RelationRow| row.person == person && row.relation == Relation::Parent;
        if !around.iter().any(is_known) {
            unit.add_relation(&RelationRow {
                id: RelationId::mint(now, randomness(self.entropy())),
                plan,
                person,
                relation: Relation::Parent,
                from: now,
                until: None,
            })
            .await?;
        }
        Ok(())
    }
}

/// Whether an offer is still the youth's to make, and shows anything.
fn fits(opened: &Opened, offer: &Offer, now: Timestamp) -> Result<()> {
    let grant = &offer.grant;
    let shows = grant.preview(opened.permit.plan(), now).is_ok();
    if opened.permit.is_own() && shows && now < grant.until() {
        Ok(())
    } else {
        Err(ProblemCode::WrongCode.into())
    }
}
