//! What the cases play on: one organisation, a coach, a youth and the youth's plan.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::id::{
    AccessEventId, ChangeId, ConsentId, EffectId, FileId, InvitationId, OrganisationId, PersonId,
    PlanId, RelationId, SessionId, SubscriptionId,
};
use domain::journal::{FileKind, Seq};
use domain::policy::{Facts, Membership, Permit, Relation, enter};
use jiff::{SignedDuration, Timestamp};

use super::there;
use crate::{
    EffectKind, Invitation, KeyedHash, NewEffect, NewFile, NewJournalRow, NewPerson, NewPlan,
    NewSession, Organisation, PersonKind, Projections, RelationRow, Result, Sealed, Storage,
    Subscription,
};

/// A moment, in seconds after one with six digits behind the point.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::constant(1_768_557_600, 123_456_000) + SignedDuration::from_secs(seconds)
}

fn next() -> u64 {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    COUNT.fetch_add(1, Ordering::Relaxed)
}

fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    for (byte, value) in bytes.iter_mut().rev().zip(next().to_le_bytes()) {
        *byte = value;
    }
    bytes
}

/// A hash that was not there before.
pub(super) fn hash() -> KeyedHash {
    let mut bytes = [7; 32];
    for (byte, value) in bytes.iter_mut().zip(next().to_le_bytes()) {
        *byte = value;
    }
    KeyedHash(bytes)
}

/// A text, as if it were sealed; other scripts and directions included.
pub(super) fn sealed(text: &str) -> Sealed {
    Sealed(format!("{text} 🚲 שלום").into_bytes())
}

/// A new change id.
pub(super) fn change() -> ChangeId {
    ChangeId::mint(at(0), random())
}

/// A new consent id.
pub(super) fn consent_id() -> ConsentId {
    ConsentId::mint(at(0), random())
}

/// A new relation id.
pub(super) fn relation_id() -> RelationId {
    RelationId::mint(at(0), random())
}

/// A new access event id.
pub(super) fn event_id() -> AccessEventId {
    AccessEventId::mint(at(0), random())
}

/// A new person id.
pub(super) fn person_id() -> PersonId {
    PersonId::mint(at(0), random())
}

/// A new plan id.
pub(super) fn plan_id() -> PlanId {
    PlanId::mint(at(0), random())
}

/// A file that is not yet added.
pub(super) fn file(kind: FileKind, bytes: Vec<u8>, created_at: Timestamp) -> NewFile {
    NewFile {
        id: FileId::mint(at(0), random()),
        kind,
        sent: hash(),
        sealed: Sealed(bytes),
        created_at,
    }
}

/// A person that is not yet added.
pub(super) fn somebody(kind: PersonKind, organisation: Option<OrganisationId>) -> NewPerson {
    NewPerson {
        id: person_id(),
        organisation,
        kind,
        name: sealed("naam"),
        email: Some(hash()),
        password: None,
        membership: Membership::Active,
        created_at: at(0),
    }
}

/// An organisation that is not yet added.
pub(super) fn organisation(name: &str, created_at: Timestamp) -> Organisation {
    let id = OrganisationId::mint(at(0), random());
    Organisation {
        id,
        name: name.to_owned(),
        created_at,
    }
}

/// A row of a journal that is not yet appended.
pub(super) fn row(seq: u64, author: PersonId) -> NewJournalRow {
    NewJournalRow {
        seq: Seq(seq),
        change: change(),
        author,
        recorded_at: at(0),
        sealed: sealed(&format!("regel {seq}")),
    }
}

/// Projections that can be told apart.
pub(super) fn projections(mark: &str) -> Projections {
    Projections {
        snapshot: sealed(&format!("plan {mark}")),
        card: sealed(&format!("kaart {mark}")),
        last_contact_at: None,
    }
}

/// The stage with its people; everything on it is committed.
#[derive(Clone)]
pub(super) struct Stage {
    pub(super) storage: Arc<dyn Storage>,
    pub(super) organisation: OrganisationId,
    pub(super) coach: PersonId,
    pub(super) youth: PersonId,
    pub(super) plan: PlanId,
}

