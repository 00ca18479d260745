//! *Voorbeelden*: goals with their steps to begin from. Each is only a beginning: every word can be
//! changed before it goes on the road.

use contract::form::{Ask, Back};
use contract::path::{page, query};
use domain::journal::LifeDomain;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::domains::{domain_icon, domain_word};
use super::example_list::{Example, examples};
use crate::echo::Post;
use crate::form::{Done, Field, Hidden, Kind, PlanForm, Submit, word};
use crate::language::use_texts;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{Icon, Status, Whose, YouthFrame, open_plan};

/// Goals to begin from.
pub(crate) fn examples_page() -> AnyView {
    open_plan(own_plan(), Whose::Youth, page_of)
}

/// The address of the examples of a life domain, or of one of them.
fn address(name: &str, value: &str) -> String {
    [page::EXAMPLES, "?", name, "=", value].concat()
}

fn page_of(_: PlanStore) -> AnyView {
    let texts = use_texts();
    let asked = use_query_map();
    let chosen = Memo::new(move |_| {
        let key = asked.with(|asked| asked.get(query::EXAMPLE));
        let known = key.and_then(|key| examples(texts).into_iter().find(|one| one.key == key));
        known.or_else(|| Post::echo(&word(Ask::AddGoal), None).map(|_| Example::blank()))
    });
    let domain = Memo::new(move |_| {
        let named = asked.with(|asked| asked.get(query::DOMAIN));
        let named = LifeDomain::ALL
            .into_iter()
            .find(|domain| named.as_deref() == Some(&*word(*domain)));
        chosen
            .with(|chosen| chosen.as_ref().map(|one| one.domain))
            .or(named)
    });
    view! {
        <YouthFrame title=texts.example_title() note=texts.example_lead()>
            <Status/>
            <nav class="choices" aria-label=texts.plan_goal_domain()>
                {LifeDomain::ALL.map(|each| tab(each, domain)).collect_view()}
            </nav>
            {move || match (chosen.get(), domain.get()) {
                (Some(one), _) => form(one),
                (None, Some(domain)) => list(domain),
                (None, None) => ().into_any(),
            }}
            <a class="button button-plain" href=page::PLAN>
                <Icon name="back" turns=true/>
                {texts.plan_title()}
            </a>
        </YouthFrame>
    }
    .into_any()
}

fn tab(each: LifeDomain, chosen: Memo<Option<LifeDomain>>) -> AnyView {
    view! {
        <a
            class="choice-face"
            href=address(query::DOMAIN, &word(each))
            data-noscroll=""
            aria-current=move || (chosen.get() == Some(each)).then_some("true")
        >
            <Icon name=domain_icon(each)/>
            {domain_word(use_texts(), each)}
        </a>
    }
    .into_any()
}

fn list(domain: LifeDomain) -> AnyView {
    let texts = use_texts();
    let one = |one: Example| {
        view! {
            <li>
                <a class="example-card" href=address(query::EXAMPLE, one.key)>
                    <strong>{one.title}</strong>
                    <span class="soft small">{one.steps.join(" · ")}</span>
                    <Icon name="onward" turns=true/>
                </a>
            </li>
        }
    };
    let all = examples(texts).into_iter();
    let all = all.filter(|one| one.domain == domain);
    view! { <ul class="stack">{all.map(one).collect_view()}</ul> }.into_any()
}

#[expect(clippy::needless_pass_by_value, reason = "a view must not borrow")]
fn form(one: Example) -> AnyView {
    let texts = use_texts();
    let navigate = use_navigate();
    let done = Done::new(move || navigate(page::PLAN, Default::default()));
    view! {
        <section class="card">
            <PlanForm ask=Ask::AddGoal back=Back::Plan done=done>
                <Field name="text" label=texts.plan_goal_label() value=one.title.to_owned()/>
                <Field
                    name="steps"
                    label=texts.example_steps()
                    hint=texts.example_steps_hint()
                    kind=Kind::Lines
                    value=one.steps.join("\n")
                />
                <Hidden name="domain" value=word(one.domain)/>
                <Submit label=texts.example_use() class="button button-sun button-wide"/>
            </PlanForm>
        </section>
    }
    .into_any()
}
