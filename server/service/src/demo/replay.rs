//! A story becomes a journal: every line goes through the same use case as a change from a phone, only
//! at the moment when it happened.

use contract::{ChangesRequest, Outcome};
use domain::day::Day;
use domain::id::{ChangeId, OrganisationId, PersonId, PlanId, SessionId};
use domain::journal::{NewEntry, Seq};
use domain::policy::Membership;
use jiff::{SignedDuration, Timestamp};
use storage::{PersonKind, UnitOfWork};

use super::DemoError;
use super::labels::Labels;
use super::story::{Line, Story, Who};
use crate::entropy::randomness;
use crate::sessions::Actor;
use crate::{ServiceError, Stip};

const DAY: i64 = 24 * 60 * 60;
/// When a day of the demo begins, in UTC: morning in the Netherlands.
const MORNING: i64 = 8 * 60 * 60;
/// Between two lines, so that later ones of a day are later: fifty fit before midnight.
const BETWEEN: i64 = 15 * 60;

/// A coach who tells.
#[derive(Clone, Copy)]
pub(super) struct Teller {
    pub(super) person: PersonId,
    pub(super) organisation: OrganisationId,
}

impl Stip {
    /// Tells one story: the plan is made, a phone paired, every line written.
    pub(super) async fn tell(
        &self,
        story: &Story,
        coach: Teller,
        now: Timestamp,
    ) -> Result<PlanId, DemoError> {
        let began = moment(now, story.began, 0);
        let mut unit = self.storage.begin().await.map_err(ServiceError::from)?;
        let (plan, youth) = self
            .found_plan(
                unit.as_mut(),
                story.name,
                coach.organisation,
                coach.person,
                began,
            )
            .await?;
        if story.paired {
            // The phone was paired long ago; its session is over by now.
            let unit = unit.as_mut();
            self.issue(unit, plan, story.name, coach.person, began)
                .await?;
            pair(unit, plan, youth, began).await?;
        }
        unit.commit().await.map_err(ServiceError::from)?;

        let mut labels = Labels::default();
        let mut line_number = 0;
        for day in story
            .lines
            .chunk_by(|one, next| one.ago == next.ago && one.who == next.who)
        {
            let Some(first) = day.first() else { continue };
            let at = moment(now, first.ago, line_number);
            let changes = day
                .iter()
                .map(|line| self.entry(&mut labels, line, at, today(now)))
                .collect::<Option<Vec<_>>>()
                .ok_or(DemoError::Story(story.name))?;
            line_number = line_number.saturating_add(i64::try_from(day.len()).unwrap_or(1));
            let actor = self.actor_of(first.who, youth, coach, at);
            let reply = self
                .record_at(&actor, plan, &ChangesRequest { changes }, at)
                .await?;
            let taken = |outcome: &Outcome| matches!(outcome, Outcome::Recorded { .. });
            if !reply.outcomes.iter().all(taken) {
                return Err(DemoError::Story(story.name));
            }
        }
        if story.seen {
            self.seen(plan, coach.person, story.lines.len(), now)
                .await?;
        }
        Ok(plan)
    }

    async fn seen(
        &self,
        plan: PlanId,
        coach: PersonId,
        lines: usize,
        now: Timestamp,
    ) -> Result<(), ServiceError> {
        let mut unit = self.storage.begin().await?;
        let opened = self.open_plan(unit.as_mut(), coach, plan, now).await?;
        let last = Seq(u64::try_from(lines).unwrap_or(u64::MAX));
        unit.mark_seen(&opened.permit, last).await?;
        Ok(unit.commit().await?)
    }

    fn actor_of(&self, who: Who, youth: PersonId, coach: Teller, at: Timestamp) -> Actor {
        let (person, kind, organisation) = match who {
            Who::Youth => (youth, PersonKind::Youth, None),
            Who::Coach => (coach.person, PersonKind::Coach, Some(coach.organisation)),
        };
        Actor {
            person,
            session: SessionId::mint(at, randomness(self.entropy())),
            kind,
            organisation,
            membership: Membership::Active,
        }
    }

    /// `None` for a label that stands nowhere, or a text that cannot be taken.
    fn entry(
        &self,
        labels: &mut Labels,
        line: &Line,
        at: Timestamp,
        today: Day,
    ) -> Option<NewEntry> {
        let id = ChangeId::mint(at, randomness(self.entropy()));
        let (change, audience) = labels.change(id, &line.deed, today)?;
        Some(NewEntry {
            id,
            authored_at: at,
            base: Seq::START,
            audience,
            change,
        })
    }
}

/// The day on which the demo is told; near enough to that of Amsterdam.
fn today(now: Timestamp) -> Day {
    Day::of(now.to_zoned(jiff::tz::TimeZone::UTC).date()).unwrap_or(Day::FIRST)
}

/// When the n-th line of a story was written: always before `now`, and after the lines above it.
fn moment(now: Timestamp, days_ago: i64, line: i64) -> Timestamp {
    let midnight = now
        .as_second()
        .saturating_sub(now.as_second().rem_euclid(DAY));
    let second = midnight
        .saturating_sub(days_ago.saturating_mul(DAY))
        .saturating_add(MORNING)
        .saturating_add(line.saturating_mul(BETWEEN));
    Timestamp::from_second(second)
        .unwrap_or(now)
        .min(now - SignedDuration::from_mins(1))
}

async fn pair(
    unit: &mut dyn UnitOfWork,
    plan: PlanId,
    youth: PersonId,
    at: Timestamp,
) -> Result<(), ServiceError> {
    let invitation = unit.latest_invitation(plan).await?;
    let invitation = invitation.ok_or(ServiceError::Shape("an invitation"))?;
    unit.redeem_invitation(invitation.id, at).await?;
    Ok(unit.set_membership(youth, Membership::Active).await?)
}
