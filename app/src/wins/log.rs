//! Log a win: tap a ready sentence, or write.

use contract::form::{Ask, Back, saved};
use contract::path::page;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::files::{AddFiles, Adding};
use crate::form::{AudienceChoice, Done, FeelingChoice, Field, Kind, PlanForm, Submit};
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
            // One form: whichever button is tapped, the photo and all else goes along.
            <PlanForm ask=Ask::LogWin back=Back::Wins class="stack stack-wide" enctype="multipart/form-data" done=done>
                <div class="stack stack-wide" on:click=move |event| files.hold(&event)>
                    // The return key saves too, and takes no sentence that was not tapped.
                    <div class="only-read-aloud" aria-hidden="true">
                        <button tabindex="-1">{texts.action_save()}</button>
                    </div>
                    {ready_sentences()}
                    <section class="card form">
                        <Field
                            name="text"
                            label=texts.wins_own()
                            hint=texts.wins_hint()
                            kind=Kind::Lines
                        />
                        <AddFiles files=files/>
                        <FeelingChoice legend=texts.wins_feeling() optional=true/>
                        <AudienceChoice own=true/>
                        <Submit label=texts.action_save() class="button button-sun button-wide"/>
                    </section>
                </div>
            </PlanForm>
        </YouthFrame>
    }
    .into_any()
}

/// One tap is enough: each sentence is a button of its own.
fn ready_sentences() -> AnyView {
    let texts = use_texts();
    let sentence = |sentence: &'static str| {
        view! {
            <Submit label=sentence class="choice-face" icon="win" name="ready" value=sentence/>
        }
    };
    view! {
        <section class="stack">
            <h2>{texts.wins_quick()}</h2>
            <div class="choices choices-list">{texts.wins_sentences().map(sentence).collect_view()}</div>
        </section>
    }
    .into_any()
}
