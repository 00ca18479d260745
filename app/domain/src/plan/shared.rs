//! What somebody is shown who reads along: what stands in the plan now, in plain words. No earlier
//! versions, no ideas that the youth has not said yes to, no names, and no ids but those of photos and
//! voice notes: nothing to edit, and nothing to look for behind it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Goal, Plan, Standing, Step, Text, Win};
use crate::appointments::{AppointmentKind, Occurrence, Slot};
use crate::id::FileId;
use crate::journal::{FileKind, StepState};

/// A plan as it is shown to who reads along. Of a plan that was folded through a
/// [`Permit`](crate::policy::Permit), it holds what that permit lets through.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// What the youth wants to reach.
    pub stip: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Goals that are real, oldest first.
    pub goals: Vec<SharedGoal>,
    /// Small successes, newest first.
    pub wins: Vec<SharedWin>,
    /// Appointments that are still to come and stand, the next one first.
    #[serde(default)]
    pub appointments: Vec<SharedAppointment>,
}

/// An appointment that is still to come. Not who planned it, nor what was answered, nor who came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedAppointment {
    /// What kind.
    pub what: AppointmentKind,
    /// When.
    pub slot: Slot,
    /// Where.
    pub place: Option<String>,
    /// What to bring.
    pub bring: Option<String>,
}

/// A goal, with the steps on its road.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedGoal {
    /// What the youth wants.
    pub title: String,
    /// Its steps, oldest first; what is not needed any more is left out.
    pub steps: Vec<SharedStep>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedStep {
    /// What to do.
    pub title: String,
    /// How far it is.
    pub state: StepState,
}

/// A small success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedWin {
    /// What went well.
    pub text: String,
    /// When.
    #[serde(with = "crate::moment")]
    pub at: Timestamp,
    /// Its photos and voice notes, oldest first, without those that were taken away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SharedFile>,
}

/// A photo or a voice note. Its id is what the bytes are asked for by, and good for nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedFile {
    /// The id.
    pub id: FileId,
    /// What it is.
    pub media: FileKind,
    /// How long a voice note is, in whole seconds.
    pub seconds: Option<u16>,
}

impl Shared {
    /// The most appointments that are shown.
    const AHEAD: usize = 20;

    /// Whether a file stands with a success that is shown. Who reads along may see its bytes just then.
    #[must_use]
    pub fn shows(&self, id: FileId) -> bool {
        let mut files = self.wins.iter().flat_map(|win| &win.files);
        files.any(|file| file.id == id)
    }
}

impl Plan {
    /// What of this plan is shown to who reads along, at this moment.
    #[must_use]
    pub fn shared(&self, now: Timestamp) -> Shared {
        let ahead = self.occurrences().into_iter();
        let ahead = ahead.filter(|known| known.slot.over() > now && known.is_on());
        let mut wins: Vec<SharedWin> = self.wins.iter().filter_map(win).collect();
        wins.sort_by_key(|win| core::cmp::Reverse(win.at));
        Shared {
            stip: words(&self.horizon.stip).filter(|_| !self.horizon.open),
            why: words(&self.horizon.why).filter(|_| !self.horizon.open),
            goals: self.goals.iter().filter_map(goal).collect(),
            wins,
            appointments: ahead.take(Shared::AHEAD).map(appointment).collect(),
        }
    }
}

fn appointment(known: Occurrence<'_>) -> SharedAppointment {
    SharedAppointment {
        what: known.appointment.what,
        slot: known.slot,
        place: known.place().and_then(words),
        bring: known.appointment.bring.as_ref().and_then(words),
    }
}

/// Words that were taken away are not shown, nor that there were any.
fn words(text: &Text) -> Option<String> {
    text.shown().map(|words| words.as_str().to_owned())
}

fn goal(goal: &Goal) -> Option<SharedGoal> {
    // What was put away is the youth's own affair: not shown, nor why.
    let is_on_the_road = is_real(goal.standing) && goal.archived().is_none();
    let title = words(&goal.title).filter(|_| is_on_the_road)?;
    let steps = goal.steps.iter().filter_map(step).collect();
    Some(SharedGoal { title, steps })
}

fn step(step: &Step) -> Option<SharedStep> {
    let needed = match step.state {
        StepState::Todo | StepState::Doing | StepState::Done => true,
        StepState::Dropped => false,
    };
    let title = words(&step.title).filter(|_| needed && is_real(step.standing))?;
    Some(SharedStep {
        title,
        state: step.state,
    })
}

fn win(win: &Win) -> Option<SharedWin> {
    Some(SharedWin {
        text: words(&win.text)?,
        at: win.origin.at,
        files: win
            .files
            .iter()
            .filter(|file| !file.removed)
            .map(|file| SharedFile {
                id: file.id,
                media: file.media,
                seconds: file.seconds,
            })
            .collect(),
    })
}

fn is_real(standing: Standing) -> bool {
    match standing {
        Standing::Real => true,
        Standing::Proposed | Standing::Declined => false,
    }
}
