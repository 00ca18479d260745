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
    let consented = || facts.consent.as_ref().is_some_and(|consent| consent.covers(part, now));
    let allowed = active
        && match facts.relation {
            Relation::Youth => youth(part, action),
            Relation::LeadCoach | Relation::Coach => coach(part, audience, action),
            Relation::Parent | Relation::Partner => reader(part, audience, action) && consented(),
            Relation::Stranger => false,
        };
    if allowed { Ok(()) } else { Err(Refusal) }
}

fn youth(part: Part, action: Action) -> bool {
    match (part, action) {
        (Part::Cheers | Part::Nudges | Part::Unknown, Action::Write) => false,
        (_, Action::Read | Action::Write) => true,
    }
}

fn coach(part: Part, audience: Audience, action: Action) -> bool {
    let shared = match audience {
        Audience::Everyone | Audience::Coaches => true,
        Audience::OnlyMe => false,
    };
    let own = match (part, action) {
        (_, Action::Read)
        | (
            Part::Strengths | Part::Goals | Part::Cheers | Part::Notes | Part::Nudges,
            Action::Write,
        ) => true,
        (Part::Horizon | Part::CheckIns | Part::Wins | Part::Unknown, Action::Write) => false,
    };
    shared && own
}

fn reader(part: Part, audience: Audience, action: Action) -> bool {
    let open = match audience {
        Audience::Everyone => true,
        Audience::Coaches | Audience::OnlyMe => false,
    };
    let readable = match part {
        Part::Horizon
        | Part::Strengths
        | Part::Goals
        | Part::CheckIns
        | Part::Wins
        | Part::Cheers
        | Part::Notes => true,
        // A coach's message to the youth is between the two; an unknown change cannot be judged.
        Part::Nudges | Part::Unknown => false,
    };
    match action {
        Action::Read => open && readable,
        Action::Write => false,
    }
}
