//! People with an account.

use async_trait::async_trait;
use domain::id::{OrganisationId, PersonId};
use domain::policy::Membership;
use sqlx::types::Uuid;
use storage::column::{decode, micros, number};
use storage::{Code, KeyedHash, NewPerson, Person, PersonRepository, Result, Sealed, StorageError};

use crate::error::{Spoil, hit};
use crate::unit::PgUnit;

struct PersonRow {
    id: Uuid,
    organisation_id: Option<Uuid>,
    kind: String,
    sealed_name: Vec<u8>,
    password: Option<String>,
    membership: String,
}

impl TryFrom<PersonRow> for Person {
    type Error = StorageError;

    fn try_from(row: PersonRow) -> Result<Self> {
        Ok(Self {
            id: PersonId::from_uuid(row.id),
            organisation: row.organisation_id.map(OrganisationId::from_uuid),
            kind: decode(&row.kind, "person", "kind")?,
            name: Sealed(row.sealed_name),
            password: row.password,
            membership: decode(&row.membership, "person", "membership")?,
        })
    }
}

#[async_trait]
impl PersonRepository for PgUnit {
    async fn add_person(&mut self, person: &NewPerson) -> Result<()> {
        let id = person.id.uuid();
        let organisation = person.organisation.map(OrganisationId::uuid);
        let kind = person.kind.code();
        let email = person.email.as_ref().map(|email| email.0.as_slice());
        let membership = person.membership.code();
        let created_at = micros(person.created_at);
        sqlx::query!(
            "INSERT INTO person
                 (id, organisation_id, kind, sealed_name, email, password, membership, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id,
            organisation,
            kind,
            person.name.0,
            email,
            person.password,
            membership,
            created_at,
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        Ok(())
    }

    async fn person(&mut self, id: PersonId) -> Result<Option<Person>> {
        let id = id.uuid();
        sqlx::query_as!(
            PersonRow,
            r#"SELECT id AS "id: Uuid", organisation_id AS "organisation_id: Uuid", kind,
                   sealed_name, password, membership
               FROM person
               WHERE id = $1"#,
            id,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(Person::try_from)
        .transpose()
    }

    async fn person_by_email(&mut self, email: KeyedHash) -> Result<Option<Person>> {
        let email = email.0.as_slice();
        sqlx::query_as!(
            PersonRow,
            r#"SELECT id AS "id: Uuid", organisation_id AS "organisation_id: Uuid", kind,
                   sealed_name, password, membership
               FROM person
               WHERE email = $1"#,
            email,
        )
        .fetch_optional(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .map(Person::try_from)
        .transpose()
    }

    async fn set_membership(&mut self, id: PersonId, membership: Membership) -> Result<()> {
        let id = id.uuid();
        let membership = membership.code();
        let done = sqlx::query!(
            "UPDATE person SET membership = $1 WHERE id = $2",
            membership,
            id
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())
    }

    async fn set_password(&mut self, id: PersonId, password: &str) -> Result<()> {
        let id = id.uuid();
        let done = sqlx::query!(
            "UPDATE person SET password = $1 WHERE id = $2",
            password,
            id
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())
    }

    async fn contact_card(&mut self, id: PersonId) -> Result<Option<Sealed>> {
        let id = id.uuid();
        let card = sqlx::query_scalar!("SELECT sealed_contact FROM person WHERE id = $1", id)
            .fetch_optional(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        Ok(card.flatten().map(Sealed))
    }

    async fn set_contact_card(&mut self, id: PersonId, card: Option<&Sealed>) -> Result<()> {
        let id = id.uuid();
        let card = card.map(|card| card.0.as_slice());
        let done = sqlx::query!(
            "UPDATE person SET sealed_contact = $1 WHERE id = $2",
            card,
            id
        )
        .execute(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?;
        hit(done.rows_affected())
    }

    async fn coaches(&mut self, organisation: OrganisationId) -> Result<Vec<Person>> {
        let organisation = organisation.uuid();
        sqlx::query_as!(
            PersonRow,
            r#"SELECT id AS "id: Uuid", organisation_id AS "organisation_id: Uuid", kind,
                   sealed_name, password, membership
               FROM person
               WHERE organisation_id = $1 AND kind = 'coach'
               ORDER BY created_at, id"#,
            organisation,
        )
        .fetch_all(self.conn()?)
        .await
        .spoil(&mut self.spoilt)?
        .into_iter()
        .map(Person::try_from)
        .collect()
    }

    async fn count_people(&mut self) -> Result<u64> {
        let count = sqlx::query_scalar!(r#"SELECT count(*) AS "count!: i64" FROM person"#)
            .fetch_one(self.conn()?)
            .await
            .spoil(&mut self.spoilt)?;
        number(count, "person", "id")
    }
}
