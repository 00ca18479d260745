//! Who looked at whose plan: written down in the unit of work that reads, before a byte leaves (L-01).

use domain::id::AccessEventId;
use domain::policy::Permit;
use jiff::{SignedDuration, Timestamp};
use storage::{AccessEvent, UnitOfWork};

use crate::entropy::randomness;
use crate::sessions::Actor;
use crate::{Result, Stip};

/// Looks of the same person at the same thing within this time are one.
const JOINED: SignedDuration = SignedDuration::from_mins(15);
/// How far back a look is searched for; beyond it one more row does no harm.
const SEARCHED: u32 = 32;

/// What somebody looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looked {
    /// The plan itself.
    Plan,
    /// The plan's line in a caseload.
    Caseload,
    /// What became of messages.
    Nudges,
    /// Wrote in it.
    Write,
}

impl Looked {
    const fn code(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Caseload => "caseload",
            Self::Nudges => "nudges",
            Self::Write => "write",
        }
    }
}

impl Stip {
    /// Writes down that somebody looked, unless it is the youth or was written down a short while ago.
    /// Needs a unit that writes.
    pub(crate) async fn log_access(
        &self,
        unit: &mut dyn UnitOfWork,
        permit: &Permit,
        actor: &Actor,
        looked: Looked,
        now: Timestamp,
    ) -> Result<()> {
        if permit.is_own() {
            return Ok(());
        }
        let known = unit
            .access_log(permit.plan(), SEARCHED)
            .await?
            .into_iter()
            .any(|event| {
                event.person == actor.person
                    && event.relation == permit.relation()
                    && event.what == looked.code()
                    && event.at <= now
                    && now.duration_since(event.at) < JOINED
            });
        if known {
            return Ok(());
        }
        let event = AccessEvent {
            id: AccessEventId::mint(now, randomness(self.entropy())),
            plan: permit.plan(),
            person: actor.person,
            relation: permit.relation(),
            organisation: actor.organisation,
            what: looked.code().to_owned(),
            consent: permit.consent().map(|consent| consent.id),
            at: now,
        };
        Ok(unit.log_access(&event).await?)
    }
}
