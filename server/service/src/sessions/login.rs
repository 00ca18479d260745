//! Login with e-mail address and password, for staff.

use contract::{LoginRequest, ProblemCode};
use domain::policy::Membership;
use storage::KeyedHash;

use super::Tokens;
use super::password::{LONGEST, verify_password};
use crate::throttle::{Bucket, Network};
use crate::vault::Hashed;
use crate::{Result, ServiceError, Stip};

/// The longest e-mail address (RFC 5321).
pub(crate) const LONGEST_EMAIL: usize = 254;

impl Stip {
    /// Logs in. A wrong password, an unknown address and an account that may not be used look the same
    /// and take the same time.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::WrongLogin`]; [`ServiceError::TooMany`] without having tried.
    pub async fn log_in(&self, request: LoginRequest, network: &Network) -> Result<Tokens> {
        let LoginRequest { email, password } = request;
        if email.len() > LONGEST_EMAIL || password.len() > LONGEST {
            return Err(ProblemCode::WrongLogin.into());
        }
        let email = self.email_hash(&email);
        let now = self.clock.now();
        let here = Bucket::LoginHere(&email, network);
        // Counted and committed before the password is looked at: tries side by side all count.
        let mut unit = self.storage.begin().await?;
        let tried = self
            .count_try(unit.as_mut(), here, now)
            .await?
            .and(
                self.count_try(unit.as_mut(), Bucket::LoginAccount(&email), now)
                    .await?,
            )
            .and(
                self.count_try(unit.as_mut(), Bucket::LoginNetwork(network), now)
                    .await?,
            );
        let person = unit.person_by_email(email).await?;
        unit.commit().await?;
        tried.check()?;

        let hash = person.as_ref().and_then(|person| person.password.clone());
        let permit = self
            .passwords
            .acquire()
            .await
            .ok()
            .ok_or(ServiceError::Lost)?;
        let fits = verify_password(password, hash).await?;
        drop(permit);
        let id = person.filter(|_| fits).ok_or(ProblemCode::WrongLogin)?.id;

        let mut unit = self.storage.begin().await?;
        let person = unit
            .person(id)
            .await?
            .filter(|person| person.membership == Membership::Active)
            .ok_or(ProblemCode::WrongLogin)?;
        self.forget_tries(unit.as_mut(), here).await?;
        let tokens = self
            .begin_session(unit.as_mut(), person.id, person.kind, self.clock.now())
            .await?;
        unit.commit().await?;
        Ok(tokens)
    }

    /// The keyed hash under which an e-mail address is found.
    pub(crate) fn email_hash(&self, email: &str) -> KeyedHash {
        self.vault
            .hash(Hashed::Email, &[email.trim().to_lowercase().as_bytes()])
    }
}
