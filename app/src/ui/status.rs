//! How the last change of this page fares, told softly to everyone.

use contract::ProblemCode;
use contract::path::page;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::Icon;
use crate::language::use_texts;
use crate::offering::{Offering, Saving};
use crate::problem::{door, sentence};

/// A line that is there from the start, so that a screen reader tells what comes into it.
#[component]
pub(crate) fn Status() -> impl IntoView {
    let texts = use_texts();
    let saving = Offering::here().map(|offering| offering.saving);
    let here = use_location().pathname;
    let at_the_plan = move || here.with(|here| here == page::PLAN);
    let said = move || match saving.map(|saving| saving.get()) {
        None | Some(Saving::Quiet) => None,
        Some(Saving::Busy) => Some(("cloud", texts.sync_saving())),
        Some(Saving::Kept(None)) => Some(("phone", texts.sync_waiting())),
        Some(Saving::Kept(Some(problem))) if problem.code == ProblemCode::LoggedOut => {
            Some(("phone", texts.sync_waiting_logged_out()))
        }
        Some(Saving::Kept(Some(_))) => Some(("phone", texts.sync_waiting_stuck())),
        Some(Saving::Sent) => Some(("check", texts.sync_sent())),
        // There it stands itself.
        Some(Saving::NotTaken) if at_the_plan() => None,
        Some(Saving::NotTaken) => Some(("info", texts.sync_not_taken())),
        Some(Saving::Away) => Some(("phone", texts.sync_offline())),
        Some(Saving::Saved) => Some(("check", texts.sync_saved())),
        Some(Saving::Failed(problem)) => Some(("info", sentence(texts, &problem))),
    };
    let logged_out = move || {
        saving.is_some_and(|saving| {
            saving.with(|saving| matches!(saving, Saving::Failed(problem) | Saving::Kept(Some(problem)) if problem.code == ProblemCode::LoggedOut))
        })
    };
    view! {
        <p class="status" role="status">
            {move || {
                said().map(|(icon, said)| view! {
                    {(icon != "cloud").then(|| view! { <Icon name=icon/> })}
                    <span>{said}</span>
                })
            }}
        </p>
        {move || {
            let not_taken = saving.is_some_and(|saving| saving.get() == Saving::NotTaken);
            (not_taken && !at_the_plan()).then(|| view! { <a class="button button-quiet" href=page::PLAN>{texts.nav_plan()}</a> })
        }}
        {move || logged_out().then(door)}
    }
    .into_any()
}
