//! The coach's login.

use contract::path::{form_target, page};
use leptos::prelude::*;

use crate::form::{Field, FormState, Kind, Submit};
use crate::language::use_texts;
use crate::problem::problem_notice;
use crate::ui::PlainFrame;

/// The coach's login.
pub(crate) fn login_page() -> AnyView {
    let texts = use_texts();
    view! {
        <PlainFrame title=texts.login_title()>
            {login_form()}
            <p class="soft small">{texts.login_forgot()}</p>
            <p>
                <a class="button button-plain" href=page::WELCOME>
                    {texts.login_is_youth()}
                </a>
            </p>
        </PlainFrame>
    }
    .into_any()
}

fn login_form() -> AnyView {
    let texts = use_texts();
    let state = FormState::open("login", None);
    provide_context(state);
    view! {
        <form class="form card" method="post" action=form_target::LOGIN>
            {state.problem.get_untracked().map(|problem| problem_notice(&problem))}
            <Field name="email" label=texts.login_email() kind=Kind::Email/>
            <Field name="password" label=texts.login_password() kind=Kind::Password/>
            <Submit label=texts.login_submit() class="button button-wide"/>
        </form>
    }
    .into_any()
}
