//! Where the forms of a page go. A form knows only this, not the plan: so a page can be drawn, and a
//! form be filled in, before the code that folds the plan is there.

use std::sync::Arc;

use contract::form::PlanForm;
use contract::{Problem, ProblemCode};
use domain::id::PlanId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::backend::Answer;

/// How the last change of this page fares.
#[derive(Clone, PartialEq)]
pub(crate) enum Saving {
    /// Nothing was changed yet.
    Quiet,
    /// On its way.
    Busy,
    /// The server has it.
    Saved,
    /// The server has what waited on this phone.
    Sent,
    /// The server has what waited on this phone, but for some that it did not take.
    NotTaken,
    /// Nothing was changed, and there is no network: the plan is the one that this phone keeps.
    Away,
    /// This phone has it; the server has not yet, for this reason if it is no passing one.
    Kept(Option<Problem>),
    /// The server has not.
    Failed(Problem),
}

/// The fields of a form as they were filled in, by the names of [`PlanForm`].
#[derive(Clone, PartialEq)]
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    /// Empty fields are left out: an optional one would not be read otherwise.
    pub(crate) fn new(fields: impl Iterator<Item = (String, Option<String>)>) -> Self {
        let filled = |(name, typed): (String, Option<String>)| {
            Some((name, typed.filter(|typed| !typed.is_empty())?))
        };
        Self(fields.filter_map(filled).collect())
    }

    /// The same words under another name of a change.
    pub(crate) fn named(mut self, change: &str) -> Self {
        self.0.retain(|(name, _)| name != "change");
        self.0.push(("change".to_owned(), change.to_owned()));
        self
    }

    /// As the contract has it.
    pub(crate) fn form(self) -> Result<PlanForm, Problem> {
        let value = |(name, typed)| (name, Value::String(typed));
        let fields: Map<String, Value> = self.0.into_iter().map(value).collect();
        Ok(PlanForm::deserialize(Value::Object(fields))
            .ok()
            .ok_or(ProblemCode::Malformed)?)
    }
}

/// How far a form came. Either way its words are safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Taken {
    /// The server has it.
    Sent,
    /// This phone has it, and sends it when it can.
    Kept,
    /// The server has what the form is about; what came along, such as a photo, it did not take.
    InPart(ProblemCode),
}

type Taker = Arc<dyn Fn(Typed) -> Answer<Taken> + Send + Sync>;

/// Where the forms of a page go.
#[derive(Clone, Copy)]
pub(crate) struct Offering {
    /// The plan that they change.
    pub(crate) plan: PlanId,
    /// How the last of them fares.
    pub(crate) saving: RwSignal<Saving>,
    taker: StoredValue<Taker>,
}

impl Offering {
    /// Takes the forms of everything below.
    pub(crate) fn provide(
        plan: PlanId,
        saving: RwSignal<Saving>,
        taker: impl Fn(Typed) -> Answer<Taken> + Send + Sync + 'static,
    ) {
        provide_context(Self {
            plan,
            saving,
            taker: StoredValue::new(Arc::new(taker)),
        });
    }

    /// The one of the page around.
    pub(crate) fn here() -> Option<Self> {
        use_context()
    }

    /// Offers a filled-in form, and tells on the page how it fares.
    pub(crate) async fn offer(self, typed: Typed) -> Result<(), Problem> {
        self.saving.try_set(Saving::Busy);
        let answer = match self.taker.try_get_value() {
            Some(taker) => taker(typed).await,
            None => Err(ProblemCode::Unavailable.into()),
        };
        let fares = match &answer {
            Ok(Taken::Sent) => Saving::Saved,
            // Who sends it may have said more already.
            Ok(Taken::Kept) if self.saving.try_get_untracked() != Some(Saving::Busy) => {
                return Ok(());
            }
            Ok(Taken::Kept) => Saving::Kept(None),
            Ok(Taken::InPart(code)) => Saving::Failed((*code).into()),
            Err(problem) => Saving::Failed(problem.clone()),
        };
        self.saving.try_set(fares);
        answer.map(|_| ())
    }
}
