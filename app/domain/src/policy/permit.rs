//! The proof that [`decide`](super::decide) said yes.

use jiff::Timestamp;

use super::{Action, Consent, Facts, Refusal, Relation, decide};
use crate::id::{PersonId, PlanId};
use crate::journal::{Audience, Author, Change, Entry, Part};

/// Lets one person into one plan, as far as the table goes. Only [`enter`] makes one, and the
/// repositories of the journal take nothing else: a handler that forgets to ask does not compile.
#[derive(Debug, Clone)]
pub struct Permit {
    facts: Facts,
    at: Timestamp,
}

/// Lets somebody in who may read at least one part of the plan at this moment.
///
/// # Errors
///
/// [`Refusal`] when no part may be read; it must look like a plan that does not exist.
pub fn enter(facts: Facts, now: Timestamp) -> Result<Permit, Refusal> {
    let any = Part::ALL
        .into_iter()
        .any(|part| decide(&facts, part, Audience::Everyone, Action::Read, now).is_ok());
    if any {
        Ok(Permit { facts, at: now })
    } else {
        Err(Refusal)
    }
}

impl Permit {
    /// The plan that it opens.
    #[must_use]
    pub fn plan(&self) -> PlanId {
        self.facts.plan
    }

    /// Whom it lets in.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.facts.person
    }

    /// What that person is to the plan.
    #[must_use]
    pub fn relation(&self) -> Relation {
        self.facts.relation
    }

    /// Whether the holder is the youth whose plan it is.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.facts.relation == Relation::Youth
    }

    /// Whether the holder reads along, by the youth's consent: sees [`Shared`](crate::plan::Shared),
    /// and no journal.
    #[must_use]
    pub fn reads_along(&self) -> bool {
        match self.facts.relation {
            Relation::Parent | Relation::Partner => true,
            Relation::Youth | Relation::LeadCoach | Relation::Coach | Relation::Stranger => false,
        }
    }

    /// The consent by which the holder reads along.
    #[must_use]
    pub fn consent(&self) -> Option<&Consent> {
        self.facts.consent.as_ref().filter(|_| self.reads_along())
    }

    /// Whether the holder may let somebody else read this part.
    #[must_use]
    pub fn shares(&self, part: Part) -> bool {
        let everyone = Audience::Everyone;
        decide(&self.facts, part, everyone, Action::Share, self.at).is_ok()
    }

    /// The moment for which it was given.
    pub(super) fn at(&self) -> Timestamp {
        self.at
    }

    /// Whether the holder may see this entry.
    #[must_use]
    pub fn sees(&self, entry: &Entry) -> bool {
        decide(
            &self.facts,
            entry.part(),
            entry.audience,
            Action::Read,
            self.at,
        )
        .is_ok()
    }

    /// Whether the holder may read this part at all.
    #[must_use]
    pub fn reads(&self, part: Part) -> bool {
        decide(&self.facts, part, Audience::Everyone, Action::Read, self.at).is_ok()
    }

    /// Whether the holder may write this change; says as whom.
    ///
    /// # Errors
    ///
    /// [`Refusal`] when the table does not allow it.
    pub fn writes(&self, change: &Change, audience: Audience) -> Result<Author, Refusal> {
        decide(&self.facts, change.part(), audience, Action::Write, self.at)?;
        match self.facts.relation {
            Relation::Youth => Ok(Author::Youth(self.facts.person)),
            Relation::LeadCoach | Relation::Coach => Ok(Author::Coach(self.facts.person)),
            Relation::Parent | Relation::Partner | Relation::Stranger => Err(Refusal),
        }
    }
}
