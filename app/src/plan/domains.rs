//! Life domains: their words, their pictures, and a choice of one.

use domain::journal::LifeDomain;
use leptos::prelude::*;
use locale::Texts;

use crate::form::word;
use crate::language::use_texts;
use crate::ui::Icon;

/// A life domain as people say it.
pub(crate) fn domain_word(texts: &Texts, domain: LifeDomain) -> &'static str {
    match domain {
        LifeDomain::Work => texts.domain_work(),
        LifeDomain::Learning => texts.domain_learning(),
        LifeDomain::Housing => texts.domain_housing(),
        LifeDomain::Money => texts.domain_money(),
        LifeDomain::Health => texts.domain_health(),
        LifeDomain::Relations => texts.domain_relations(),
        LifeDomain::Leisure => texts.domain_leisure(),
    }
}

/// The picture that goes with a life domain.
pub(crate) fn domain_icon(domain: LifeDomain) -> &'static str {
    match domain {
        LifeDomain::Work => "domain-work",
        LifeDomain::Learning => "domain-learning",
        LifeDomain::Housing => "domain-housing",
        LifeDomain::Money => "domain-money",
        LifeDomain::Health => "domain-health",
        LifeDomain::Relations => "domain-relations",
        LifeDomain::Leisure => "domain-leisure",
    }
}

/// A choice of one life domain, by picture and word.
#[component]
pub(crate) fn DomainChoice(
    /// What is asked.
    legend: &'static str,
    /// Chosen at first.
    #[prop(optional_no_strip)]
    chosen: Option<LifeDomain>,
    /// It may stay open.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let texts = use_texts();
    let choice = move |domain: LifeDomain| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="domain"
                    value=word(domain)
                    checked=chosen == Some(domain)
                />
                <span class="choice-face">
                    <Icon name=domain_icon(domain)/>
                    {domain_word(texts, domain)}
                </span>
            </label>
        }
    };
    let none = optional.then(|| {
        view! {
            <label class="choice">
                <input type="radio" name="domain" value="" checked=chosen.is_none()/>
                <span class="choice-face">{texts.domain_none()}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choices">
            <legend>{legend}</legend>
            {LifeDomain::ALL.map(choice).collect_view()}
            {none}
        </fieldset>
    }
    .into_any()
}
