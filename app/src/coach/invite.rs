//! Invite a youth: a name, and then a code, a link and two words.

use contract::path::form_target;
use contract::{InvitationRequest, IssuedInvitation};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::qr::qr;
use crate::backend::{Sending, use_backend};
use crate::device::use_device;
use crate::echo::Post;
use crate::form::{Field, FormState, Submit};
use crate::language::use_texts;
use crate::load::ask as ask_server;
use crate::problem::problem_notice;
use crate::ui::{CoachFrame, Heading, Waiting, Whose, not_opened};

/// An invitation, with whom it is for.
#[derive(Clone)]
struct Made {
    name: String,
    issued: IssuedInvitation,
}

/// Invite a youth.
pub(crate) fn invite_page() -> AnyView {
    let me = ask_server(|backend| backend.me());
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match me.read().await {
                    Ok(_) => invite(),
                    Err(problem) => not_opened(problem, Whose::Coach),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn invite() -> AnyView {
    let posted = Post::issued().map(|issued| Made {
        name: String::new(),
        issued,
    });
    let made = RwSignal::new(posted);
    view! {
        <CoachFrame>
            {move || match made.get() {
                Some(made) => ready(made),
                None => ask(made),
            }}
        </CoachFrame>
    }
    .into_any()
}

fn ask(made: RwSignal<Option<Made>>) -> AnyView {
    let texts = use_texts();
    let backend = use_backend();
    let state = FormState::open("invite", None);
    provide_context(state);
    let node = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        let (Some(backend), Some(name)) = (backend.clone(), typed_name(node)) else {
            return;
        };
        event.prevent_default();
        if state.busy.is_untracked() {
            return;
        }
        state.busy.set(true);
        state.problem.set(None);
        leptos::task::spawn_local(async move {
            let answer = backend
                .invite(Sending::new(InvitationRequest::NewYouth {
                    name: name.clone(),
                }))
                .read()
                .await;
            state.busy.set(false);
            match answer {
                Ok(issued) => {
                    made.try_set(Some(Made { name, issued }));
                }
                Err(problem) => {
                    state.problem.try_set(Some(problem));
                }
            }
        });
    };
    view! {
        <Heading text=texts.coach_invite_title()/>
        <form
            class="form card"
            method="post"
            action=form_target::INVITE
            node_ref=node
            on:submit=submit
        >
            <Field name="name" label=texts.coach_invite_name() hint=texts.coach_invite_name_hint()/>
            <Submit label=texts.coach_invite_make()/>
            {move || state.problem.get().map(|problem| problem_notice(&problem))}
        </form>
    }
    .into_any()
}

fn typed_name(form: NodeRef<html::Form>) -> Option<String> {
    let form = form.get_untracked()?;
    leptos::web_sys::FormData::new_with_form(&form)
        .ok()?
        .get("name")
        .as_string()
}

fn ready(made: Made) -> AnyView {
    let texts = use_texts();
    let Made { name, issued } = made;
    let IssuedInvitation {
        code,
        code_until,
        link,
        words,
        qr_side,
        qr_modules,
        ..
    } = issued;
    let name = if name.is_empty() {
        texts.coach_invite_someone().to_owned()
    } else {
        name
    };
    let until = use_device().map(|device| {
        let until = device.civil(code_until);
        let day = [
            texts.weekday(until.date().weekday()),
            " ",
            &texts.clock(until.time()),
        ]
        .concat();
        texts.coach_invite_valid_until(&day)
    });
    let shown_link = link.clone();
    let word = |word: String| view! { <li class="word">{word}</li> };
    view! {
        <Heading text=texts.coach_invite_ready(&name)/>
        <div class="columns">
            <section class="card">
                <h2>{texts.coach_invite_words(&name)}</h2>
                <ul class="two-words">{words.map(word).collect_view()}</ul>
                <p>{texts.coach_invite_words_explain()}</p>
            </section>
            <section class="card">
                <p>{texts.coach_invite_scan(&name)}</p>
                {qr(qr_side, &qr_modules)}
                <p>{texts.coach_invite_or_code()}</p>
                <p class="code-words">{code}</p>
                <p>{texts.coach_invite_or_link()}</p>
                <p class="small">
                    <a class="link-words" href=link rel="external">
                        {shown_link}
                    </a>
                </p>
                <p class="soft small">{until}</p>
            </section>
        </div>
    }
    .into_any()
}
