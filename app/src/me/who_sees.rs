//! "Dit ziet je coach": before the first typing, and whenever the youth wants to know.

use contract::PlanView;
use contract::path::{form_target, page};
use domain::id::PersonId;
use leptos::prelude::*;

use crate::language::use_texts;
use crate::session::{Opened, own_plan};
use crate::ui::{Icon, PlainFrame, Waiting, Whose, not_opened};

/// What the coach sees.
pub(crate) fn who_sees_page() -> AnyView {
    let opened = own_plan();
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match opened.read().await {
                    Ok(opened) => who_sees(&opened),
                    Err(problem) => not_opened(&problem, Whose::Youth),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn coach(view: &PlanView, me: PersonId) -> String {
    view.people.iter().find(|tag| tag.person != me).map_or_else(
        || use_texts().author_coach().to_owned(),
        |tag| tag.name.clone(),
    )
}

fn who_sees(opened: &Opened) -> AnyView {
    let texts = use_texts();
    let known = opened.me.knows_who_sees;
    let coach = coach(&opened.view, opened.me.person);
    let line = |icon| {
        move |words: &'static str| {
            view! {
                <li>
                    <Icon name=icon/>
                    {words}
                </li>
            }
        }
    };
    let sees = [
        texts.seen_sees_stip(),
        texts.seen_sees_goals(),
        texts.seen_sees_wins(),
        texts.seen_sees_check_ins(),
    ];
    let hidden = [texts.seen_hidden_only_me(), texts.seen_hidden_phone()];
    view! {
        <PlainFrame title=texts.seen_title()>
            <p class="words">{texts.seen_lead(&coach)}</p>
            <section class="card">
                <h2>{texts.seen_sees_title()}</h2>
                <ul class="sees">{sees.map(line("eye")).collect_view()}</ul>
            </section>
            <section class="card">
                <h2>{texts.seen_hidden_title()}</h2>
                <ul class="sees">{hidden.map(line("lock")).collect_view()}</ul>
                <p>{texts.seen_hidden_others()}</p>
                <p>{texts.seen_you_decide()}</p>
            </section>
            {go_on(known)}
        </PlainFrame>
    }
    .into_any()
}

fn go_on(known: bool) -> AnyView {
    let texts = use_texts();
    if known {
        return view! {
            <a class="button button-wide" href=page::ME>
                {texts.nav_back()}
            </a>
        }
        .into_any();
    }
    view! {
        <form method="post" action=form_target::WHO_SEES>
            <button class="button button-sun button-wide">{texts.seen_start()}</button>
        </form>
    }
    .into_any()
}
