//! Who reads along, among the people around the youth: what they see, and where to stop it.

use contract::path::page;
use contract::{ConsentLine, Consents};
use jiff::Timestamp;
use leptos::prelude::*;

use super::own::about_own;
use super::words::parts_list;
use crate::language::use_texts;
use crate::load::Loading;
use crate::ui::{Dots, Icon, day};

/// Asks who reads along. Only the server knows.
pub(crate) fn ask_readers() -> Loading<Consents> {
    about_own(|backend, plan| backend.consents(plan))
}

/// Everybody who reads along, once it is known; or that it is not known now.
pub(crate) fn readers(asked: Loading<Consents>) -> AnyView {
    view! {
        <Suspense fallback=Dots>
            {move || Suspend::new(async move {
                match asked.read().await {
                    Ok(Consents { lines, now, .. }) => known(lines, now),
                    Err(_) => unknown(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn known(lines: Vec<ConsentLine>, now: Timestamp) -> AnyView {
    let texts = use_texts();
    let (said, way) = if lines.is_empty() {
        let none = view! { <p>{texts.people_readers_none()}</p> };
        (none.into_any(), texts.consents_offer())
    } else {
        let cards = lines.into_iter().map(|line| card(line, now));
        (cards.collect_view().into_any(), texts.people_readers_stop())
    };
    view! {
        {said}
        <a class="feel" href=page::CONSENTS>
            <Icon name="person"/>
            <span>{way}</span>
            <Icon name="onward" turns=true/>
        </a>
    }
    .into_any()
}

fn card(line: ConsentLine, now: Timestamp) -> AnyView {
    let texts = use_texts();
    let initial: String = line
        .name
        .chars()
        .take(1)
        .flat_map(char::to_uppercase)
        .collect();
    view! {
        <section class="card">
            <div class="person">
                <span class="speech-who" aria-hidden="true">{initial}</span>
                <div>
                    <h2 class="name">{line.name}</h2>
                    <p class="soft">{texts.consents_now()}</p>
                </div>
            </div>
            <h3>{texts.consents_sees()}</h3>
            {parts_list(&line.parts)}
            <p class="soft">{texts.people_reader_until(&day(line.until, now))}</p>
        </section>
    }
    .into_any()
}

fn unknown() -> AnyView {
    view! {
        <p class="notice">
            <Icon name="info"/>
            <span>{use_texts().people_readers_unknown()}</span>
        </p>
    }
    .into_any()
}
