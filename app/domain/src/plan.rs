//! The plan: what the journal amounts to.

mod apply;
mod archive;
mod audience;
mod file;
mod me;
mod next;
mod proposal;
mod rules;
mod shared;
#[cfg(test)]
mod tests;
mod text;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use archive::Archiving;
pub use file::File;
pub use me::{Contact, Pause, Wish};
pub use proposal::Standing;
pub use rules::{Misfit, Unfit};
pub use shared::{Shared, SharedAppointment, SharedFile, SharedGoal, SharedStep, SharedWin};
pub use text::{Text, Version};

use crate::appointments::Appointment;
use crate::day::Day;
use crate::id::{
    ChangeId, CheckInId, CheerId, DirectionId, GoalId, NoteId, NudgeId, StepId, StrengthId, WinId,
};
use crate::journal::{Audience, Author, Doer, Entry, Feeling, LifeDomain, Part, Seq, StepState};

/// One youth's development plan, as far as the viewer may see it: the fold of journal entries.
///
/// Built by [`Plan::apply`] only; two folds of the same entries are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The last entry that was folded.
    pub through: Seq,
    /// *Mijn stip*: where the road leads.
    pub horizon: Horizon,
    /// What the youth can and likes, oldest first.
    pub strengths: Vec<Strength>,
    /// Goals, oldest first, proposals among them.
    pub goals: Vec<Goal>,
    /// Check-ins, oldest first.
    pub check_ins: Vec<CheckIn>,
    /// Small successes, oldest first.
    pub wins: Vec<Win>,
    /// Compliments, oldest first.
    pub cheers: Vec<Cheer>,
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// Messages that a coach sent by hand, oldest first.
    pub nudges: Vec<Nudge>,
    /// What success means to the youth.
    pub success: Text,
    /// What the youth still wants to learn, oldest first.
    pub wishes: Vec<Wish>,
    /// How the youth wants to be in touch.
    pub contact: Contact,
    /// Appointments, in the order in which they were planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appointments: Vec<Appointment>,
    /// Entries that did not fit, oldest first: kept, and shown as such.
    pub misfits: Vec<Misfit>,
    /// Entries that a newer version wrote, by their place: "werk de app bij".
    pub unknown: Vec<Seq>,
    /// Every change that was folded: a repeat changes nothing, only the author takes words away, and
    /// whoever could see the words sees that they are gone.
    traces: BTreeMap<ChangeId, Trace>,
}

/// Who made a thing, when, and who may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The entry that made it.
    pub change: ChangeId,
    /// Who wrote it.
    pub author: Author,
    /// When the author wrote it, never later than the server wrote it down: a phone's clock that
    /// runs ahead must not put a success in the future.
    #[serde(with = "crate::moment")]
    pub at: Timestamp,
    /// Who may see it.
    pub audience: Audience,
}

impl Origin {
    pub(crate) fn of(entry: &Entry) -> Self {
        Self {
            change: entry.id,
            author: entry.author,
            at: entry.authored_at.min(entry.recorded_at),
            audience: entry.audience,
        }
    }
}

/// *Mijn stip*.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Horizon {
    /// What I want to reach.
    pub stip: Text,
    /// Why.
    pub why: Text,
    /// "Ik weet het nog niet": said after the last stip.
    pub open: bool,
    /// Other directions beside the stip, oldest first, those that were put away among them.
    pub directions: Vec<Direction>,
}

/// Another direction beside the stip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    /// Its id.
    pub id: DirectionId,
    /// Where it leads.
    pub text: Text,
    /// Every time that it was put away, oldest first.
    pub archivings: Vec<Archiving>,
    /// Who added it, when.
    pub origin: Origin,
}

/// What the youth can or likes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strength {
    /// Its id.
    pub id: StrengthId,
    /// In plain words.
    pub text: Text,
    /// Who added it, when.
    pub origin: Origin,
}

/// A goal with its steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Its id.
    pub id: GoalId,
    /// What the youth wants.
    pub title: Text,
    /// The life domain that it belongs to, when known.
    pub domain: Option<LifeDomain>,
    /// Real, proposed, or declined.
    pub standing: Standing,
    /// Its steps, oldest first, proposals among them.
    pub steps: Vec<Step>,
    /// Every time that it was put away, oldest first.
    pub archivings: Vec<Archiving>,
    /// Who added it, when.
    pub origin: Origin,
}

/// A small step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// What to do.
    pub title: Text,
    /// How far it is.
    pub state: StepState,
    /// Who does it.
    pub doer: Doer,
    /// On which day, if one was chosen.
    pub day: Option<Day>,
    /// A "spannende stap": it takes courage, and that is seen.
    pub daring: bool,
    /// Real, proposed, or declined.
    pub standing: Standing,
    /// Who added it, when.
    pub origin: Origin,
}

/// *Hoe gaat het?*
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    /// Its id.
    pub id: CheckInId,
    /// About which part of life.
    pub domain: LifeDomain,
    /// How it goes.
    pub feeling: Feeling,
    /// In own words.
    pub text: Option<Text>,
    /// Who gave it, when.
    pub origin: Origin,
}

/// A small success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Win {
    /// Its id.
    pub id: WinId,
    /// What went well.
    pub text: Text,
    /// How it felt.
    pub feeling: Option<Feeling>,
    /// Photos and voice notes, oldest first, those that were taken away among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<File>,
    /// Who logged it, when.
    pub origin: Origin,
}

/// A coach's compliment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cheer {
    /// Its id.
    pub id: CheerId,
    /// In own words.
    pub text: Text,
    /// The win that it is about.
    pub win: Option<WinId>,
    /// Who gave it, when.
    pub origin: Origin,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The note.
    pub text: Text,
    /// Who wrote it, when.
    pub origin: Origin,
}

/// A message that a coach sent to the youth's phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nudge {
    /// Its id.
    pub id: NudgeId,
    /// In plain words.
    pub text: Text,
    /// Who sent it, when.
    pub origin: Origin,
}

impl Plan {
    /// Which fold this build makes. A kept fold (snapshot, replica) of another number is thrown away
    /// and folded anew from the entries: what was unknown then may be known now. Raise it with every
    /// new kind of change, every new field here, and every change of what an entry does.
    pub const FOLD: u32 = 4;

    /// Folds entries, in the order given.
    pub fn fold<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut plan = Self::default();
        for entry in entries {
            plan.apply(entry);
        }
        plan
    }

    /// The goal with this id.
    #[must_use]
    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id == id)
    }

    /// The step with this id, with the goal that it belongs to.
    #[must_use]
    pub fn step(&self, id: StepId) -> Option<(&Goal, &Step)> {
        self.goals
            .iter()
            .find_map(|goal| Some((goal, goal.steps.iter().find(|step| step.id == id)?)))
    }

    /// Whether this change was folded before.
    #[must_use]
    pub fn knows(&self, change: ChangeId) -> bool {
        self.traces.contains_key(&change)
    }

    /// What is remembered of a change that was folded.
    #[must_use]
    pub fn trace(&self, change: ChangeId) -> Option<Trace> {
        self.traces.get(&change).copied()
    }
}

/// What the plan remembers of every entry, whatever became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Who wrote it.
    pub author: Author,
    /// The part that it touches.
    pub part: Part,
    /// Who may see it.
    pub audience: Audience,
}
