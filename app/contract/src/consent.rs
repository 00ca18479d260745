//! Somebody reads along: what the youth offers, what came of it, and what is shown.

use std::collections::BTreeSet;

use domain::id::{ConsentId, PlanId};
use domain::journal::Part;
use domain::plan::Shared;
use domain::policy::Span;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The youth lets somebody read along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentRequest {
    /// What the youth calls whoever will read along.
    pub name: String,
    /// What may be seen, and how long.
    pub terms: Terms,
}

/// What may be seen, and how long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The parts of the plan.
    pub parts: BTreeSet<Part>,
    /// How long, from the yes on.
    pub span: Span,
}

/// Who reads along with a youth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consents {
    /// Who reads along now, the newest first.
    pub lines: Vec<ConsentLine>,
    /// Offers that nobody has taken yet, the oldest first.
    pub offers: Vec<OpenOffer>,
    /// The server's clock.
    #[serde(with = "domain::moment")]
    pub now: Timestamp,
}

/// Somebody who reads along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentLine {
    /// The consent; stopping names it.
    pub id: ConsentId,
    /// What the youth calls this person.
    pub name: String,
    /// What may be seen.
    pub parts: BTreeSet<Part>,
    /// Since when.
    #[serde(with = "domain::moment")]
    pub from: Timestamp,
    /// Until when.
    #[serde(with = "domain::moment")]
    pub until: Timestamp,
    /// When this person last looked.
    #[serde(with = "domain::moment::optional")]
    pub looked_at: Option<Timestamp>,
}

/// An offer that nobody has taken yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenOffer {
    /// The consent that it would become; stopping names it.
    pub id: ConsentId,
    /// For whom it is.
    pub name: String,
    /// What would be seen.
    pub parts: BTreeSet<Part>,
    /// Until when it can be taken.
    #[serde(with = "domain::moment")]
    pub open_until: Timestamp,
}

/// A plan as it is shown to who reads along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedPlan {
    /// The plan.
    pub plan: PlanId,
    /// How the youth is called.
    pub youth: String,
    /// What the youth shows.
    pub parts: BTreeSet<Part>,
    /// Until when.
    #[serde(with = "domain::moment")]
    pub until: Timestamp,
    /// The server's clock, so that "vandaag" is the same on both sides.
    #[serde(with = "domain::moment")]
    pub now: Timestamp,
    /// What there is to see.
    pub shared: Shared,
}

/// The plans that somebody may read along with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedPlans {
    /// The longest shown first.
    pub plans: Vec<SharedPlanLine>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedPlanLine {
    /// The plan.
    pub plan: PlanId,
    /// How the youth is called.
    pub youth: String,
}

impl Terms {
    /// As the query of an address: `parts=goals,wins&span=month`. No name, nothing personal.
    #[must_use]
    pub fn query(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(word).collect();
        ["parts=", &parts.join(","), "&span=", &word(&self.span)].concat()
    }

    /// Reads what [`Self::query`] wrote; `None` for words that name nothing.
    #[must_use]
    pub fn parse(parts: &str, span: &str) -> Option<Self> {
        let parts = parts.split(',').filter(|part| !part.is_empty());
        Some(Self {
            parts: parts.map(choice).collect::<Option<_>>()?,
            span: choice(span)?,
        })
    }
}

/// The word of the contract for a choice.
fn word<T: Serialize>(choice: &T) -> String {
    let json = serde_json::to_string(choice).unwrap_or_default();
    json.trim_matches('"').to_owned()
}

fn choice<T: for<'de> Deserialize<'de>>(word: &str) -> Option<T> {
    let word = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(word);
    T::deserialize(word).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_as_they_are_written() {
        let terms = Terms {
            parts: BTreeSet::from([Part::Wins, Part::Goals]),
            span: Span::Season,
        };
        assert_eq!(terms.query(), "parts=goals,wins&span=season");
        assert_eq!(Terms::parse("wins,goals", "season"), Some(terms));
        let nothing = Terms::parse("", "month").unwrap_or_default();
        assert_eq!(nothing, Terms::default());
        for (parts, span) in [("secrets", "month"), ("wins", ""), ("wins", "for_ever")] {
            assert_eq!(Terms::parse(parts, span), None, "{parts} {span}");
        }
    }
}
