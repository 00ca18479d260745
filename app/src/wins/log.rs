//! Log a win: tap a ready sentence, or write.

use contract::form::{Ask, Back, saved};
use contract::path::page;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::files::{AddFiles, Adding};
use crate::form::{AudienceChoice, Done, FeelingChoice, Field, Kind, PlanForm, Submit, TapForm};
use crate::language::use_texts;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{Status, Whose, YouthFrame, open_plan};

/// Log a win.
pub(crate) fn log_win_page() -> AnyView {
    open_plan(own_plan(), Whose::Youth, log)
}

fn log(_: PlanStore) -> AnyView {
    let texts = use_texts();
    let navigate = use_navigate();
    let files = Adding::new();
    let done = Done::new(move || navigate(&saved(page::WINS), Default::default()));
    view! {
        <YouthFrame title=texts.wins_label()>
            <Status/>
            {ready_sentences(done.clone())}
            <section class="card">
                <PlanForm ask=Ask::LogWin back=Back::Wins enctype="multipart/form-data" done=done>
                    <Field
                        name="text"
                        label=texts.wins_own()
                        hint=texts.wins_hint()
                        kind=Kind::Lines
                    />
                    <AddFiles files=files/>
                    <FeelingChoice legend=texts.wins_feeling() optional=true/>
                    <AudienceChoice own=true/>
                    <div on:click=move |_| files.hold()>
                        <Submit label=texts.action_save() class="button button-sun button-wide"/>
                    </div>
                </PlanForm>
            </section>
        </YouthFrame>
    }
    .into_any()
}

/// One tap is enough: each sentence is a button of its own.
fn ready_sentences(done: Done) -> AnyView {
    let texts = use_texts();
    let sentence = |sentence: &'static str| {
        view! {
            <Submit label=sentence class="choice-face" icon="win" name="text" value=sentence/>
        }
    };
    view! {
        <TapForm ask=Ask::LogWin back=Back::Wins class="stack" done=done>
            <h2>{texts.wins_quick()}</h2>
            <div class="choices choices-list">{texts.wins_sentences().map(sentence).collect_view()}</div>
        </TapForm>
    }
    .into_any()
}
