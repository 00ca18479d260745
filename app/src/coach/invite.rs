//! Invite a youth: somebody new, by a name; or somebody with a plan, to come in again.

use contract::path::{form_target, page};
use contract::{InvitationRequest, IssuedInvitation, Problem, ProblemCode};
use domain::id::PlanId;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::backend::{Sending, use_backend};
use crate::echo::Post;
use crate::form::{Field, FormState, Submit};
use crate::invitation::issued;
use crate::language::use_texts;
use crate::load::ask as ask_server;
use crate::problem::{notice, problem_notice};
use crate::ui::{CoachFrame, CoachWaiting, Heading, Whose, not_opened};

/// Invite a youth.
pub(crate) fn invite_page() -> AnyView {
    let me = ask_server(|backend| backend.me());
    view! {
        <Suspense fallback=CoachWaiting>
            {move || Suspend::new(async move {
                match me.read().await {
                    Ok(_) => invite(),
                    Err(problem) => not_opened(&problem, Whose::Coach),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn invite() -> AnyView {
    let made = RwSignal::new(Post::issued());
    view! {
        <CoachFrame>
            {move || match made.get() {
                Some(made) => {
                    let title = use_texts().coach_invite_ready(&made.name);
                    view! { <Heading text=title/> {issued(made)} }.into_any()
                }
                None => ask(made),
            }}
        </CoachFrame>
    }
    .into_any()
}

fn ask(made: RwSignal<Option<IssuedInvitation>>) -> AnyView {
    let texts = use_texts();
    let state = FormState::open("invite", None);
    provide_context(state);
    let node = NodeRef::<html::Form>::new();
    let submit = submit(
        state,
        move || {
            Some(InvitationRequest::NewYouth {
                name: typed_name(node)?,
            })
        },
        move |issued| {
            made.try_set(Some(issued));
        },
    );
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

/// A new invitation for a youth who is logged in nowhere: never came in, or logged out.
#[component]
pub(super) fn InviteAgain(plan: PlanId, youth: String) -> impl IntoView {
    let texts = use_texts();
    let about = plan.to_string();
    let state = FormState::open("invite", Some(&about));
    let (navigate, post) = (use_navigate(), use_context::<Post>());
    let submit = submit(
        state,
        move || Some(InvitationRequest::Plan { plan }),
        move |issued| {
            if let Some(post) = post {
                post.tell(&issued);
            }
            navigate(page::INVITE, Default::default());
        },
    );
    let said = move |problem: &Problem| match problem.code {
        ProblemCode::Unfit => notice(texts.invite_again_inside(&youth)),
        _ => problem_notice(problem),
    };
    view! {
        <form class="stack" method="post" action=form_target::INVITE on:submit=submit>
            <input type="hidden" name="about" value=about/>
            <Submit label=texts.invite_again_make() class="button button-quiet"/>
            {move || state.problem.get().map(|problem| said(&problem))}
        </form>
    }
    .into_any()
}

/// Sends what the form asks for, once at a time.
fn submit(
    state: FormState,
    request: impl Fn() -> Option<InvitationRequest> + 'static,
    then: impl Fn(IssuedInvitation) + Clone + 'static,
) -> impl Fn(SubmitEvent) + 'static {
    let backend = use_backend();
    move |event: SubmitEvent| {
        let (Some(backend), Some(request)) = (backend.clone(), request()) else {
            return;
        };
        event.prevent_default();
        if state.busy.is_untracked() {
            return;
        }
        state.busy.set(true);
        state.problem.set(None);
        let then = then.clone();
        leptos::task::spawn_local(async move {
            let answer = backend.invite(Sending::new(request)).read().await;
            state.busy.set(false);
            match answer {
                Ok(issued) => then(issued),
                Err(problem) => {
                    state.problem.try_set(Some(problem));
                }
            }
        });
    }
}

fn typed_name(form: NodeRef<html::Form>) -> Option<String> {
    let form = form.get_untracked()?;
    leptos::web_sys::FormData::new_with_form(&form)
        .ok()?
        .get("name")
        .as_string()
}
