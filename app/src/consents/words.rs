//! What may be seen, and how long, in words.

use std::collections::BTreeSet;

use contract::Terms;
use domain::journal::Part;
use domain::policy::Span;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use locale::Texts;

use crate::form::word;
use crate::language::use_texts;
use crate::ui::Icon;

/// What a youth can show today. That it may be shown, the server decides (`domain::policy`).
pub(super) const SHOWABLE: [Part; 3] = [Part::Horizon, Part::Goals, Part::Wins];

/// Until when, in the address of the page that lets the youth look first.
pub(super) const SPAN: &str = "span";

/// A part of the plan, for who chooses it and for who will see it.
pub(super) fn part_word(texts: &Texts, part: Part) -> &'static str {
    match part {
        Part::Horizon => texts.consents_part_horizon(),
        Part::Goals => texts.consents_part_goals(),
        Part::Wins => texts.consents_part_wins(),
        Part::Appointments => texts.consents_part_appointments(),
        // Never shown to anybody who reads along.
        Part::Strengths => texts.plan_strengths(),
        Part::CheckIns => texts.check_in_title(),
        Part::Cheers | Part::Nudges | Part::Unknown => texts.author_coach(),
        Part::Notes => texts.plan_notes(),
        Part::Wishes => texts.me_wishes(),
        Part::Contact => texts.people_part_contact(),
    }
}

/// Parts as a list of things to see.
pub(crate) fn parts_list(parts: &BTreeSet<Part>) -> AnyView {
    let texts = use_texts();
    let line = |part: &Part| {
        view! {
            <li>
                <Icon name="eye"/>
                {part_word(texts, *part)}
            </li>
        }
    };
    view! { <ul class="sees">{parts.iter().map(line).collect_view()}</ul> }.into_any()
}

pub(super) fn span_word(texts: &Texts, span: Span) -> &'static str {
    match span {
        Span::Month => texts.consents_span_month(),
        Span::Season => texts.consents_span_season(),
        Span::Year => texts.consents_span_year(),
    }
}

/// What was chosen, as the address says: the form that leads here is a plain one, with a box per part.
pub(super) fn chosen(query: &ParamsMap) -> Terms {
    let ticked = |part: &Part| query.get(&word(part)).is_some();
    let is_span = |span: &Span| query.get(SPAN) == Some(word(span));
    Terms {
        parts: SHOWABLE.into_iter().filter(ticked).collect(),
        span: Span::ALL.into_iter().find(is_span).unwrap_or_default(),
    }
}