impl Stage {
    /// Sets it in an empty database.
    pub(super) async fn set(storage: Arc<dyn Storage>) -> Result<Self> {
        let house = organisation("Jongerenpunt Délfshaven", at(0));
        let coach = somebody(PersonKind::Coach, Some(house.id));
        let mut unit = storage.begin().await?;
        unit.add_organisation(&house).await?;
        unit.add_person(&coach).await?;
        unit.commit().await?;
        let (youth, plan) = add_plan(&*storage, house.id).await?;
        Ok(Self {
            storage,
            organisation: house.id,
            coach: coach.id,
            youth,
            plan,
        })
    }

    /// Another youth with a plan.
    pub(super) async fn another_plan(&self) -> Result<(PersonId, PlanId)> {
        add_plan(&*self.storage, self.organisation).await
    }

    /// Lets the youth in.
    pub(super) fn permit(&self) -> Result<Permit> {
        permit(self.youth, self.plan, Relation::Youth)
    }

    /// Lets the coach in.
    pub(super) fn coach_permit(&self) -> Result<Permit> {
        permit(self.coach, self.plan, Relation::LeadCoach)
    }

    /// Appends rows up to a place, in one unit each.
    pub(super) async fn fill(&self, last: u64) -> Result<()> {
        for seq in 1..=last {
            let mut unit = self.storage.begin().await?;
            let rows = [row(seq, self.youth)];
            unit.append(&self.permit()?, &rows, &projections(&seq.to_string()))
                .await?;
            unit.commit().await?;
        }
        Ok(())
    }

    /// The coach guides the plan from a moment on.
    pub(super) fn guided(&self, relation: Relation, from: Timestamp) -> RelationRow {
        RelationRow {
            id: relation_id(),
            plan: self.plan,
            person: self.coach,
            relation,
            from,
            until: None,
        }
    }

    /// A session of the youth that is not yet added.
    pub(super) fn session(&self) -> NewSession {
        NewSession {
            id: SessionId::mint(at(0), random()),
            person: self.youth,
            created_at: at(0),
            expires_at: at(1000),
            refresh: hash(),
        }
    }

    /// A subscription of a session that is not yet put.
    pub(super) fn subscription(&self, session: &NewSession) -> Subscription {
        Subscription {
            id: SubscriptionId::mint(at(0), random()),
            session: session.id,
            person: session.person,
            sealed: sealed("eindpunt"),
            endpoint: hash(),
            created_at: at(0),
        }
    }

    /// An invitation that is not yet added.
    pub(super) fn invitation(&self, created_at: Timestamp) -> Invitation {
        Invitation {
            id: InvitationId::mint(at(0), random()),
            plan: self.plan,
            maker: self.coach,
            secret: hash(),
            code: hash(),
            words: (0, u16::MAX),
            offer: None,
            created_at,
            link_until: at(100),
            code_until: at(50),
            redeemed_at: None,
            burned_at: None,
        }
    }

    /// An effect that is not yet added.
    pub(super) fn effect(&self, due_at: Timestamp) -> NewEffect {
        let id = EffectId::mint(at(0), random());
        NewEffect {
            id,
            key: hash(),
            kind: EffectKind::Nudge,
            plan: self.plan,
            subject: change().uuid(),
            person: self.youth,
            subscription: None,
            payload: sealed("bericht"),
            receipt: hash(),
            due_at,
            expires_at: at(5000),
            created_at: due_at,
        }
    }

    /// Adds effects, and makes them durable.
    pub(super) async fn add_effects(&self, effects: &[NewEffect]) -> Result<()> {
        let mut unit = self.storage.begin().await?;
        for effect in effects {
            assert!(unit.add_effect(effect).await?, "a new effect is added");
        }
        unit.commit().await
    }
}

/// Lets somebody into a plan as this relation.
pub(super) fn permit(person: PersonId, plan: PlanId, relation: Relation) -> Result<Permit> {
    let facts = Facts {
        person,
        plan,
        relation,
        membership: Membership::Active,
        consent: None,
    };
    there(enter(facts, at(0)).ok())
}

async fn add_plan(
    storage: &dyn Storage,
    organisation: OrganisationId,
) -> Result<(PersonId, PlanId)> {
    let youth = somebody(PersonKind::Youth, None);
    let plan = NewPlan {
        id: plan_id(),
        youth: youth.id,
        organisation,
        wrapped_key: sealed("sleutel"),
        created_at: at(0),
    };
    let mut unit = storage.begin().await?;
    unit.add_person(&youth).await?;
    unit.add_plan(&plan).await?;
    unit.commit().await?;
    Ok((youth.id, plan.id))
}
