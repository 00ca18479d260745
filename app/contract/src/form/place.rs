//! Where a form stands, and where it leads.

use domain::id::PlanId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Ask, Field, PlanForm};
use crate::path::{page, query};

/// Where to go after the form: one of our own pages, never an address from outside (W-12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Back {
    /// The youth's first page.
    Today,
    /// The youth's plan.
    Plan,
    /// The youth's wins.
    Wins,
    /// The youth's own corner.
    Me,
    /// *Hoe gaat het?*
    CheckIn,
    /// The plan as the coach sees it.
    CoachPlan,
}

impl Back {
    /// The page's path.
    #[must_use]
    pub fn path(self, plan: PlanId) -> String {
        match self {
            Self::Today => page::TODAY.to_owned(),
            Self::Plan => page::PLAN.to_owned(),
            Self::Wins => page::WINS.to_owned(),
            Self::Me => page::ME.to_owned(),
            Self::CheckIn => page::CHECK_IN.to_owned(),
            Self::CoachPlan => page::coach_plan(plan),
        }
    }
}

/// Names the text whose form is open, for [`query::OPEN`].
#[must_use]
pub fn open_key(field: Field, about: Option<Uuid>) -> String {
    let name = match (field, about) {
        (_, Some(about)) => return about.to_string(),
        (Field::Stip, None) => "stip",
        (Field::Why, None) => "why",
        (Field::Strength, None) => "strength",
        (Field::Goal, None) => "goal",
        (Field::Step, None) => "step",
        (Field::Win, None) => "win",
        (Field::Note, None) => "note",
        (Field::Direction, None) => "direction",
        (Field::Success, None) => "success",
        (Field::Wish, None) => "wish",
    };
    name.to_owned()
}

impl PlanForm {
    /// The page on which the form stands, open: where it is shown again when it was not taken.
    #[must_use]
    pub fn page(&self, plan: PlanId) -> String {
        match (self.ask, self.field) {
            (Ask::LogWin, _) => page::LOG_WIN.to_owned(),
            (Ask::CheckIn, _) => page::CHECK_IN.to_owned(),
            (Ask::EditText, Some(field)) => {
                let open = open_key(field, self.about);
                [&self.back.path(plan), "?", query::OPEN, "=", &open].concat()
            }
            // Older pages still send it from the plan, where strengths once stood.
            (Ask::AddStrength, _) if self.back == Back::Plan => page::ME.to_owned(),
            (Ask::AddGoal, _) if !self.steps.is_empty() => page::EXAMPLES.to_owned(),
            (Ask::ArrangeStep | Ask::SetDomain, _) => match self.about {
                Some(about) => {
                    let open = about.to_string();
                    [&self.back.path(plan), "?", query::OPEN, "=", &open].concat()
                }
                None => self.back.path(plan),
            },
            _ => self.back.path(plan),
        }
    }

    /// The page to go on to once the form was taken. One that is another page than the form's says that
    /// it was.
    #[must_use]
    pub fn onward(&self, plan: PlanId) -> String {
        let back = self.back.path(plan);
        match (self.ask, self.back) {
            (Ask::LogWin, Back::Wins) | (Ask::CheckIn, Back::Plan | Back::CheckIn) => saved(&back),
            _ => back,
        }
    }
}

/// The address of a page that says that something was saved.
#[must_use]
pub fn saved(page: &str) -> String {
    [page, "?", query::SAVED].concat()
}
