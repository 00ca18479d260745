//! Words to tap: how it feels, who sees it.

use domain::journal::{Audience, Feeling};
use leptos::prelude::*;
use locale::Texts;

use super::stamp::word;
use crate::language::use_texts;
use crate::ui::Icon;

/// A feeling as people say it.
pub(crate) fn feeling_word(texts: &Texts, feeling: Feeling) -> &'static str {
    match feeling {
        Feeling::Hard => texts.feeling_hard(),
        Feeling::Meh => texts.feeling_meh(),
        Feeling::Okay => texts.feeling_okay(),
        Feeling::Good => texts.feeling_good(),
        Feeling::Great => texts.feeling_great(),
    }
}

/// The face that goes with a feeling.
pub(crate) fn feeling_icon(feeling: Feeling) -> &'static str {
    match feeling {
        Feeling::Hard => "feeling-hard",
        Feeling::Meh => "feeling-meh",
        Feeling::Okay => "feeling-okay",
        Feeling::Good => "feeling-good",
        Feeling::Great => "feeling-great",
    }
}

/// Five faces.
#[component]
pub(crate) fn FeelingChoice(
    /// What is asked.
    legend: &'static str,
    /// It may stay open.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let texts = use_texts();
    let choice = |feeling| {
        view! {
            <label class="choice">
                <input type="radio" name="feeling" value=word(feeling)/>
                <span class="choice-face">
                    <Icon name=feeling_icon(feeling)/>
                    {feeling_word(texts, feeling)}
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="choices faces">
            <legend>
                {legend}
                {optional.then(|| view! { <span class="hint">" (" {texts.field_optional()} ")"</span> })}
            </legend>
            {Feeling::ALL.map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Who may see what is written.
#[component]
pub(crate) fn AudienceChoice(
    /// A youth may keep it to themselves; a coach may not.
    own: bool,
) -> impl IntoView {
    let texts = use_texts();
    let choice = |audience| {
        let name = match audience {
            Audience::Everyone => texts.audience_everyone(),
            Audience::Coaches => texts.audience_coaches(),
            Audience::OnlyMe => texts.audience_only_me(),
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="audience"
                    value=word(audience)
                    checked=audience == Audience::default()
                />
                <span class="choice-face">{name}</span>
            </label>
        }
    };
    let choices = Audience::ALL
        .into_iter()
        .filter(|audience| own || *audience != Audience::OnlyMe);
    view! {
        <fieldset class="choices">
            <legend>{texts.audience_label()}</legend>
            {choices.map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}
