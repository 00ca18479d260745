//! Take own words away, for good.

use contract::form::{Ask, Back};
use domain::journal::Part;
use leptos::prelude::*;
use uuid::Uuid;

use crate::form::{Hidden, Submit, TapForm, word};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::More;

/// Asks once more, then takes the words of one's own entry away.
#[component]
pub(crate) fn TakeWords(
    /// The entries that brought them: one, and one more for every time that they were written anew.
    versions: Vec<Uuid>,
    /// The part that it belongs to.
    part: Part,
) -> impl IntoView {
    let texts = use_texts();
    let own = PlanStore::here().is_none_or(PlanStore::is_own);
    let back = match (own, part) {
        (false, _) => Back::CoachPlan,
        (true, Part::Wins) => Back::Wins,
        (true, Part::Wishes | Part::Strengths) => Back::Me,
        (true, _) => Back::Plan,
    };
    let mut versions = versions.into_iter();
    let about = versions.next();
    let others: Vec<_> = versions.map(|version| version.to_string()).collect();
    view! {
        <More label=texts.action_remove() icon="cross">
            <p>{texts.remove_explain()}</p>
            <TapForm ask=Ask::RemoveText back=back about=about>
                <Hidden name="part" value=word(part)/>
                <Hidden name="replaces" value=others.join(",")/>
                <Submit label=texts.remove_confirm() class="button button-quiet"/>
            </TapForm>
        </More>
    }
    .into_any()
}
