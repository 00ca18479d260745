//! What success means to me: in the youth's own words, beside every official outcome.

use contract::form::{Ask, Back, Field as TextName};
use leptos::prelude::*;

use crate::form::{AudienceChoice, Field, Kind, PlanForm, Submit};
use crate::language::use_texts;
use crate::plan::{EditLink, EditPlace, Shown, TextAt, steady};
use crate::store::PlanStore;
use crate::ui::{Icon, More};

/// What success means.
#[component]
pub(crate) fn Success() -> impl IntoView {
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let shown = Memo::new(move |_| {
        store
            .view
            .with(|view| Shown::of(&view.plan.success, view, store))
    });
    let empty = steady(move || shown.with(|shown| shown.empty));
    let own = store.is_own();
    let texts = use_texts();
    let body = move || match (empty.get(), own) {
        (true, true) => first(),
        (true, false) => view! { <p class="soft">{texts.me_success_none()}</p> }.into_any(),
        (false, _) => said(shown, own),
    };
    view! {
        <section class="card">
            <h2 class="icon-head">
                <Icon name="win"/>
                {if own { texts.me_success() } else { texts.me_success_of() }}
            </h2>
            {body}
        </section>
    }
    .into_any()
}

fn first() -> AnyView {
    let texts = use_texts();
    view! {
        <p class="soft">{texts.me_success_empty()}</p>
        <More label=texts.me_success_write() icon="edit">
            <PlanForm ask=Ask::DefineSuccess back=Back::Me>
                <Field
                    name="text"
                    label=texts.me_success_label()
                    hint=texts.me_success_hint()
                    kind=Kind::Lines
                />
                <AudienceChoice own=true/>
                <Submit label=texts.action_save()/>
            </PlanForm>
        </More>
    }
    .into_any()
}

fn said(shown: Memo<Shown>, own: bool) -> AnyView {
    let text = TextAt {
        field: TextName::Success,
        about: None,
        label: use_texts().me_success_label(),
        kind: Kind::Lines,
        shown,
    };
    view! {
        <div class="goal-head">
            <p class="words">{move || shown.with(Shown::line)}</p>
            {own.then(|| view! { <EditLink text/> })}
        </div>
        {own.then(|| view! { <EditPlace text/> })}
    }
    .into_any()
}
