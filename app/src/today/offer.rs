//! Messages are offered only after something good happened, never at the first look.

use contract::path::page;
use domain::journal::StepState;
use domain::plan::Plan;
use leptos::prelude::*;

use crate::device::{PushState, use_device};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::Icon;

/// Whether the youth has had something of Stip already.
fn useful(plan: &Plan) -> bool {
    let steps = || plan.goals.iter().flat_map(|goal| &goal.steps);
    !plan.wins.is_empty() || steps().any(|step| step.state == StepState::Done)
}

/// "Wil je een seintje krijgen?"
#[component]
pub(crate) fn PushOffer() -> impl IntoView {
    let texts = use_texts();
    let (store, device) = (PlanStore::here(), use_device());
    let open = RwSignal::new(false);
    // Only this browser knows, so the first picture never holds it.
    Effect::new(move || {
        let Some(device) = device.clone().filter(|device| device.offers_push()) else {
            return;
        };
        leptos::task::spawn_local(async move {
            open.try_set(device.push_state().await == Ok(PushState::Off));
        });
    });
    let shown = Memo::new(move |_| {
        open.get() && store.is_some_and(|store| store.view.with(|view| useful(&view.plan)))
    });
    move || {
        shown.get().then(|| {
            view! {
                <p class="notice notice-wait">
                    <Icon name="bell"/>
                    <span>{texts.notify_lead()}</span>
                    <a class="button button-quiet" href=page::NOTIFY>
                        {texts.me_turn_on()}
                    </a>
                </p>
            }
        })
    }
}
