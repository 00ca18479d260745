//! An invitation that was just made: a code, a link and two words. It is shown once.

use contract::IssuedInvitation;
use leptos::prelude::*;

use super::qr::qr;
use crate::device::use_device;
use crate::language::use_texts;

/// An invitation, for the eyes of whoever will take it too.
pub(crate) fn issued(invitation: IssuedInvitation) -> AnyView {
    let texts = use_texts();
    let IssuedInvitation {
        name,
        code,
        code_until,
        link,
        words,
        qr_side,
        qr_modules,
        ..
    } = invitation;
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
