//! *Mijn mensen*: my fixed coach with one tap, and what whoever stands around me sees and can do.

use contract::path::page;
use contract::{CoachTag, Consents, ContactCard, PlanView};
use domain::journal::{Audience, Part};
use domain::policy::{Action, Facts, Membership, Relation, decide};
use leptos::prelude::*;
use locale::Texts;

use crate::consents::{ask_readers, readers};
use crate::language::use_texts;
use crate::load::Loading;
use crate::session::own_plan;
use crate::store::PlanStore;
use crate::ui::{Icon, Whose, YouthFrame, open_plan};

/// Everybody around me.
pub(crate) fn people_page() -> AnyView {
    // Both are asked at once; what this phone keeps does not wait for what only the server knows.
    provide_context(ask_readers());
    open_plan(own_plan(), Whose::Youth, people)
}

fn people(store: PlanStore) -> AnyView {
    let texts = use_texts();
    let asked = use_context::<Loading<Consents>>();
    let coaches = Memo::new(move |_| store.view.with(|view| view.coaches.clone()));
    let may = store
        .view
        .with_untracked(|view| (may(view, Action::Read), may(view, Action::Write)));
    let (sees, writes) = may;
    view! {
        <YouthFrame title=texts.people_title() note=texts.people_lead()>
            {move || coaches.get().into_iter().map(card).collect_view()}
            <section class="card">
                <h2>{texts.people_coach_sees()}</h2>
                <ul class="sees">{sees.into_iter().map(|part| line("eye", part)).collect_view()}</ul>
                <h3>{texts.people_coach_writes()}</h3>
                <ul class="sees">{writes.into_iter().map(|part| line("edit", part)).collect_view()}</ul>
                <h3>{texts.people_coach_not()}</h3>
                <ul class="sees">
                    <li>
                        <Icon name="lock"/>
                        {texts.seen_hidden_only_me()}
                    </li>
                    <li>
                        <Icon name="lock"/>
                        {texts.people_coach_not_goals()}
                    </li>
                </ul>
            </section>
            <a class="feel" href=page::WHO_SEES>
                <Icon name="eye"/>
                <span>{texts.me_what_coach_sees()}</span>
                <Icon name="onward" turns=true/>
            </a>
            {asked.map(readers)}
        </YouthFrame>
    }
    .into_any()
}

/// What a coach may do, by the very table that the server asks.
fn may(view: &PlanView, action: Action) -> Vec<&'static str> {
    let texts = use_texts();
    let facts = |person| Facts {
        person,
        plan: view.id,
        relation: Relation::LeadCoach,
        membership: Membership::Active,
        consent: None,
    };
    let Some(coach) = view.coaches.first() else {
        return Vec::new();
    };
    let facts = facts(coach.person);
    let may = |part: &Part| decide(&facts, *part, Audience::Everyone, action, view.now).is_ok();
    let parts = Part::ALL.into_iter().filter(may);
    parts
        .filter_map(|part| part_word(texts, part, action))
        .collect()
}

fn part_word(texts: &Texts, part: Part, action: Action) -> Option<&'static str> {
    Some(match (part, action) {
        (Part::Horizon, _) => texts.seen_sees_stip(),
        (Part::Strengths, _) => texts.people_part_strengths(),
        (Part::Goals, Action::Write) => texts.people_part_ideas(),
        (Part::Goals, _) => texts.seen_sees_goals(),
        (Part::CheckIns, _) => texts.seen_sees_check_ins(),
        (Part::Wins, _) => texts.seen_sees_wins(),
        (Part::Cheers, _) => texts.people_part_cheers(),
        (Part::Notes, _) => texts.people_part_notes(),
        (Part::Nudges, _) => texts.people_part_nudges(),
        (Part::Wishes, _) => texts.people_part_wishes(),
        (Part::Contact, _) => texts.people_part_contact(),
        (Part::Appointments, _) => texts.people_part_appointments(),
        (Part::Unknown, _) => return None,
    })
}

fn line(icon: &'static str, words: &'static str) -> AnyView {
    view! {
        <li>
            <Icon name=icon/>
            {words}
        </li>
    }
    .into_any()
}

fn card(coach: CoachTag) -> AnyView {
    let texts = use_texts();
    let CoachTag {
        name,
        lead,
        contact,
        ..
    } = coach;
    let initial: String = name.chars().take(1).collect();
    let role = if lead {
        texts.people_lead_coach()
    } else {
        texts.people_coach()
    };
    view! {
        <section class="card">
            <div class="person">
                <span class="speech-who" aria-hidden="true">{initial}</span>
                <div>
                    <h2>{name.clone()}</h2>
                    <p class="soft">{role}</p>
                </div>
            </div>
            {reach(&contact, &name)}
        </section>
    }
    .into_any()
}

fn reach(contact: &ContactCard, name: &str) -> AnyView {
    let texts = use_texts();
    if contact.is_empty() {
        return view! { <p>{texts.people_no_number(name)}</p> }.into_any();
    }
    let link = |href: Option<String>, icon: &'static str, class: &'static str, says: String| {
        href.map(|href| {
            view! {
                <a class=class href=href rel="external">
                    <Icon name=icon/>
                    {says}
                </a>
            }
        })
    };
    view! {
        <div class="reach">
            {link(contact.call(), "call", "button", texts.people_call(name))}
            {link(contact.chat(), "send", "button button-quiet", texts.people_chat(name))}
            {link(contact.mail(), "mail", "button button-quiet", texts.people_mail(name))}
        </div>
    }
    .into_any()
}
