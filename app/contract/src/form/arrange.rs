//! The parts of a form that arrange: who, when, daring; what to put away; several steps at once.

use domain::day::Day;
use domain::id::{DirectionId, GoalId, StepId};
use domain::journal::{ArchiveTarget, Change, Doer, When};
use domain::plan::Step;
use serde::{Deserialize, Serialize};

use super::{Ask, PlanForm, title};
use crate::Problem;

/// The most steps that come with a goal.
const MOST_STEPS: usize = 8;

/// What a ticked box of a form holds; a box that is not ticked sends nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Daring {
    /// Ticked.
    Yes,
}

/// How a step is arranged, for the field `was`: so that a form changes what a person changed, and
/// leaves alone what another phone arranged meanwhile.
#[must_use]
pub fn arranged(step: &Step) -> String {
    let day = step.day.map(|day| day.to_string()).unwrap_or_default();
    [
        doer_word(step.doer),
        "/",
        &day,
        if step.daring { "/yes" } else { "/" },
    ]
    .concat()
}

fn doer_word(doer: Doer) -> &'static str {
    match doer {
        Doer::Me => "me",
        Doer::Coach => "coach",
        Doer::Family => "family",
        Doer::School => "school",
        Doer::Work => "work",
        Doer::Other => "other",
    }
}

impl PlanForm {
    pub(super) fn day(&self) -> Result<Option<Day>, Problem> {
        match self.day.trim() {
            "" => Ok(None),
            typed => Day::parse(typed)
                .map(Some)
                .ok_or_else(|| Problem::field("day", "unknown")),
        }
    }

    /// What the form says about who does a step, when, and whether it is a daring one.
    pub(super) fn arranged(&self, step: StepId) -> Result<Change, Problem> {
        let day = self.day()?;
        let mut was = self.was.splitn(3, '/');
        let (doer_was, day_was, daring_was) = (
            was.next().filter(|was| !was.is_empty()).unwrap_or("me"),
            was.next().unwrap_or_default(),
            was.next() == Some("yes"),
        );
        let daring = self.daring.is_some();
        Ok(Change::StepArranged {
            step,
            doer: self.doer.filter(|doer| doer_word(*doer) != doer_was),
            when: (self.day.trim() != day_was).then(|| day.map_or(When::Open, When::On)),
            daring: (daring != daring_was).then_some(daring),
        })
    }

    pub(super) fn put_away(&self) -> Result<ArchiveTarget, Problem> {
        let about = self.about()?;
        Ok(match self.ask {
            Ask::ArchiveDirection | Ask::BringBackDirection => {
                ArchiveTarget::Direction(DirectionId::from_uuid(about))
            }
            _ => ArchiveTarget::Goal(GoalId::from_uuid(about)),
        })
    }

    /// The steps that come with a new goal.
    pub(super) fn first_steps(&self, goal: GoalId) -> Result<Vec<Change>, Problem> {
        let lines = |typed: &str| {
            let lines = typed.lines().filter(|line| !line.trim().is_empty());
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let (first, more) = (lines(&self.first_step), lines(&self.steps));
        if more.len() > MOST_STEPS {
            return Err(Problem::field("steps", "too_long"));
        }
        let named = |name| move |line: String| (name, line);
        let all = first
            .into_iter()
            .map(named("first_step"))
            .chain(more.into_iter().map(named("steps")));
        (1..)
            .zip(all)
            .map(|(place, (name, line))| {
                Ok(Change::StepAdded {
                    step: StepId::from_uuid(self.further(place).uuid()),
                    goal,
                    title: title(name, &line)?,
                })
            })
            .collect()
    }
}
