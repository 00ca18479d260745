//! Changes that the server has not said back yet, folded in by the same rules that it has.

use contract::PlanView;
use domain::id::PersonId;
use domain::journal::{Author, Entry, NewEntry, Seq};
use domain::policy::Relation;

/// Shows the plan as it will be once these changes are taken. One that is in it already changes nothing.
pub(crate) fn fold(view: &mut PlanView, changes: &[NewEntry], me: PersonId) {
    let author = match view.relation {
        Relation::Youth => Author::Youth(me),
        _ => Author::Coach(me),
    };
    for new in changes {
        view.plan.apply(&Entry {
            seq: Seq::START,
            id: new.id,
            author,
            authored_at: new.authored_at,
            // The server's clock of the last answer: a phone that runs ahead must not show tomorrow.
            recorded_at: view.now.max(new.authored_at.min(view.now)),
            base: new.base,
            audience: new.audience,
            change: new.change.clone().into(),
        });
    }
}
