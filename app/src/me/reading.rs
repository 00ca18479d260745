//! *Lezen*: larger letters, more room, letters that are easier to tell apart. A plain form that only this
//! device remembers; `reading.js` shows a choice at once, and keeps it without a network too.

use contract::path::{form_target, page};
use contract::{Letters, Lines, Reading, Size};
use leptos::prelude::*;

use crate::device::use_device;
use crate::language::use_texts;
use crate::ui::{Icon, YouthFrame};

/// How this person likes to read.
pub(crate) fn reading_page() -> AnyView {
    let texts = use_texts();
    let reading = use_device().map(|device| Reading::of_words(&device.reading()));
    let Reading {
        size,
        lines,
        letters,
    } = reading.unwrap_or_default();
    let sizes = Size::ALL.map(|one| {
        let name = match one {
            Size::Usual => texts.reading_usual(),
            Size::Large => texts.reading_large(),
            Size::Larger => texts.reading_larger(),
            Size::Largest => texts.reading_largest(),
        };
        choice("size", one.word(), name, one == size)
    });
    let rooms = Lines::ALL.map(|one| {
        let name = match one {
            Lines::Usual => texts.reading_usual(),
            Lines::Wide => texts.reading_wide(),
            Lines::Wider => texts.reading_wider(),
        };
        choice("lines", one.word(), name, one == lines)
    });
    let kinds = Letters::ALL.map(|one| {
        let name = match one {
            Letters::Usual => texts.reading_usual(),
            Letters::Easy => texts.reading_easy(),
        };
        choice("letters", one.word(), name, one == letters)
    });
    view! {
        <YouthFrame title=texts.reading_title() note=texts.reading_lead().to_owned()>
            <section class="card" aria-label=texts.reading_sample_label()>
                <p class="kicker">
                    <Icon name="letters"/>
                    {texts.reading_sample_label()}
                </p>
                <p class="words">{texts.reading_sample()}</p>
            </section>
            <form class="form card" method="post" action=form_target::READING>
                {group(texts.reading_size(), "choices sizes", sizes)}
                {group(texts.reading_lines(), "choices", rooms)}
                {group(texts.reading_letters(), "choices", kinds)}
                <p class="status" role="status" data-kept=texts.reading_kept()></p>
                <button class="button button-wide only-plain">{texts.action_save()}</button>
            </form>
            <a class="button button-quiet button-wide" href=page::ME>
                {texts.nav_back()}
            </a>
        </YouthFrame>
    }
    .into_any()
}

fn group<const N: usize>(
    legend: &'static str,
    class: &'static str,
    choices: [AnyView; N],
) -> AnyView {
    view! {
        <fieldset class=class>
            <legend>{legend}</legend>
            {choices.collect_view()}
        </fieldset>
    }
    .into_any()
}

fn choice(name: &'static str, word: &'static str, label: &'static str, chosen: bool) -> AnyView {
    view! {
        <label class="choice">
            <input type="radio" name=name value=word checked=chosen/>
            <span class="choice-face">{label}</span>
        </label>
    }
    .into_any()
}
