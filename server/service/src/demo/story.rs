//! How the demo network is written down: what everybody did, how many days ago.
//!
//! **To add a youth:** a constant in the file of the coach under `network/`, and its name in the list
//! at the end of that file. Newer lines stand below older ones. A goal, step or success that is
//! spoken of later gets a label; the compiler checks the words, the test that every label is known.

use domain::journal::{ArchiveReason, Doer, Feeling, LifeDomain, Part, Rhythm, StepState};

/// A coach of the demo.
pub(super) struct CoachStory {
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) youths: &'static [Story],
}

/// A youth of the demo.
pub(super) struct Story {
    pub(super) name: &'static str,
    /// Days since the coach made the plan; no line is older.
    pub(super) began: i64,
    /// A phone was paired.
    pub(super) paired: bool,
    /// The coach has seen the last line.
    pub(super) seen: bool,
    pub(super) lines: &'static [Line],
}

/// Somebody who may read along with a youth of the demo.
pub(super) struct Reader {
    /// What the youth calls this person.
    pub(super) name: &'static str,
    /// The youth, by name; one whose phone was paired.
    pub(super) youth: &'static str,
    /// What may be seen.
    pub(super) parts: &'static [Part],
}

/// What somebody did one day.
pub(super) struct Line {
    /// How many days ago; at least one.
    pub(super) ago: i64,
    pub(super) who: Who,
    pub(super) deed: Deed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Youth,
    Coach,
}

/// A name for a goal, step or success within one story; empty for none.
pub(super) type Label = &'static str;
type Text = &'static str;

/// What somebody did. Of an optional text, empty means none.
pub(super) enum Deed {
    /// The stip, and why.
    Stip(Text, Text),
    Strength(Text),
    Goal(Label, LifeDomain, Text),
    /// Of which goal; its own label.
    Step(Label, Label, Text),
    State(Label, StepState),
    /// Yes to a proposal.
    Yes(Label),
    /// No to a proposal.
    No(Label),
    CheckIn(LifeDomain, Feeling, Text),
    Win(Label, Feeling, Text),
    /// About which success.
    Cheer(Label, Text),
    /// For youth and coaches.
    Note(Text),
    /// For the youth alone.
    Diary(Text),
    Nudge(Text),
    /// "Ik weet het nog niet."
    Unknown,
    /// Another direction.
    Direction(Text),
    /// Of which step, who does it, in how many days, whether it is a daring one.
    Arrange(Label, Doer, Option<i64>, bool),
    /// Which goal, why, in own words.
    Away(Label, ArchiveReason, Text),
    /// What success means.
    Success(Text),
    /// What the youth still wants to learn.
    Wish(Text),
    Rhythm(Rhythm),
    /// Quiet for so many days from now.
    Pause(i64),
    /// A title anew, having seen the last version.
    Edit(Label, Text),
    /// A title anew, offline: without having seen the last version.
    EditOffline(Label, Text),
}

/// The youth did this.
pub(super) const fn youth(ago: i64, deed: Deed) -> Line {
    Line {
        ago,
        who: Who::Youth,
        deed,
    }
}

/// The coach did this.
pub(super) const fn coach(ago: i64, deed: Deed) -> Line {
    Line {
        ago,
        who: Who::Coach,
        deed,
    }
}
