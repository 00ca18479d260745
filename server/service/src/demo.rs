//! The demo network: people who do not exist, with plans that could, so that whoever starts Stip for
//! the first time has something to walk through.
//!
//! It goes into an empty database only, and only where nobody else can reach it. What is written is
//! written by the same use cases as everything else: sealed, projected, logged.

mod labels;
mod network;
mod replay;
mod story;

use domain::id::{PersonId, PlanId};
use domain::policy::Span;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use storage::UnitOfWork;

use crate::consents::Offer;
use crate::entropy::array;
use crate::invitations::WORDS;
use crate::open::{name, open_secret, secret};
use crate::sessions::hash_password;
use crate::{OpenError, ServiceError, Stip};
use network::{COACHES, ORGANISATION, READERS};
use replay::Teller;

/// Stands in the database from before the first person to after the last: whose database it is.
const BEGUN: &str = "demo-begun";
/// Stands there when all is told; holds who can log in.
const TOLD: &str = "demo";
/// Words in a coach's password: forty bits, for a machine that only its user can reach.
const PASSWORD_WORDS: usize = 5;

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The origin is not this machine.
    #[error("the demo prints how to log in, so it only runs where nobody else can reach it")]
    NotLoopback,
    /// The database holds something else.
    #[error("this database holds something else than the demo: nothing was changed")]
    OtherData,
    /// An earlier start was stopped half-way.
    #[error("the demo was stopped while it was being made: remove the database and start again")]
    HalfWay,
    /// A story does not fit the rules of the plan.
    #[error("the story of {0} does not fit the rules of a plan")]
    Story(&'static str),
    /// A secret of the house could not be kept or opened.
    #[error(transparent)]
    Secret(#[from] OpenError),
    /// A use case did not do its work.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Who can log in, and how; fresh at each start.
#[derive(Clone, PartialEq, Eq)]
pub struct DemoDoors {
    /// The organisation.
    pub organisation: String,
    /// The coaches: e-mail address and password.
    pub coaches: Vec<CoachDoor>,
    /// The youths: an invitation each.
    pub youths: Vec<YouthDoor>,
    /// Who may read along with one of them: an invitation each.
    pub readers: Vec<ReaderDoor>,
}

/// How a coach of the demo logs in.
#[derive(Clone, PartialEq, Eq)]
pub struct CoachDoor {
    /// The coach.
    pub name: String,
    /// The e-mail address; nobody receives mail there.
    pub email: String,
    /// A password that works until the next start.
    pub password: String,
}

/// How a youth of the demo pairs a phone.
#[derive(Clone, PartialEq, Eq)]
pub struct YouthDoor {
    /// The youth.
    pub name: String,
    /// The coach's name.
    pub coach: String,
    /// The plan.
    pub plan: PlanId,
    /// Ten characters to type, as `XXXXX-XXXXX`; works for a day.
    pub code: String,
    /// The link; works for a quarter of an hour.
    pub link: String,
    /// The two words to compare.
    pub words: [String; 2],
}

/// How somebody reads along with a youth of the demo.
#[derive(Clone, PartialEq, Eq)]
pub struct ReaderDoor {
    /// What the youth calls this person.
    pub name: String,
    /// The youth.
    pub youth: String,
    /// The plan.
    pub plan: PlanId,
    /// Ten characters to type, as `XXXXX-XXXXX`; works for a day.
    pub code: String,
    /// The link; works for a quarter of an hour.
    pub link: String,
    /// The two words to compare.
    pub words: [String; 2],
}

/// Shows no code and no password.
impl core::fmt::Debug for DemoDoors {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (coaches, youths) = (self.coaches.len(), self.youths.len());
        write!(f, "DemoDoors({coaches} coaches, {youths} youths)")
    }
}

/// Who is who in the demo's database.
#[derive(Serialize, Deserialize)]
struct Cast {
    coaches: Vec<PersonId>,
    youths: Vec<Part>,
}

/// A youth in it.
#[derive(Serialize, Deserialize)]
struct Part {
    plan: PlanId,
    name: String,
    /// Place in [`Cast::coaches`].
    coach: usize,
}

impl Stip {
    /// Fills an empty database with the demo network, once; makes fresh doors at each start. Phones and
    /// browsers that were logged in stay so.
    ///
    /// # Errors
    ///
    /// [`DemoError::NotLoopback`] and [`DemoError::OtherData`] before anything is changed;
    /// [`DemoError::HalfWay`] after a start that was stopped.
    pub async fn demo(&self) -> Result<DemoDoors, DemoError> {
        if !self.settings.loopback {
            return Err(DemoError::NotLoopback);
        }
        let cast = match self.told().await? {
            Some(cast) => cast,
            None => self.tell_all().await?,
        };
        self.doors(&cast).await
    }

    /// Who is there, when all was told before; `None` in a database where nobody is.
    async fn told(&self) -> Result<Option<Cast>, DemoError> {
        let mut unit = self.storage.read().await.map_err(ServiceError::from)?;
        if let Some(sealed) = found(unit.as_mut(), TOLD).await? {
            let cast = open_secret(&self.vault, TOLD, 1, &sealed)?;
            let cast = serde_json::from_slice(&cast).ok();
            return Ok(Some(cast.ok_or(ServiceError::Shape("the demo's cast"))?));
        }
        if found(unit.as_mut(), BEGUN).await?.is_some() {
            return Err(DemoError::HalfWay);
        }
        nobody(unit.as_mut()).await?;
        Ok(None)
    }

    async fn tell_all(&self) -> Result<Cast, DemoError> {
        let now = self.clock.now();
        // Looked at once more in the unit that begins: of two starts at once one tells.
        let mut unit = self.storage.begin().await.map_err(ServiceError::from)?;
        if found(unit.as_mut(), BEGUN).await?.is_some() {
            return Err(DemoError::HalfWay);
        }
        nobody(unit.as_mut()).await?;
        secret(unit.as_mut(), &self.vault, self.entropy(), BEGUN, 1, b"").await?;
        unit.commit().await.map_err(ServiceError::from)?;

        let organisation = self.add_organisation(ORGANISATION).await?;
        let mut cast = Cast {
            coaches: Vec::new(),
            youths: Vec::new(),
        };
        for (place, coach) in COACHES.iter().enumerate() {
            let password = self.password();
            let person = self
                .add_coach(organisation, coach.name, coach.email, password)
                .await?;
            cast.coaches.push(person);
            let teller = Teller {
                person,
                organisation,
            };
            for story in coach.youths {
                let plan = self.tell(story, teller, now).await?;
                cast.youths.push(Part {
                    plan,
                    name: story.name.to_owned(),
                    coach: place,
                });
            }
        }

        let words = serde_json::to_vec(&cast).ok();
        let words = words.ok_or(ServiceError::Shape("the demo's cast"))?;
        let mut unit = self.storage.begin().await.map_err(ServiceError::from)?;
        secret(unit.as_mut(), &self.vault, self.entropy(), TOLD, 1, &words).await?;
        unit.commit().await.map_err(ServiceError::from)?;
        Ok(cast)
    }

    async fn doors(&self, cast: &Cast) -> Result<DemoDoors, DemoError> {
        let now = self.clock.now();
        let mut coaches = Vec::with_capacity(cast.coaches.len());
        let mut hashes = Vec::with_capacity(cast.coaches.len());
        for (person, story) in cast.coaches.iter().zip(&COACHES) {
            let password = self.password();
            hashes.push((
                *person,
                hash_password(password.clone(), self.entropy()).await?,
            ));
            coaches.push(CoachDoor {
                name: story.name.to_owned(),
                email: story.email.to_owned(),
                password,
            });
        }
        let mut unit = self.storage.begin().await.map_err(ServiceError::from)?;
        for (person, hash) in &hashes {
            let set = unit.set_password(*person, hash).await;
            set.map_err(ServiceError::from)?;
        }
        let mut youths = Vec::with_capacity(cast.youths.len());
        for part in &cast.youths {
            let coach = cast.coaches.get(part.coach).zip(coaches.get(part.coach));
            let (person, door) = coach.ok_or(ServiceError::Shape("the demo's cast"))?;
            let issued = self.issue(unit.as_mut(), part.plan, &part.name, *person, now);
            let issued = issued.await?;
            youths.push(YouthDoor {
                name: part.name.clone(),
                coach: door.name.clone(),
                plan: part.plan,
                code: issued.code,
                link: issued.link,
                words: issued.words,
            });
        }
        let readers = self.reader_doors(unit.as_mut(), cast, now).await?;
        unit.commit().await.map_err(ServiceError::from)?;
        Ok(DemoDoors {
            organisation: ORGANISATION.to_owned(),
            coaches,
            youths,
            readers,
        })
    }

    /// A fresh offer of each youth who lets somebody read along; the one of an earlier start is over.
    async fn reader_doors(
        &self,
        unit: &mut dyn UnitOfWork,
        cast: &Cast,
        now: Timestamp,
    ) -> Result<Vec<ReaderDoor>, DemoError> {
        let mut doors = Vec::with_capacity(READERS.len());
        for reader in READERS {
            let part = cast.youths.iter().find(|part| part.name == reader.youth);
            let plan = part.ok_or(DemoError::Story(reader.youth))?.plan;
            let youth = self.youth_of(unit, plan, now).await?;
            let opened = self.open_plan(unit, youth, plan, now).await?;
            let earlier = unit.open_offers(plan, now).await;
            for offer in earlier.map_err(ServiceError::from)? {
                let burned = unit.burn_invitation(offer.id, now).await;
                burned.map_err(ServiceError::from)?;
            }
            let parts = reader.parts.iter().copied().collect();
            let grant = opened.permit.grants(parts, Span::default());
            let offer = Offer {
                name: reader.name.to_owned(),
                grant: grant.ok().ok_or(DemoError::Story(reader.youth))?,
            };
            let issued = self.issue_offer(unit, &opened, offer, now).await?;
            doors.push(ReaderDoor {
                name: issued.name,
                youth: reader.youth.to_owned(),
                plan,
                code: issued.code,
                link: issued.link,
                words: issued.words,
            });
        }
        Ok(doors)
    }

    fn password(&self) -> String {
        let chosen: [u8; PASSWORD_WORDS] = array(self.entropy());
        chosen
            .iter()
            .filter_map(|place| WORDS.get(usize::from(*place)).copied())
            .collect::<Vec<_>>()
            .join("-")
    }
}

async fn found(
    unit: &mut dyn UnitOfWork,
    label: &'static str,
) -> Result<Option<storage::Sealed>, ServiceError> {
    Ok(unit.secret(&name(label, 1)).await?)
}

/// Refuses a database where somebody is.
async fn nobody(unit: &mut dyn UnitOfWork) -> Result<(), DemoError> {
    let people = unit.count_people().await.map_err(ServiceError::from)?;
    let organisations = unit.organisations(1).await.map_err(ServiceError::from)?;
    if people == 0 && organisations.is_empty() {
        Ok(())
    } else {
        Err(DemoError::OtherData)
    }
}
