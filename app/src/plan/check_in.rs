//! *Hoe gaat het?*: one part of life, one face, words if wanted.

use contract::form::{Ask, Back, saved};
use contract::path::page;
use domain::journal::LifeDomain;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::domain_word;
use crate::form::{AudienceChoice, Done, FeelingChoice, Field, Kind, PlanForm, Submit, word};
use crate::language::use_texts;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{More, Status, Whose, YouthFrame, open_plan};

/// *Hoe gaat het?*
pub(crate) fn check_in_page() -> AnyView {
    open_plan(own_plan(), Whose::Youth, check_in)
}

fn check_in(_: PlanStore) -> AnyView {
    let texts = use_texts();
    let navigate = use_navigate();
    let done = Done::new(move || navigate(&saved(page::PLAN), Default::default()));
    view! {
        <YouthFrame title=texts.check_in_title() note=texts.check_in_lead()>
            <Status/>
            <section class="card">
                <PlanForm ask=Ask::CheckIn back=Back::Plan done=done>
                    <fieldset class="choices">
                        <legend>{texts.check_in_domain()}</legend>
                        {LifeDomain::ALL.map(choice).collect_view()}
                    </fieldset>
                    <FeelingChoice legend=texts.check_in_feeling()/>
                    <Field
                        name="text"
                        label=texts.check_in_text()
                        kind=Kind::Lines
                        optional=true
                    />
                    <More label=texts.audience_label() icon="eye">
                        <AudienceChoice own=true/>
                    </More>
                    <Submit label=texts.action_save() class="button button-sun button-wide"/>
                </PlanForm>
            </section>
        </YouthFrame>
    }
    .into_any()
}

fn choice(domain: LifeDomain) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="radio"
                name="domain"
                value=word(domain)
                checked=domain == LifeDomain::Work
            />
            <span class="choice-face">{domain_word(use_texts(), domain)}</span>
        </label>
    }
}
