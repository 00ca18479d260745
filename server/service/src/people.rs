//! People: who I am, and whom a coach guides.

use contract::{Caseload, CaseloadLine, Me, Problem, ProblemCode, Role};
use domain::id::PersonId;
use domain::policy::{Facts, enter};
use domain::words::{Words, WordsError};
use jiff::Timestamp;
use storage::{CaseloadRow, Person, PersonKind, Sealed, UnitOfWork};

use crate::access::Looked;
use crate::plans::{Card, Opened};
use crate::sessions::Actor;
use crate::vault::{Place, Purpose, SealError};
use crate::{Result, ServiceError, Stip};

/// The most characters of a name.
const LONGEST_NAME: usize = 60;

impl Stip {
    /// Who is logged in. `knows_who_sees` comes from the device and goes back as it is.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::LoggedOut`] when the account is gone.
    pub async fn me(&self, actor: &Actor, knows_who_sees: bool) -> Result<Me> {
        let now = self.clock.now();
        let mut unit = self.storage.read().await?;
        let (name, plan) = match actor.kind {
            PersonKind::Youth => {
                let plan = unit
                    .plan_of(actor.person)
                    .await?
                    .ok_or(ProblemCode::LoggedOut)?;
                let opened = self
                    .open_plan(unit.as_mut(), actor.person, plan, now)
                    .await?;
                let name = self.name_of(unit.as_mut(), &opened, actor.person).await?;
                (name.ok_or(ProblemCode::LoggedOut)?, Some(plan))
            }
            PersonKind::Coach | PersonKind::Parent => {
                let person = unit
                    .person(actor.person)
                    .await?
                    .ok_or(ProblemCode::LoggedOut)?;
                (self.open_name(&person)?, None)
            }
        };
        let contact = match actor.kind {
            PersonKind::Coach => Some(self.contact_card(unit.as_mut(), actor.person).await?),
            PersonKind::Youth | PersonKind::Parent => None,
        };
        let role = match actor.kind {
            PersonKind::Youth => Role::Youth,
            PersonKind::Coach => Role::Coach,
            PersonKind::Parent => Role::Parent,
        };
        Ok(Me {
            person: actor.person,
            name,
            role,
            plan,
            knows_who_sees,
            contact,
        })
    }

    /// The plans that a coach guides; who needs attention first comes first. Each plan's log says that
    /// the coach looked at its line.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] for everybody but coaches.
    pub async fn caseload(&self, actor: &Actor) -> Result<Caseload> {
        match actor.kind {
            PersonKind::Coach => {}
            PersonKind::Youth | PersonKind::Parent => return Err(ProblemCode::NotFound.into()),
        }
        let now = self.clock.now();
        let mut unit = self.storage.begin().await?;
        let mut lines = Vec::new();
        for row in unit.caseload(actor.person, now).await? {
            let facts = Facts {
                person: actor.person,
                plan: row.plan,
                relation: row.relation,
                membership: actor.membership,
                consent: None,
            };
            // The list comes from the database, the right to see a line from policy.
            let Ok(permit) = enter(facts, now) else {
                continue;
            };
            self.log_access(unit.as_mut(), &permit, actor, Looked::Caseload, now)
                .await?;
            lines.push(self.line(&row)?);
        }
        unit.commit().await?;
        lines.sort_by_key(|line| {
            (
                !line.something_new,
                line.last_contact_at,
                core::cmp::Reverse(line.open_proposals),
            )
        });
        Ok(Caseload { lines, now })
    }

    fn line(&self, row: &CaseloadRow) -> Result<CaseloadLine> {
        let cipher = self.vault.plan_key(row.plan, &row.wrapped_key)?;
        let card: Card = match &row.card {
            Some(sealed) => cipher.open_json(&Place::Card(row.plan, row.seq), sealed)?,
            None => Card::default(),
        };
        Ok(CaseloadLine {
            plan: row.plan,
            name: cipher.open_text(&Place::YouthName(row.plan), &row.name)?,
            last_contact_at: row.last_contact_at,
            open_steps: card.open_steps,
            open_proposals: card.open_proposals,
            something_new: card.newest > row.seen,
            paired: row.paired,
            stip: card.stip,
        })
    }

    /// How somebody around a plan is called; `None` when the account is gone.
    pub(crate) async fn name_of(
        &self,
        unit: &mut dyn UnitOfWork,
        opened: &Opened,
        person: PersonId,
    ) -> Result<Option<String>> {
        let Some(person) = unit.person(person).await? else {
            return Ok(None);
        };
        Ok(Some(match person.kind {
            // A youth's name is sealed under the plan's key: erasing the plan erases the name.
            PersonKind::Youth => {
                let place = Place::YouthName(opened.permit.plan());
                opened.cipher.open_text(&place, &person.name)?
            }
            PersonKind::Coach | PersonKind::Parent => self.open_name(&person)?,
        }))
    }

    pub(crate) fn open_name(&self, person: &Person) -> Result<String> {
        let cipher = self.vault.cipher(Purpose::Names);
        Ok(cipher.open_text(&Place::Name(person.id), &person.name)?)
    }

    pub(crate) fn seal_name(&self, person: PersonId, name: &str) -> Result<Sealed, SealError> {
        let cipher = self.vault.cipher(Purpose::Names);
        cipher.seal(&Place::Name(person), name.as_bytes(), self.entropy())
    }
}

/// A name as somebody typed it: one line, not empty, at most 60 characters.
pub(crate) fn parse_name(typed: &str) -> Result<String> {
    let words = Words::parse_title(typed).map_err(wrong_name)?;
    let name = words.as_str();
    let length = name.chars().count();
    if length > LONGEST_NAME {
        return Err(wrong_name(WordsError::TooLong {
            length,
            max: LONGEST_NAME,
        }));
    }
    if name.contains(['\n', '\t']) {
        return Err(wrong_name(WordsError::Unprintable));
    }
    Ok(name.to_owned())
}

fn wrong_name(error: WordsError) -> ServiceError {
    contract::form::wrong_words("name", error).into()
}

/// A field that cannot be taken.
pub(crate) fn wrong(field: &str, code: &str) -> ServiceError {
    Problem::field(field, code).into()
}

/// The moment until which something works.
pub(crate) fn later(now: Timestamp, by: jiff::SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(now)
}
