//! How a youth reaches a coach.

use contract::{CoachTag, ContactCard, ProblemCode};
use domain::id::PersonId;
use domain::journal::Part;
use domain::policy::Relation;
use jiff::Timestamp;
use storage::{PersonKind, UnitOfWork};

use crate::plans::Opened;
use crate::sessions::Actor;
use crate::vault::{Place, Purpose};
use crate::{Result, Stip};

impl Stip {
    /// Keeps how a coach can be reached; an empty card takes it back.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] for everybody but coaches.
    pub async fn give_contact_card(&self, actor: &Actor, card: &ContactCard) -> Result<()> {
        match actor.kind {
            PersonKind::Coach => {}
            PersonKind::Youth | PersonKind::Parent => return Err(ProblemCode::NotFound.into()),
        }
        let place = Place::Contact(actor.person);
        let cipher = self.vault.cipher(Purpose::Names);
        let sealed = cipher.seal_json(&place, card, self.entropy())?;
        let kept = (!card.is_empty()).then_some(&sealed);
        let mut unit = self.storage.begin().await?;
        unit.set_contact_card(actor.person, kept).await?;
        Ok(unit.commit().await?)
    }

    /// How somebody can be reached.
    pub(crate) async fn contact_card(
        &self,
        unit: &mut dyn UnitOfWork,
        person: PersonId,
    ) -> Result<ContactCard> {
        let Some(sealed) = unit.contact_card(person).await? else {
            return Ok(ContactCard::default());
        };
        let cipher = self.vault.cipher(Purpose::Names);
        Ok(cipher.open_json(&Place::Contact(person), &sealed)?)
    }

    /// The coaches of a plan, the one who is responsible first. Only the youth learns how to reach them.
    pub(crate) async fn coaches_of(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        now: Timestamp,
    ) -> Result<Vec<CoachTag>> {
        let mut coaches = Vec::new();
        if !opened.permit.reads(Part::Nudges) {
            return Ok(coaches);
        }
        for row in unit.relations(opened.permit.plan(), now).await? {
            let lead = match row.relation {
                Relation::LeadCoach => true,
                Relation::Coach => false,
                Relation::Youth | Relation::Parent | Relation::Partner | Relation::Stranger => {
                    continue;
                }
            };
            let Some(name) = self.name_of(unit, opened, row.person).await? else {
                continue;
            };
            let contact = if opened.permit.is_own() {
                self.contact_card(unit, row.person).await?
            } else {
                ContactCard::default()
            };
            coaches.push(CoachTag {
                person: row.person,
                name,
                lead,
                contact,
            });
        }
        coaches.sort_by_key(|coach| (!coach.lead, coach.person));
        Ok(coaches)
    }
}
