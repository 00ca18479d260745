//! The plain sentence for what went wrong.

use contract::path::page;
use contract::{Problem, ProblemCode};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use locale::Texts;

use crate::language::use_texts;
use crate::ui::Icon;

/// The sentence that a person reads.
pub(crate) fn sentence(texts: &Texts, problem: &Problem) -> &'static str {
    match problem.code {
        ProblemCode::Invalid => match problem.errors.first() {
            Some(first) => field_sentence(texts, &first.code),
            None => texts.problem_invalid(),
        },
        ProblemCode::Malformed => texts.problem_malformed(),
        ProblemCode::LoggedOut => texts.problem_logged_out(),
        ProblemCode::TokenExpired => texts.problem_token_expired(),
        ProblemCode::WrongLogin => texts.problem_wrong_login(),
        ProblemCode::OtherSite => texts.problem_other_site(),
        ProblemCode::NotFound => texts.problem_not_found(),
        ProblemCode::WrongMethod => texts.problem_wrong_method(),
        ProblemCode::WrongCode => texts.problem_wrong_code(),
        ProblemCode::StaffSession => texts.problem_staff_session(),
        ProblemCode::YouthSession => texts.problem_youth_session(),
        ProblemCode::TooLarge => texts.problem_too_large(),
        ProblemCode::FileTooLarge => texts.problem_file_too_large(),
        ProblemCode::FileMissing => texts.problem_file_missing(),
        ProblemCode::FilesFull => texts.problem_files_full(),
        ProblemCode::NotAPicture => texts.problem_not_a_picture(),
        ProblemCode::NotAVoiceNote => texts.problem_not_a_voice_note(),
        ProblemCode::VoiceTooLong => texts.problem_voice_too_long(),
        ProblemCode::Unfit => texts.problem_unfit(),
        ProblemCode::TooMany => texts.problem_too_many(),
        ProblemCode::Internal => texts.problem_internal(),
        ProblemCode::Unavailable => texts.problem_unavailable(),
        ProblemCode::NoRoom => texts.problem_no_room(),
        ProblemCode::Offline => texts.problem_not_sent(),
        ProblemCode::Unknown => texts.problem_unknown(),
    }
}

/// The sentence for one field.
pub(crate) fn field_sentence(texts: &Texts, code: &str) -> &'static str {
    match code {
        "empty" | "missing" => texts.field_required(),
        "too_long" => texts.problem_text_too_long(),
        "unprintable" => texts.problem_text_unprintable(),
        _ => texts.problem_invalid(),
    }
}

/// A problem in its place, told at once to who cannot see it.
pub(crate) fn problem_notice(problem: &Problem) -> AnyView {
    let said = sentence(use_texts(), problem);
    let door = (problem.code == ProblemCode::LoggedOut).then(door);
    view! {
        <div class="notice notice-care" role="alert">
            <Icon name="info"/>
            <p>{said}</p>
            {door}
        </div>
    }
    .into_any()
}

/// A sentence of its own for a problem.
pub(crate) fn notice(said: String) -> AnyView {
    view! {
        <div class="notice notice-care" role="alert">
            <Icon name="info"/>
            <p>{said}</p>
        </div>
    }
    .into_any()
}

/// The way back in, for who is logged out: a youth needs a code, and only the coach can make one.
pub(crate) fn door() -> AnyView {
    let texts = use_texts();
    let here = use_location().pathname;
    let coach = here.with_untracked(|here| here.starts_with(page::CASELOAD));
    let (href, name) = if coach {
        (page::LOGIN, texts.login_submit())
    } else {
        (page::WELCOME, texts.welcome_have_code())
    };
    view! {
        <div class="stack">
            {(!coach).then(|| view! { <p>{texts.session_new_code()}</p> })}
            <a class="button button-quiet" href=href>
                {name}
            </a>
        </div>
    }
    .into_any()
}
