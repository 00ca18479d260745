//! What the administrator does from the command line: organisations and coaches.

use domain::id::{OrganisationId, PersonId};
use domain::policy::Membership;
use storage::{NewPerson, Organisation, PersonKind, StorageError};

use crate::entropy::randomness;
use crate::people::{parse_name, wrong};
use crate::sessions::hash_password;
use crate::{Result, ServiceError, Stip};

/// NIST SP 800-63B asks for 8; a passphrase costs nothing.
const SHORTEST_PASSWORD: usize = 12;
const LONGEST_PASSWORD: usize = 1_024;
const LONGEST_EMAIL: usize = 254;

impl Stip {
    /// Adds an organisation.
    ///
    /// # Errors
    ///
    /// [`contract::ProblemCode::Invalid`] for an impossible name.
    pub async fn add_organisation(&self, name: &str) -> Result<OrganisationId> {
        let name = parse_name(name)?;
        let now = self.clock.now();
        let id = OrganisationId::mint(now, randomness(self.entropy()));
        let mut unit = self.storage.begin().await?;
        unit.add_organisation(&Organisation {
            id,
            name,
            created_at: now,
        })
        .await?;
        unit.commit().await?;
        Ok(id)
    }

    /// Adds a coach with a password of at least twelve characters.
    ///
    /// # Errors
    ///
    /// [`contract::ProblemCode::Invalid`] names the field: `name`, `email` (also when it is in use),
    /// `password`, `organisation`.
    pub async fn add_coach(
        &self,
        organisation: OrganisationId,
        name: &str,
        email: &str,
        password: String,
    ) -> Result<PersonId> {
        let name = parse_name(name)?;
        let known = email.trim();
        if known.len() > LONGEST_EMAIL
            || !known
                .split_once('@')
                .is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
        {
            return Err(wrong("email", "unknown"));
        }
        if password.chars().count() < SHORTEST_PASSWORD {
            return Err(wrong("password", "too_short"));
        }
        if password.len() > LONGEST_PASSWORD {
            return Err(wrong("password", "too_long"));
        }
        let password = hash_password(password, self.entropy()).await?;
        let now = self.clock.now();
        let id = PersonId::mint(now, randomness(self.entropy()));
        let mut unit = self.storage.begin().await?;
        if unit.organisation(organisation).await?.is_none() {
            return Err(wrong("organisation", "unknown"));
        }
        let added = unit
            .add_person(&NewPerson {
                id,
                organisation: Some(organisation),
                kind: PersonKind::Coach,
                name: self.seal_name(id, &name)?,
                email: Some(self.email_hash(email)),
                password: Some(password),
                membership: Membership::Active,
                created_at: now,
            })
            .await;
        match added {
            Err(StorageError::Taken { .. }) => return Err(wrong("email", "taken")),
            added => added.map_err(ServiceError::from)?,
        }
        unit.commit().await?;
        Ok(id)
    }
}
