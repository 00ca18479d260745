//! What *Vandaag* needs to know of a plan.

use core::cmp::Ordering;

use contract::PlanView;
use domain::day::Day;
use domain::journal::{Author, StepState};
use domain::plan::{Origin, Plan, Standing, Text};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What *Vandaag* shows.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) youth: String,
    pub(super) stip: Option<String>,
    pub(super) next: Next,
    /// The latest message of a coach.
    pub(super) nudge: Option<Said>,
    /// The latest compliment of a coach.
    pub(super) cheer: Option<Said>,
    /// Who has an idea that waits for an answer.
    pub(super) idea_of: Option<Who>,
    /// The youth was not here for a while.
    pub(super) away: bool,
    /// Whether the youth has had something of Stip already.
    pub(super) useful: bool,
    /// The server's clock.
    #[serde(with = "domain::moment")]
    pub(super) now: Timestamp,
}

/// The one next step, or why there is none.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Next {
    NoStip,
    NoStep,
    AllDone,
    Step {
        id: Uuid,
        words: String,
        goal: String,
        /// Not begun yet.
        fresh: bool,
        /// Its day has come.
        due: Option<Due>,
        /// It takes courage.
        daring: bool,
    },
}

/// That the day of a step has come.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) enum Due {
    Today,
    Before,
}

/// Somebody; without a name when the plan does not tell it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Who(pub(super) Option<String>);

/// Somebody's words.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Said {
    pub(super) who: Who,
    pub(super) says: String,
    /// The success that the words are about.
    pub(super) about: Option<String>,
    #[serde(with = "domain::moment")]
    pub(super) at: Timestamp,
}

impl Facts {
    /// As a plan has them now.
    pub(super) fn of(view: &PlanView, today: Day) -> Self {
        Self {
            youth: view.youth.clone(),
            stip: kept(&view.plan.horizon.stip).filter(|_| !view.plan.horizon.open),
            next: next(&view.plan, today),
            nudge: latest_nudge(view),
            cheer: latest_cheer(view),
            idea_of: idea_of(view),
            away: view.plan.was_away(view.now),
            useful: useful(&view.plan),
            now: view.now,
        }
    }
}

fn kept(text: &Text) -> Option<String> {
    text.shown().map(|words| words.as_str().to_owned())
}

fn next(plan: &Plan, today: Day) -> Next {
    if let Some((goal, step)) = plan.next_step(today) {
        return Next::Step {
            id: step.id.uuid(),
            words: kept(&step.title).unwrap_or_default(),
            goal: kept(&goal.title).unwrap_or_default(),
            fresh: step.state == StepState::Todo,
            due: step.day.and_then(|day| match day.cmp(&today) {
                Ordering::Less => Some(Due::Before),
                Ordering::Equal => Some(Due::Today),
                Ordering::Greater => None,
            }),
            daring: step.daring,
        };
    }
    let has_steps = plan.goals.iter().any(|goal| !goal.steps.is_empty());
    let chosen = plan.horizon.open || !plan.horizon.stip.is_empty();
    match (!chosen, has_steps) {
        (true, _) => Next::NoStip,
        (false, false) => Next::NoStep,
        (false, true) => Next::AllDone,
    }
}

fn who(view: &PlanView, author: Author) -> Who {
    Who(view.name_of(author.person()).map(str::to_owned))
}

fn said(view: &PlanView, text: &Text, origin: &Origin, about: Option<String>) -> Option<Said> {
    Some(Said {
        who: who(view, origin.author),
        says: kept(text)?,
        about,
        at: origin.at,
    })
}

fn latest_nudge(view: &PlanView) -> Option<Said> {
    let mut nudges = view.plan.nudges.iter().rev();
    nudges.find_map(|nudge| said(view, &nudge.text, &nudge.origin, None))
}

fn latest_cheer(view: &PlanView) -> Option<Said> {
    view.plan.cheers.iter().rev().find_map(|cheer| {
        let win = cheer
            .win
            .and_then(|id| view.plan.wins.iter().find(|win| win.id == id));
        let about = win.and_then(|win| kept(&win.text));
        said(view, &cheer.text, &cheer.origin, about)
    })
}

fn idea_of(view: &PlanView) -> Option<Who> {
    let plan = &view.plan;
    if plan.open_proposals() == 0 {
        return None;
    }
    let goal = plan
        .goals
        .iter()
        .find(|goal| goal.standing == Standing::Proposed);
    let step = || {
        plan.goals
            .iter()
            .flat_map(|goal| &goal.steps)
            .find(|step| step.standing == Standing::Proposed)
    };
    let author = goal
        .map(|goal| goal.origin.author)
        .or_else(|| Some(step()?.origin.author))?;
    Some(who(view, author))
}

fn useful(plan: &Plan) -> bool {
    let mut steps = plan.goals.iter().flat_map(|goal| &goal.steps);
    !plan.wins.is_empty() || steps.any(|step| step.state == StepState::Done)
}
