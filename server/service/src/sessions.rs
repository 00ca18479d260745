//! Sessions: who is logged in on which device.
//!
//! The truth is in the database; the access token is a pointer for five minutes. Every request reads
//! session and person anew, so that whatever is withdrawn is withdrawn at once.

mod key_ring;
mod login;
mod password;
mod refresh;

use domain::id::{OrganisationId, PersonId, SessionId};
use domain::policy::Membership;
use jiff::{SignedDuration, Timestamp};
use storage::{NewSession, Person, PersonKind, Session, UnitOfWork};

pub(crate) use key_ring::KeyRing;
pub(crate) use password::hash_password;

use crate::entropy::{array, randomness};
use crate::{Result, ServiceError, Stip};
use contract::ProblemCode;
use refresh::RefreshSecret;

/// How long an access token works.
const ACCESS: SignedDuration = SignedDuration::from_mins(5);

/// Who asks: read from the database for this one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// The device.
    pub session: SessionId,
    /// The kind of account.
    pub kind: PersonKind,
    /// The organisation, for staff.
    pub organisation: Option<OrganisationId>,
    /// Always [`Membership::Active`]; policy asks for it nevertheless.
    pub membership: Membership,
}

/// What a device gets when somebody logs in or refreshes.
#[derive(Clone)]
pub struct Tokens {
    /// The access token (a JWT).
    pub access: String,
    /// Until when it works.
    pub access_until: Timestamp,
    /// The refresh token, for one use.
    pub refresh: String,
    /// Until when it works.
    pub refresh_until: Timestamp,
    /// The kind of account, for choosing the first page.
    pub kind: PersonKind,
    /// The person.
    pub person: PersonId,
    /// The device.
    pub session: SessionId,
}

/// Shows no token.
impl core::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Tokens({:?}, {:?})", self.person, self.session)
    }
}

/// How long a session lives unused, and at most.
const fn lifetimes(kind: PersonKind) -> (SignedDuration, SignedDuration) {
    match kind {
        PersonKind::Coach => (
            SignedDuration::from_mins(30),
            SignedDuration::from_hours(12),
        ),
        PersonKind::Youth | PersonKind::Parent => (
            SignedDuration::from_hours(30 * 24),
            SignedDuration::from_hours(180 * 24),
        ),
    }
}

/// The moment at which a session ends if it is not used again.
fn ends_at(kind: PersonKind, used: Timestamp, expires: Timestamp) -> Timestamp {
    let (idle, _) = lifetimes(kind);
    used.checked_add(idle)
        .map_or(expires, |unused| unused.min(expires))
}

impl Stip {
    /// Who an access token stands for, now.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::TokenExpired`] when only its time is over: refresh and try again.
    /// [`ProblemCode::LoggedOut`] for everything else, forgeries too.
    pub async fn actor(&self, access: &str) -> Result<Actor> {
        let now = self.clock.now();
        let pointer = self.ring.verify(access, &self.settings.origin, now)?;
        let mut unit = self.storage.read().await?;
        let session = unit
            .session(pointer.session)
            .await?
            .filter(|s| s.person == pointer.person);
        self.live(unit.as_mut(), session, now).await
    }

    /// Whether a session that was let in still lives: for what stays open longer than an access token.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::LoggedOut`] when the session or the account has ended.
    pub async fn still(&self, actor: &Actor) -> Result<()> {
        let mut unit = self.storage.read().await?;
        let session = unit.session(actor.session).await?;
        let now = self.clock.now();
        self.live(unit.as_mut(), session, now).await.map(|_same| ())
    }

    /// The person behind a session that lives, with an account that may be used.
    async fn live(
        &self,
        unit: &mut dyn UnitOfWork,
        session: Option<Session>,
        now: Timestamp,
    ) -> Result<Actor> {
        let logged_out = || ServiceError::from(ProblemCode::LoggedOut);
        let session = session
            .filter(|s| s.revoked_at.is_none())
            .ok_or_else(logged_out)?;
        let person = unit
            .person(session.person)
            .await?
            .filter(|person| person.membership == Membership::Active)
            .ok_or_else(logged_out)?;
        if now >= ends_at(person.kind, session.last_used_at, session.expires_at) {
            return Err(logged_out());
        }
        Ok(Actor {
            person: person.id,
            session: session.id,
            kind: person.kind,
            organisation: person.organisation,
            membership: person.membership,
        })
    }

    /// Whether somebody is inside on any device.
    pub(crate) async fn is_inside(
        &self,
        unit: &mut dyn UnitOfWork,
        person: &Person,
        now: Timestamp,
    ) -> Result<bool> {
        let sessions = unit.sessions_of(person.id).await?;
        Ok(sessions
            .iter()
            .any(|s| now < ends_at(person.kind, s.last_used_at, s.expires_at)))
    }

    /// Ends a session; its push subscriptions go with it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn log_out(&self, session: SessionId) -> Result<()> {
        let mut unit = self.storage.begin().await?;
        unit.revoke_session(session, self.clock.now()).await?;
        Ok(unit.commit().await?)
    }

    /// Begins a session: always with a new id.
    pub(crate) async fn begin_session(
        &self,
        unit: &mut dyn UnitOfWork,
        person: PersonId,
        kind: PersonKind,
        now: Timestamp,
    ) -> Result<Tokens> {
        let (_, longest) = lifetimes(kind);
        let expires_at = now.checked_add(longest).unwrap_or(now);
        let id = SessionId::mint(now, randomness(self.entropy()));
        let refresh = RefreshSecret::new(array(self.entropy()));
        let hash = refresh.hash(&self.vault);
        unit.add_session(&NewSession {
            id,
            person,
            created_at: now,
            expires_at,
            refresh: hash,
        })
        .await?;
        self.tokens(
            person,
            id,
            kind,
            &refresh,
            now,
            ends_at(kind, now, expires_at),
        )
    }

    fn tokens(
        &self,
        person: PersonId,
        session: SessionId,
        kind: PersonKind,
        refresh: &RefreshSecret,
        now: Timestamp,
        ends: Timestamp,
    ) -> Result<Tokens> {
        let access_until = now
            .checked_add(ACCESS)
            .map_or(ends, |until| until.min(ends));
        let access = self
            .ring
            .sign(person, session, &self.settings.origin, now, access_until)?;
        Ok(Tokens {
            access,
            access_until,
            refresh: refresh.text(),
            refresh_until: ends,
            kind,
            person,
            session,
        })
    }
}
