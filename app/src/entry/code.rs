//! Type the code of an invitation.

use contract::path::{form_target, page};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::form::{Field, FormState, Kind, Submit};
use crate::language::use_texts;
use crate::problem::problem_notice;
use crate::ui::{Icon, PlainFrame};

/// Set in the address after the words of an invitation differed.
const WORDS_DIFFERED: &str = "andere-woorden";

/// Type a code.
pub(crate) fn code_page() -> AnyView {
    let texts = use_texts();
    let differed = use_query_map().with_untracked(|query| query.get(WORDS_DIFFERED).is_some());
    if differed {
        return burned();
    }
    view! {
        <PlainFrame title=texts.welcome_title()>
            <p class="words">{texts.welcome_lead()}</p>
            {code_form()}
            <p>
                <a class="button button-plain" href=page::LOGIN>
                    {texts.welcome_is_coach()}
                </a>
            </p>
        </PlainFrame>
    }
    .into_any()
}

pub(super) fn code_form() -> AnyView {
    let texts = use_texts();
    let state = FormState::open("code", None);
    provide_context(state);
    view! {
        <form class="form card" method="post" action=form_target::CODE>
            {state.problem.get_untracked().map(|problem| problem_notice(&problem))}
            <Field
                name="code"
                label=texts.welcome_code_label()
                hint=texts.welcome_code_hint()
                kind=Kind::Code
            />
            <Submit label=texts.welcome_code_submit() class="button button-sun button-wide"/>
        </form>
    }
    .into_any()
}

fn burned() -> AnyView {
    let texts = use_texts();
    view! {
        <PlainFrame title=texts.invite_rejected_title()>
            <div class="notice">
                <Icon name="info"/>
                <p>{texts.invite_rejected()}</p>
            </div>
            <p>
                <a class="button" href=page::WELCOME>
                    {texts.welcome_have_code()}
                </a>
            </p>
        </PlainFrame>
    }
    .into_any()
}
