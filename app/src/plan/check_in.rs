//! *Hoe gaat het?*: one part of life, one face, words if wanted.

use contract::form::{Ask, Back, saved};
use contract::path::page;
use domain::journal::LifeDomain;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::domains::DomainChoice;
use super::history::History;
use crate::form::{AudienceChoice, Done, FeelingChoice, Field, Kind, PlanForm, Submit};
use crate::language::use_texts;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{More, Saved, Status, Whose, YouthFrame, open_plan};

/// *Hoe gaat het?*
pub(crate) fn check_in_page() -> AnyView {
    open_plan(own_plan(), Whose::Youth, check_in)
}

fn check_in(_: PlanStore) -> AnyView {
    let texts = use_texts();
    let navigate = use_navigate();
    let done = Done::new(move || navigate(&saved(page::CHECK_IN), Default::default()));
    view! {
        <YouthFrame title=texts.check_in_title() note=texts.check_in_lead()>
            <Status/>
            <Saved says=texts.check_in_saved()/>
            <section class="card">
                <PlanForm ask=Ask::CheckIn back=Back::CheckIn done=done>
                    <DomainChoice legend=texts.check_in_domain() chosen=Some(LifeDomain::Work)/>
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
            <History/>
        </YouthFrame>
    }
    .into_any()
}
