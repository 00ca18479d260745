//! Who does a step, on which day, and whether it takes courage.

use contract::form::{Ask, arranged};
use domain::id::StepId;
use domain::journal::{Doer, StepState};
use domain::plan::Step;
use leptos::prelude::*;
use locale::Texts;

use super::goal::back;
use crate::form::{Field, Hidden, Kind, PlanForm, Submit, TapForm, word};
use crate::language::use_texts;
use crate::store::PlanStore;
use crate::ui::{Icon, day_of};

/// Who does a step, as the viewer says it.
pub(super) fn doer_word(texts: &Texts, doer: Doer, own: bool) -> &'static str {
    match (doer, own) {
        (Doer::Me, true) => texts.doer_me(),
        (Doer::Me, false) => texts.doer_the_youth(),
        (Doer::Coach, true) => texts.doer_coach(),
        (Doer::Coach, false) => texts.doer_the_coach(),
        (Doer::Family, _) => texts.doer_family(),
        (Doer::School, _) => texts.doer_school(),
        (Doer::Work, _) => texts.doer_work(),
        (Doer::Other, _) => texts.doer_other(),
    }
}

/// The fields that arrange a step.
#[component]
pub(crate) fn ArrangeFields(
    /// The step as it is.
    #[prop(optional_no_strip)]
    step: Option<Step>,
    /// The youth's own page.
    own: bool,
) -> impl IntoView {
    let texts = use_texts();
    let was = step.as_ref().map(arranged).unwrap_or_default();
    let day = step.as_ref().and_then(|step| step.day);
    let chosen = step.as_ref().map(|step| step.doer).unwrap_or_default();
    let daring = step.is_some_and(|step| step.daring);
    let choice = move |doer| {
        view! {
            <label class="choice">
                <input type="radio" name="doer" value=word(doer) checked=doer == chosen/>
                <span class="choice-face">{doer_word(texts, doer, own)}</span>
            </label>
        }
    };
    view! {
        <Hidden name="was" value=was/>
        <Field
            name="day"
            label=texts.step_when()
            kind=Kind::Day
            optional=true
            value=day.map(|day| day.to_string()).unwrap_or_default()
        />
        <fieldset class="choices">
            <legend>{texts.step_who()}</legend>
            {Doer::ALL.map(choice).collect_view()}
        </fieldset>
        <div class="stack">
            <label class="choice">
                <input type="checkbox" name="daring" value="yes" checked=daring/>
                <span class="choice-face">
                    <Icon name="brave"/>
                    {texts.step_daring_label()}
                </span>
            </label>
            <p class="hint">{texts.step_daring_hint()}</p>
        </div>
    }
    .into_any()
}

/// Arranges a step, or lets it go.
#[component]
pub(super) fn ArrangeStep(id: StepId) -> impl IntoView {
    let texts = use_texts();
    let Some(store) = PlanStore::here() else {
        return ().into_any();
    };
    let step = store
        .view
        .with_untracked(|view| view.plan.step(id).map(|(_, step)| step.clone()));
    let open = step.as_ref().is_some_and(Step::is_open);
    let drop = open.then(|| {
        view! {
            <TapForm ask=Ask::SetStep back=back(store) about=id.uuid()>
                <Hidden name="state" value=word(StepState::Dropped)/>
                <Submit label=texts.plan_step_drop() class="button button-quiet"/>
            </TapForm>
        }
    });
    view! {
        <div class="stack step-below">
            <PlanForm ask=Ask::ArrangeStep back=back(store) about=id.uuid()>
                <ArrangeFields step own=store.is_own()/>
                <Submit label=texts.action_save()/>
            </PlanForm>
            {drop}
        </div>
    }
    .into_any()
}

/// What is to be known of a step beside its words.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Arranged {
    when: Option<String>,
    who: Option<&'static str>,
    daring: bool,
}

impl Arranged {
    /// How a step is arranged, as far as it is not as usual.
    pub(super) fn of(step: &Step, now: jiff::Timestamp, own: bool) -> Self {
        let texts = use_texts();
        let open = step.is_open();
        Self {
            when: step.day.filter(|_| open).map(|day| day_of(day, now)),
            who: (step.doer != Doer::Me).then(|| doer_word(texts, step.doer, own)),
            daring: step.daring && open,
        }
    }

    /// A quiet line below the words.
    pub(super) fn line(&self) -> Option<AnyView> {
        let Self { when, who, daring } = self.clone();
        if when.is_none() && who.is_none() && !daring {
            return None;
        }
        let mark = |icon, words: String| {
            view! {
                <span class="step-mark-line">
                    <Icon name=icon/>
                    {words}
                </span>
            }
        };
        Some(
            view! {
                <span class="step-marks">
                    {when.map(|when| mark("calendar", when))}
                    {who.map(|who| mark("person", who.to_owned()))}
                    {daring.then(|| mark("brave", use_texts().step_daring().to_owned()))}
                </span>
            }
            .into_any(),
        )
    }
}
