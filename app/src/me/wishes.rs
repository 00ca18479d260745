//! What I still want to learn: asked again and again, and never a test.

use contract::form::{Ask, Back, Field as TextName};
use domain::id::WishId;
use domain::journal::Part;
use leptos::prelude::*;

use crate::form::{AudienceChoice, Field, Kind, PlanForm, Submit};
use crate::language::use_texts;
use crate::plan::{EditLink, EditPlace, Shown, TakeWords, TextAt};
use crate::store::PlanStore;
use crate::ui::{Icon, More};

/// What the youth still wants to learn.
#[component]
pub(crate) fn Wishes() -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let own = store.is_own();
    let wishes = Memo::new(move |_| {
        store.view.with(|view| {
            let all = view.plan.wishes.iter();
            all.map(|wish| wish.id).collect::<Vec<_>>()
        })
    });
    let empty = move || {
        let line = if own {
            texts.me_wishes_empty()
        } else {
            texts.me_wishes_none()
        };
        wishes
            .with(Vec::is_empty)
            .then(|| view! { <p class="soft">{line}</p> })
    };
    let add = own.then(|| {
        view! {
            <More label=texts.me_wish_add()>
                <PlanForm ask=Ask::AddWish back=Back::Me>
                    <Field
                        name="text"
                        label=texts.me_wish_label()
                        hint=texts.me_wish_hint()
                    />
                    <AudienceChoice own=true/>
                    <Submit label=texts.action_add()/>
                </PlanForm>
            </More>
        }
    });
    view! {
        <section class="card">
            <h2 class="icon-head">
                <Icon name="domain-learning"/>
                {if own { texts.me_wishes() } else { texts.me_wishes_of() }}
            </h2>
            {empty}
            <ul>
                <For each=move || wishes.get() key=|id| id.uuid() let:id>
                    {one(store, id)}
                </For>
            </ul>
            {add}
        </section>
    }
    .into_any()
}

fn one(store: PlanStore, id: WishId) -> AnyView {
    let shown = Memo::new(move |_| {
        store.view.with(|view| {
            view.plan
                .wish(id)
                .map(|wish| Shown::of(&wish.text, view, store))
                .unwrap_or_default()
        })
    });
    let text = TextAt {
        field: TextName::Wish,
        about: Some(id.uuid()),
        label: use_texts().me_wish_label(),
        kind: Kind::Line,
        shown,
    };
    let own = store.is_own();
    let open = text.is_open();
    let take = move || {
        let versions = shown.with(|shown| shown.mine.clone());
        (own && open.get() && !versions.is_empty())
            .then(|| view! { <TakeWords versions part=Part::Wishes/> })
    };
    view! {
        <li class="note">
            <div class="goal-head">
                <p class="prose">{move || shown.with(Shown::line)}</p>
                {own.then(|| view! { <EditLink text/> })}
            </div>
            {own.then(|| view! { <EditPlace text/> })}
            {take}
        </li>
    }
    .into_any()
}
