//! Who looked at whose plan. Only ever added to; the database itself refuses anything else.

use async_trait::async_trait;
use domain::id::{AccessEventId, ConsentId, OrganisationId, PersonId, PlanId};
use domain::policy::Relation;
use jiff::Timestamp;

use crate::Result;

/// Somebody looked (fields after NEN 7513).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessEvent {
    /// Its id.
    pub id: AccessEventId,
    /// The plan that was looked at.
    pub plan: PlanId,
    /// Who looked.
    pub person: PersonId,
    /// As what.
    pub relation: Relation,
    /// For which organisation.
    pub organisation: Option<OrganisationId>,
    /// At what, as a code: `plan`, `caseload`, `nudges`, `write`.
    pub what: String,
    /// By which consent; never missing for who reads along: the database itself refuses that (C-10).
    pub consent: Option<ConsentId>,
    /// When.
    pub at: Timestamp,
}

/// Keeps the access log.
#[async_trait]
pub trait AccessLogRepository {
    /// Adds one event.
    async fn log_access(&mut self, event: &AccessEvent) -> Result<()>;
    /// The events of a plan, newest first, at most `limit`.
    async fn access_log(&mut self, plan: PlanId, limit: u32) -> Result<Vec<AccessEvent>>;
    /// The events by one consent, newest first, at most `limit`.
    async fn looks_by(&mut self, consent: ConsentId, limit: u32) -> Result<Vec<AccessEvent>>;
}
