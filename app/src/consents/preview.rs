//! The youth looks through the reader's eyes; then says yes, and gets the invitation.

use contract::path::{form_target, page};
use contract::{IssuedInvitation, ProblemCode, SharedPlan, Terms};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::own::about_own;
use super::shared::shared;
use super::words::chosen;
use crate::echo::Post;
use crate::form::{Field, FormState, Submit, word};
use crate::invitation;
use crate::language::use_texts;
use crate::problem::problem_notice;
use crate::ui::{Icon, PlainFrame, Waiting, Whose, YouthFrame, day, not_opened};

/// What somebody would see; or, once the youth said yes, the invitation.
pub(crate) fn preview_page() -> AnyView {
    if let Some(issued) = Post::issued() {
        return said_yes(issued);
    }
    let terms = use_query_map().with_untracked(chosen);
    let asked = terms.clone();
    let preview = about_own(move |backend, plan| backend.consent_preview(plan, asked.clone()));
    view! {
        <Suspense fallback=Waiting>
            {move || {
                let terms = terms.clone();
                Suspend::new(async move {
                    match preview.read().await {
                        Ok(plan) => look(&plan, &terms),
                        Err(problem) if problem.code == ProblemCode::Invalid => nothing_chosen(),
                        Err(problem) => not_opened(&problem, Whose::Youth),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

fn look(plan: &SharedPlan, terms: &Terms) -> AnyView {
    let texts = use_texts();
    let until = day(plan.until, plan.now);
    let parts: Vec<String> = terms.parts.iter().map(word).collect();
    let (parts, span) = (parts.join(","), word(terms.span));
    let shown = shared(plan);
    let again = [page::OFFER_CONSENT, "?", &boxes(terms)].concat();
    let state = FormState::open("offer-consent", None);
    provide_context(state);
    view! {
        <YouthFrame title=texts.consents_preview_title()>
            <p class="words">{texts.consents_preview_lead(&until)}</p>
            <div class="preview">{shown}</div>
            <form class="form card" method="post" action=form_target::OFFER_CONSENT>
                <h2>{texts.consents_yes_title()}</h2>
                <input type="hidden" name="parts" value=parts/>
                <input type="hidden" name="span" value=span/>
                {state.problem.get_untracked().map(|problem| problem_notice(&problem))}
                <Field
                    name="name"
                    label=texts.consents_name_label()
                    hint=texts.consents_name_hint()
                />
                <Submit
                    label=texts.consents_yes()
                    icon="check"
                    class="button button-sun button-wide"
                />
            </form>
            <p>
                <a class="button button-quiet button-wide" href=again>
                    {texts.consents_choose_again()}
                </a>
            </p>
        </YouthFrame>
    }
    .into_any()
}

/// The same choice, as the boxes of the form before have it.
fn boxes(terms: &Terms) -> String {
    let ticked = terms.parts.iter().map(|part| [&word(part), "=1"].concat());
    let span = [super::words::SPAN, "=", &word(terms.span)].concat();
    ticked.chain([span]).collect::<Vec<_>>().join("&")
}

fn nothing_chosen() -> AnyView {
    let texts = use_texts();
    view! {
        <YouthFrame title=texts.consents_choose_title()>
            <div class="notice" role="status">
                <Icon name="info"/>
                <p>{texts.consents_preview_none()}</p>
            </div>
            <p>
                <a class="button button-wide" href=page::OFFER_CONSENT>
                    {texts.nav_back()}
                </a>
            </p>
        </YouthFrame>
    }
    .into_any()
}

fn said_yes(issued: IssuedInvitation) -> AnyView {
    let texts = use_texts();
    let not_here = texts.consents_not_here(&issued.name);
    let title = texts.coach_invite_ready(&issued.name);
    view! {
        <PlainFrame title=title>
            <div class="notice">
                <Icon name="info"/>
                <p>{not_here} " " {texts.consents_how_long()}</p>
            </div>
            {invitation::issued(issued)}
            <p>
                <a class="button button-wide" href=page::CONSENTS>
                    {texts.consents_back()}
                </a>
            </p>
        </PlainFrame>
    }
    .into_any()
}
