//! What every form of a plan page carries besides its fields: where it goes, what it asks for, and the id
//! of the change that it becomes.

use std::sync::Arc;

use contract::form::{Ask, Back};
use contract::path;
use domain::id::ChangeId;
use leptos::prelude::*;
use serde::Serialize;

use crate::offering::{Offering, Typed};
use crate::session::minter;

/// The word of the contract for a choice, as a form field holds it.
pub(crate) fn word<T: Serialize>(choice: T) -> String {
    let json = serde_json::to_string(&choice).unwrap_or_default();
    json.trim_matches('"').to_owned()
}

/// What happens once the server took a form. It outlives the form: the plan that changed may take the
/// form off the page before the answer is there.
#[derive(Clone)]
pub(crate) struct Done(pub(super) Arc<dyn Fn() + Send + Sync>);

impl Done {
    /// Does this.
    pub(crate) fn new(then: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(then))
    }
}

/// A field that nobody sees.
#[component]
pub(crate) fn Hidden(
    /// Its name in the contract.
    name: &'static str,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=move || value.get()/> }
}

/// Where a form goes without script.
pub(super) fn action(offering: Option<Offering>) -> String {
    offering
        .map(|offering| path::plan_form(offering.plan))
        .unwrap_or_default()
}

/// The fields that say what a form asks for.
pub(super) fn address(ask: Ask, back: Back, about: Option<String>, stamp: Stamp) -> AnyView {
    view! {
        <input type="hidden" name="ask" value=word(ask)/>
        <input type="hidden" name="back" value=word(back)/>
        <Hidden name="change" value=stamp.change/>
        {about.map(|about| view! { <input type="hidden" name="about" value=about/> })}
    }
    .into_any()
}

/// The id of the change that a form becomes. It stays the same until the server took the form, so that
/// sending it twice is one change.
#[derive(Clone, Copy)]
pub(super) struct Stamp {
    change: RwSignal<String>,
    tried: StoredValue<Option<Typed>>,
    mint: StoredValue<Arc<dyn Fn() -> ChangeId + Send + Sync>>,
}

impl Stamp {
    pub(super) fn new() -> Self {
        let mint = minter();
        Self {
            change: RwSignal::new(mint().to_string()),
            tried: StoredValue::new(None),
            mint: StoredValue::new(Arc::new(mint)),
        }
    }

    /// The form was taken: what is filled in from now on is another change.
    pub(super) fn renew(self) {
        self.tried.try_set_value(None);
        self.another();
    }

    fn another(self) -> String {
        let mint = self.mint.try_get_value();
        let name = mint.map(|mint| mint().to_string()).unwrap_or_default();
        self.change.try_set(name.clone());
        name
    }

    /// Marks what is sent. Other words than in the last try get another id: that try may have arrived,
    /// and only its answer was lost; under its id the new words would be taken for it and be gone.
    pub(super) fn put_on(self, mut typed: Typed) -> Typed {
        let is_other = |tried: &Option<Typed>| tried.as_ref().is_some_and(|tried| *tried != typed);
        if self.tried.with_value(is_other) {
            typed = typed.named(&self.another());
        }
        self.tried.set_value(Some(typed.clone()));
        typed
    }
}
