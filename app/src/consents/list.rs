//! Who reads along: since when, until when, what, and when they last looked. One tap stops it.

use contract::path::{form_target, page};
use contract::{ConsentLine, Consents, OpenOffer};
use domain::id::ConsentId;
use jiff::Timestamp;
use leptos::prelude::*;

use super::own::about_own;
use super::words::parts_list;
use crate::form::Submit;
use crate::language::use_texts;
use crate::ui::{Empty, Icon, More, Saved, Waiting, Whose, YouthFrame, clock, day, not_opened};

/// Who reads along.
pub(crate) fn consents_page() -> AnyView {
    let consents = about_own(|backend, plan| backend.consents(plan));
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match consents.read().await {
                    Ok(consents) => list(consents),
                    Err(problem) => not_opened(&problem, Whose::Youth),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn list(consents: Consents) -> AnyView {
    let texts = use_texts();
    let Consents { lines, offers, now } = consents;
    let none = lines.is_empty() && offers.is_empty();
    let lines = lines.into_iter().map(|line| reads_along(line, now));
    let offers = offers.into_iter().map(|offer| waiting(offer, now));
    let all = lines.chain(offers).collect_view();
    view! {
        <YouthFrame title=texts.consents_title() note=texts.consents_lead()>
            <Saved says=texts.consents_stopped()/>
            {if none {
                view! {
                    <Empty title=texts.consents_empty_title() text=texts.consents_empty_text()>
                        {offer_link()}
                    </Empty>
                }
                .into_any()
            } else {
                view! {
                    {all}
                    {offer_link()}
                }
                .into_any()
            }}
        </YouthFrame>
    }
    .into_any()
}

fn offer_link() -> AnyView {
    view! {
        <a class="button button-wide" href=page::OFFER_CONSENT>
            <Icon name="plus"/>
            {use_texts().consents_offer()}
        </a>
    }
    .into_any()
}

fn reads_along(line: ConsentLine, now: Timestamp) -> AnyView {
    let texts = use_texts();
    let ConsentLine {
        id,
        name,
        parts,
        from,
        until,
        looked_at,
    } = line;
    let looked = match looked_at {
        Some(at) => texts.consents_looked(&clock(at, now)),
        None => texts.consents_looked_never().to_owned(),
    };
    view! {
        <section class="card">
            <p class="kicker">{texts.consents_now()}</p>
            <h2 class="name">{name.clone()}</h2>
            {parts_list(&parts)}
            <p>{texts.consents_from_until(&day(from, now), &day(until, now))}</p>
            <p class="soft">{looked}</p>
            {stop(id, &name)}
        </section>
    }
    .into_any()
}

fn waiting(offer: OpenOffer, now: Timestamp) -> AnyView {
    let texts = use_texts();
    let OpenOffer {
        id,
        name,
        parts,
        open_until,
    } = offer;
    view! {
        <section class="card">
            <p class="kicker">{texts.consents_waiting()}</p>
            <h2 class="name">{name.clone()}</h2>
            {parts_list(&parts)}
            <p class="soft">{texts.consents_open_until(&clock(open_until, now))}</p>
            {stop(id, &name)}
        </section>
    }
    .into_any()
}

/// Asks once, calmly; then it is done.
fn stop(consent: ConsentId, name: &str) -> AnyView {
    let texts = use_texts();
    let explain = texts.consents_stop_explain(name);
    view! {
        <More label=texts.consents_stop() icon="cross">
            <p>{explain}</p>
            <form method="post" action=form_target::WITHDRAW_CONSENT>
                <input type="hidden" name="consent" value=consent.to_string()/>
                <Submit label=texts.consents_stop_confirm() class="button button-wide"/>
            </form>
        </More>
    }
    .into_any()
}
