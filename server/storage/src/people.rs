//! People with an account.

use async_trait::async_trait;
use domain::id::{OrganisationId, PersonId};
use domain::policy::Membership;
use jiff::Timestamp;

use crate::{KeyedHash, Result, Sealed};

/// What kind of account it is. What a person is to a plan is a relation, not this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonKind {
    /// Owns a plan.
    Youth,
    /// Works for an organisation.
    Coach,
    /// Reads along.
    Parent,
}

/// A person to add.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// The new id.
    pub id: PersonId,
    /// The organisation, for staff.
    pub organisation: Option<OrganisationId>,
    /// The kind of account.
    pub kind: PersonKind,
    /// First name or how they want to be called, sealed.
    pub name: Sealed,
    /// Keyed hash of the lower-cased e-mail address, for login; unique.
    pub email: Option<KeyedHash>,
    /// Argon2id hash in PHC form, for staff.
    pub password: Option<String>,
    /// Whether the account may be used.
    pub membership: Membership,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// The organisation, for staff.
    pub organisation: Option<OrganisationId>,
    /// The kind of account.
    pub kind: PersonKind,
    /// The name, sealed.
    pub name: Sealed,
    /// Argon2id hash in PHC form, for staff.
    pub password: Option<String>,
    /// Whether the account may be used.
    pub membership: Membership,
}

/// Keeps people.
#[async_trait]
pub trait PersonRepository {
    /// Adds one. [`crate::StorageError::Taken`] when the e-mail address is in use.
    async fn add_person(&mut self, person: &NewPerson) -> Result<()>;
    /// Finds one.
    async fn person(&mut self, id: PersonId) -> Result<Option<Person>>;
    /// Finds one by e-mail address.
    async fn person_by_email(&mut self, email: KeyedHash) -> Result<Option<Person>>;
    /// Changes whether the account may be used.
    async fn set_membership(&mut self, id: PersonId, membership: Membership) -> Result<()>;
    /// Gives staff another password.
    async fn set_password(&mut self, id: PersonId, password: &str) -> Result<()>;
    /// How somebody can be reached, sealed; `None` when nothing was given.
    async fn contact_card(&mut self, id: PersonId) -> Result<Option<Sealed>>;
    /// Gives another way to be reached, or none.
    async fn set_contact_card(&mut self, id: PersonId, card: Option<&Sealed>) -> Result<()>;
    /// Staff of one organisation, oldest first.
    async fn coaches(&mut self, organisation: OrganisationId) -> Result<Vec<Person>>;
    /// How many people there are.
    async fn count_people(&mut self) -> Result<u64>;
}
