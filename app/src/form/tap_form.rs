//! The form of a plan page in which nothing is typed: its buttons say all, and the line of the page tells
//! how it fares.

use contract::form::{Ask, Back};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use uuid::Uuid;

use super::busy::Busy;
use super::fields::read;
use super::stamp::{Done, Stamp, action, address};
use crate::offering::{Offering, Saving};

/// A form to tap.
#[component]
pub(crate) fn TapForm(
    /// What it asks for.
    ask: Ask,
    /// Where a browser without script goes afterwards.
    back: Back,
    /// What it is about.
    #[prop(optional_no_strip, into)]
    about: Option<Uuid>,
    /// How it looks.
    #[prop(default = "")]
    class: &'static str,
    /// After the server took it.
    #[prop(optional, into)]
    done: Option<Done>,
    children: Children,
) -> impl IntoView {
    let (busy, stamp, offering) = (Busy::provide(), Stamp::new(), Offering::here());
    let submit = move |event: SubmitEvent| {
        let Some(offering) = offering else { return };
        event.prevent_default();
        if busy.is_untracked() {
            return;
        }
        match read(&event) {
            Ok(typed) => {
                busy.set(true);
                let (typed, done) = (stamp.put_on(typed), done.clone());
                leptos::task::spawn_local(async move {
                    let answer = offering.offer(typed).await;
                    busy.set(false);
                    if answer.is_ok() {
                        stamp.renew();
                        if let Some(Done(then)) = &done {
                            then();
                        }
                    }
                });
            }
            Err(problem) => {
                offering.saving.try_set(Saving::Failed(problem));
            }
        }
    };
    view! {
        <form method="post" action=action(offering) class=class on:submit=submit>
            {address(ask, back, about.map(|about| about.to_string()), stamp)}
            {children()}
        </form>
    }
    .into_any()
}
