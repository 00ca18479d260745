//! How youths reach this coach: a number, WhatsApp, an address; each only if the coach wants.

use contract::path::{form_target, page};
use contract::{Me, ProblemCode};
use leptos::prelude::*;

use crate::backend::use_backend;
use crate::echo::Post;
use crate::form::{Field, FormState, Submit};
use crate::language::use_texts;
use crate::load::{Loading, load};
use crate::problem::problem_notice;
use crate::ui::{CoachFrame, CoachWaiting, Heading, Icon, Saved, Whose, not_opened};

/// How youths reach this coach.
pub(crate) fn reach_page() -> AnyView {
    let backend = use_backend();
    let me: Loading<Me> = load(move || {
        let backend = backend.clone();
        Box::pin(async move {
            let backend = backend.ok_or(ProblemCode::Unavailable)?;
            backend.me().unread().await
        })
    });
    view! {
        <Suspense fallback=CoachWaiting>
            {move || Suspend::new(async move {
                match me.read().await {
                    Ok(me) => reach(&me),
                    Err(problem) => not_opened(&problem, Whose::Coach),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn reach(me: &Me) -> AnyView {
    let texts = use_texts();
    let card = me.contact.clone().unwrap_or_default();
    let echoed = Post::echo("contact", None);
    let ticked = echoed.map_or(card.whatsapp, |echo| echo.typed("whatsapp").is_some());
    let state = FormState::open("contact", None);
    provide_context(state);
    view! {
        <CoachFrame>
            <p class="crumb">
                <a class="button button-plain" href=page::CASELOAD>
                    <Icon name="back" turns=true/>
                    {texts.caseload_title()}
                </a>
            </p>
            <Heading text=texts.reach_title()/>
            <Saved says=texts.reach_saved()/>
            <form class="form card" method="post" action=form_target::CONTACT>
                <p>{texts.reach_lead()}</p>
                {state.problem.get_untracked().map(|problem| problem_notice(&problem))}
                <Field name="phone" label=texts.reach_phone() optional=true value=card.phone/>
                <label class="choice">
                    <input type="checkbox" name="whatsapp" value="yes" checked=ticked/>
                    <span class="choice-face">{texts.reach_whatsapp()}</span>
                </label>
                <Field name="email" label=texts.reach_email() optional=true value=card.email/>
                <Submit label=texts.action_save()/>
            </form>
        </CoachFrame>
    }
    .into_any()
}
