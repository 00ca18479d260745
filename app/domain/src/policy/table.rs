//! The table itself.

use jiff::Timestamp;

use super::{Action, Facts, Membership, Refusal, Relation};
use crate::journal::{Audience, Part};

/// Decides whether somebody may do something with a part of a plan, now. Total; denies by default.
///
/// [`Audience::OnlyMe`] is decided for the youth's own entries only: nobody else's entry may be so.
///
/// # Errors
///
/// [`Refusal`] for everything that the table does not name.
pub fn decide(
    facts: &Facts,
    part: Part,
    audience: Audience,
    action: Action,
    now: Timestamp,
) -> Result<(), Refusal> {
    let active = match facts.membership {
        Membership::Active => true,
        Membership::Invited | Membership::Suspended | Membership::Ended => false,
    };
    let consented = || {
        facts
            .consent
            .as_ref()
            .is_some_and(|consent| consent.covers(part, now))
    };
    let allowed = active
        && match facts.relation {
            Relation::Youth => youth(part, audience, action),
            Relation::LeadCoach | Relation::Coach => coach(part, audience, action),
            Relation::Parent => reader(parent(part), audience, action) && consented(),
            Relation::Partner => reader(partner(part), audience, action) && consented(),
            Relation::Stranger => false,
        };
    if allowed { Ok(()) } else { Err(Refusal) }
}

/// The youth reads everything: what is written about somebody can be read by that somebody. Nobody else
/// lets a reader in (C-02), and to what is for few eyes nobody does.
fn youth(part: Part, audience: Audience, action: Action) -> bool {
    match (part, action) {
        (Part::Cheers | Part::Nudges | Part::Unknown, Action::Write) => false,
        (_, Action::Read | Action::Write) => true,
        (part, Action::Share) => audience == Audience::Everyone && parent(part),
    }
}

/// A coach reads all but what is the youth's alone. Nothing is for staff only: [`Audience::Coaches`]
/// is the youth and the coaches.
fn coach(part: Part, audience: Audience, action: Action) -> bool {
    let shared = match audience {
        Audience::Everyone | Audience::Coaches => true,
        Audience::OnlyMe => false,
    };
    let own = match (part, action) {
        (_, Action::Read)
        | (
            Part::Strengths
            | Part::Goals
            | Part::Cheers
            | Part::Notes
            | Part::Nudges
            | Part::Appointments,
            Action::Write,
        ) => true,
        (
            Part::Horizon
            | Part::CheckIns
            | Part::Wins
            | Part::Wishes
            | Part::Contact
            | Part::Unknown,
            Action::Write,
        )
        | (_, Action::Share) => false,
    };
    shared && own
}

/// What a youth may show to a parent: where the road leads, the steps on it, what went well, and when there
/// is an appointment. Never how it
/// goes and never notes: those can hold health, debt and what happens at home, and a parent can force a
/// youth to show everything that can be shown.
fn parent(part: Part) -> bool {
    match part {
        Part::Horizon | Part::Goals | Part::Wins | Part::Appointments => true,
        // What a coach says to the youth is between the two; an unknown change cannot be judged. What somebody
        // wishes, and how close a coach may come, is nobody's at home.
        Part::Strengths
        | Part::CheckIns
        | Part::Cheers
        | Part::Notes
        | Part::Nudges
        | Part::Wishes
        | Part::Contact
        | Part::Unknown => false,
    }
}

/// What a youth may show to a partner: what the partner needs in order to help.
fn partner(part: Part) -> bool {
    match part {
        Part::Horizon
        | Part::Strengths
        | Part::Goals
        | Part::CheckIns
        | Part::Notes
        | Part::Wishes => true,
        // A partner would see the partner's own ones only; that a row of a table cannot say.
        Part::Wins
        | Part::Cheers
        | Part::Nudges
        | Part::Contact
        | Part::Appointments
        | Part::Unknown => false,
    }
}

/// Readers read what is for everyone, write nothing, and show it to nobody else.
fn reader(shareable: bool, audience: Audience, action: Action) -> bool {
    let open = match audience {
        Audience::Everyone => true,
        Audience::Coaches | Audience::OnlyMe => false,
    };
    match action {
        Action::Read => open && shareable,
        Action::Write | Action::Share => false,
    }
}
