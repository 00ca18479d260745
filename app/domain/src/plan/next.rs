//! What is open: the one next step, and how much waits.

use jiff::{SignedDuration, Timestamp};

use super::{Goal, Plan, Standing, Step};
use crate::day::Day;
use crate::journal::{Author, Doer, StepState};

/// How soon a step comes; what sorts first is the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// Its day is today, or was; the longest ago first.
    Due(Day),
    /// Begun.
    Begun,
    /// No day, not begun.
    Open,
    /// Its day is still to come; the soonest first.
    Later(Day),
}

fn turn(step: &Step, today: Day) -> Turn {
    match (step.day, step.state) {
        (Some(day), _) if day <= today => Turn::Due(day),
        (_, StepState::Doing) => Turn::Begun,
        (Some(day), _) => Turn::Later(day),
        (None, _) => Turn::Open,
    }
}

impl Goal {
    /// On the road: real, and not put away.
    #[must_use]
    pub fn is_walked(&self) -> bool {
        self.standing == Standing::Real && self.archived().is_none()
    }

    /// The steps that are part of it.
    pub fn real_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps
            .iter()
            .filter(|step| step.standing == Standing::Real)
    }
}

impl Step {
    /// Not done, and still wanted.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, StepState::Todo | StepState::Doing)
    }
}

/// After this many days without a word, somebody is welcomed back.
const AWAY: i64 = 21;

impl Plan {
    /// Whether the youth was not here for a while: nothing is lost, and nothing is asked.
    #[must_use]
    pub fn was_away(&self, now: Timestamp) -> bool {
        let own = self.traces.iter();
        own.filter(|(_, trace)| matches!(trace.author, Author::Youth(_)))
            .map(|(change, _)| change.made_at())
            .max()
            .is_some_and(|last| now.duration_since(last) > SignedDuration::from_hours(24 * AWAY))
    }

    fn open(&self) -> impl Iterator<Item = (&Goal, &Step)> {
        self.goals
            .iter()
            .filter(|goal| goal.is_walked())
            .flat_map(|goal| goal.real_steps().map(move |step| (goal, step)))
            .filter(|(_, step)| step.is_open())
    }

    /// The one next step of *Vandaag*: one that the youth does. What has its day comes first, then what
    /// was begun, then older goals before newer ones, and last what has a later day.
    #[must_use]
    pub fn next_step(&self, today: Day) -> Option<(&Goal, &Step)> {
        self.open()
            .filter(|(_, step)| step.doer == Doer::Me)
            .min_by_key(|(_, step)| turn(step, today))
    }

    /// Steps that are real and not yet done or dropped.
    #[must_use]
    pub fn open_steps(&self) -> usize {
        self.open().count()
    }

    /// Proposals of a coach that wait for the youth's answer.
    #[must_use]
    pub fn open_proposals(&self) -> usize {
        let goals = self
            .goals
            .iter()
            .filter(|goal| goal.standing == Standing::Proposed)
            .count();
        let steps = self
            .goals
            .iter()
            .filter(|goal| goal.standing != Standing::Declined && goal.archived().is_none())
            .flat_map(|goal| &goal.steps)
            .filter(|step| step.standing == Standing::Proposed)
            .count();
        goals.saturating_add(steps)
    }
}
