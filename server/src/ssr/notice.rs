//! Pages that must work when nothing else does: no script of their own but one that posts a form, no
//! data but what the visitor sent.

use axum::response::{Html, IntoResponse, Response};
use contract::path::{self, page};
use contract::{Problem, ProblemCode};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use locale::Texts;

use crate::house::House;
use crate::http::body::Fields;
use crate::http::destination::Destination;
use crate::http::headers::page_policy;
use crate::http::looks::Looks;
use crate::http::problem::status_of;

/// Fields that a person typed; the others are ours.
const TYPED: [&str; 4] = ["text", "why", "first_step", "name"];

/// A problem, in a sentence; and, if a form was posted, what was typed, to be copied.
pub(crate) fn problem_page(
    house: &House,
    looks: Looks,
    problem: &Problem,
    fields: &Fields,
) -> Response {
    let texts = locale::texts(looks.language);
    let (title, mut text) = sentences(texts, problem.code);
    if problem.code == ProblemCode::TooLarge && words(fields).next().is_none() {
        text = texts.error_too_large();
    }
    let number = problem.request_id.clone();
    let body = view! {
        <p>{text}</p>
        {typed(fields)}
        <p><a class="button" href=page::HOME>{texts.not_found_home()}</a></p>
        {number.map(|number| view! { <p class="soft small">{texts.error_number(&number)}</p> })}
    };
    document(house, looks, title, status_of(problem), None, body)
}

/// Renews the token by itself and goes on; a button without script. A form's fields go along.
pub(crate) fn refresh_page(
    house: &House,
    looks: Looks,
    then: &Destination,
    fields: &Fields,
) -> Response {
    let texts = locale::texts(looks.language);
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("then", &then.path())
        .finish();
    let hidden = fields
        .shown()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let body = view! {
        <form method="post" action=format!("{}?{query}", path::REFRESH)>
            {hidden.collect::<Vec<_>>()}
            <button class="button button-wide">{texts.session_continue()}</button>
        </form>
    };
    let title = texts.session_refreshing();
    document(
        house,
        looks,
        title,
        StatusCode::UNAUTHORIZED,
        Some("/refresh.js"),
        body,
    )
}

/// The session is over for good, but what was typed is not: it stands here to be copied.
pub(crate) fn lost_page(
    house: &House,
    looks: Looks,
    door: &Destination,
    fields: &Fields,
) -> Response {
    let texts = locale::texts(looks.language);
    // A youth comes in by a code only, and only the coach can make one.
    let youth = *door == Destination::page(page::WELCOME);
    let (new_code, name) = if youth {
        (Some(texts.session_new_code()), texts.welcome_have_code())
    } else {
        (None, texts.login_submit())
    };
    let kept = words(fields).next().is_some();
    let body = view! {
        <p>{texts.session_expired()}</p>
        {kept.then(|| view! { <p>{texts.session_typed()}</p> })}
        {typed(fields)}
        {new_code.map(|line| view! { <p>{line}</p> })}
        <p><a class="button button-wide" href=door.path()>{name}</a></p>
    };
    let title = texts.session_expired_title();
    document(house, looks, title, StatusCode::UNAUTHORIZED, None, body)
}

fn typed(fields: &Fields) -> impl IntoView + use<> {
    words(fields)
        .map(|value| view! { <blockquote class="card words">{value}</blockquote> })
        .collect::<Vec<_>>()
}

fn words(fields: &Fields) -> impl Iterator<Item = String> {
    fields
        .shown()
        .filter(|(name, value)| TYPED.contains(&name.as_str()) && !value.trim().is_empty())
        .map(|(_, value)| value)
}

fn sentences(texts: &Texts, code: ProblemCode) -> (&'static str, &'static str) {
    let wrong = texts.error_form_title();
    match code {
        ProblemCode::NotFound => (texts.not_found_title(), texts.not_found_text()),
        ProblemCode::WrongMethod => (texts.not_found_title(), texts.problem_wrong_method()),
        ProblemCode::LoggedOut => (texts.session_expired_title(), texts.problem_logged_out()),
        ProblemCode::TokenExpired => (texts.session_expired_title(), texts.problem_token_expired()),
        ProblemCode::Malformed => (wrong, texts.problem_malformed()),
        ProblemCode::OtherSite => (wrong, texts.problem_other_site()),
        ProblemCode::TooLarge => (wrong, texts.error_too_large_kept()),
        ProblemCode::TooMany => (wrong, texts.problem_too_many()),
        ProblemCode::WrongCode => (wrong, texts.problem_wrong_code()),
        ProblemCode::WrongLogin => (wrong, texts.problem_wrong_login()),
        ProblemCode::StaffSession => (wrong, texts.problem_staff_session()),
        ProblemCode::YouthSession => (wrong, texts.problem_youth_session()),
        ProblemCode::FileTooLarge => (wrong, texts.problem_file_too_large()),
        ProblemCode::FileMissing => (wrong, texts.problem_file_missing()),
        ProblemCode::FilesFull => (wrong, texts.problem_files_full()),
        ProblemCode::NotAPicture => (wrong, texts.problem_not_a_picture()),
        ProblemCode::NotAVoiceNote => (wrong, texts.problem_not_a_voice_note()),
        ProblemCode::VoiceTooLong => (wrong, texts.problem_voice_too_long()),
        ProblemCode::Unfit => (wrong, texts.problem_unfit()),
        ProblemCode::Invalid => (wrong, texts.problem_invalid()),
        ProblemCode::Unavailable | ProblemCode::Offline | ProblemCode::NoRoom => {
            (texts.error_title(), texts.problem_unavailable())
        }
        ProblemCode::Internal | ProblemCode::Unknown => (texts.error_title(), texts.error_text()),
    }
}

fn document(
    house: &House,
    looks: Looks,
    title: &'static str,
    status: StatusCode,
    script: Option<&'static str>,
    body: impl IntoView + 'static,
) -> Response {
    let Looks { language, reading } = looks;
    let texts = locale::texts(language);
    let css = house.site.assets.css.clone();
    let html = view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.direction() data-reading=reading.words()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{format!("{title} · {}", texts.app_name())}</title>
                <link rel="stylesheet" href=css/>
                {script.map(|script| view! { <script src=script defer></script> })}
            </head>
            <body>
                <div class="shell">
                    <header class="sky">
                        <div class="sky-in">
                            <div class="sky-row">
                                <a class="brand" href=page::HOME>{texts.app_name()}</a>
                            </div>
                            <h1>{title}</h1>
                        </div>
                        <svg
                            class="sky-view"
                            viewBox="0 0 360 104"
                            preserveAspectRatio="xMidYMax meet"
                            aria-hidden="true"
                            inner_html=app::SKY_VIEW
                        ></svg>
                    </header>
                    <main class="screen">{body}</main>
                </div>
            </body>
        </html>
    }
    .to_html();
    let mut response = (status, Html(html)).into_response();
    if let Ok(policy) = HeaderValue::from_str(&page_policy(None)) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}
