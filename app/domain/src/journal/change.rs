//! Everything that can happen to a plan.

use serde::{Deserialize, Serialize};

use super::{ArchiveReason, ArchiveTarget, Doer, FileKind, Part, Rhythm, When};
use crate::appointments::AppointmentChange;
use crate::day::Day;
use crate::id::{
    AppointmentId, ChangeId, CheckInId, CheerId, DirectionId, FileId, GoalId, NoteId, NudgeId,
    StepId, StrengthId, WinId, WishId,
};
use crate::words::Prose;

/// One thing that happened to a plan. Variants are only ever added, and a field of a variant never
/// changes its meaning: entries of every released version must fold for ever.
///
/// Who wrote it and when is in the entry. A coach's new goal or step is a *proposal* until the youth
/// says yes; nothing in the change says so, because nobody may choose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// The youth said where the road leads, and why. Later it is written anew ([`TextField::Stip`],
    /// [`TextField::Why`]).
    HorizonSet {
        /// *Mijn stip*: what I want to reach.
        stip: Prose,
        /// Why that matters to me.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "Prose::if_present"
        )]
        why: Option<Prose>,
    },
    /// Something that the youth can or likes.
    StrengthAdded {
        /// The new strength.
        strength: StrengthId,
        /// In plain words.
        text: Prose,
    },
    /// A goal; proposed when a coach writes it.
    GoalAdded {
        /// The new goal.
        goal: GoalId,
        /// What the youth wants.
        title: Prose,
        /// The life domain that it belongs to, when known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        domain: Option<LifeDomain>,
    },
    /// A small step in a goal; proposed when a coach writes it.
    StepAdded {
        /// The new step.
        step: StepId,
        /// The goal that it belongs to.
        goal: GoalId,
        /// What to do.
        title: Prose,
    },
    /// A step went on, or back.
    StepStateSet {
        /// Which step.
        step: StepId,
        /// Its state from now on.
        state: StepState,
    },
    /// The youth answered a coach's proposal.
    ProposalAnswered {
        /// What was proposed.
        target: ProposalTarget,
        /// Yes or no.
        answer: Answer,
    },
    /// *Hoe gaat het?* in one life domain.
    CheckInGiven {
        /// The new check-in.
        check_in: CheckInId,
        /// About which part of life.
        domain: LifeDomain,
        /// How it goes.
        feeling: Feeling,
        /// In own words, if wanted.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "Prose::if_present"
        )]
        text: Option<Prose>,
    },
    /// A small success.
    WinLogged {
        /// The new win.
        win: WinId,
        /// What went well.
        text: Prose,
        /// How it felt, if the youth said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        feeling: Option<Feeling>,
    },
    /// A coach's compliment.
    CheerGiven {
        /// The new cheer.
        cheer: CheerId,
        /// In own words.
        text: Prose,
        /// The win that it is about, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        win: Option<WinId>,
    },
    /// A note; what is written about a youth can be read by the youth.
    NoteWritten {
        /// The new note.
        note: NoteId,
        /// The note.
        text: Prose,
    },
    /// A message ("seintje") that a coach sent to the youth's phone.
    NudgeSent {
        /// The new nudge.
        nudge: NudgeId,
        /// In plain words.
        text: Prose,
    },
    /// A text was written anew.
    TextEdited {
        /// Which text.
        field: TextField,
        /// The new text.
        text: Prose,
        /// The versions that the author had before them: these, and only these, are replaced. A
        /// version that the author had not seen stays beside the new one until a person chooses.
        replaces: Vec<ChangeId>,
    },
    /// A person took the words of one of their own entries away, for good; a stub stays.
    TextRemoved {
        /// The entry whose words go.
        change: ChangeId,
        /// The part that the entry belongs to: the removal is seen by who could see the words.
        part: Part,
    },
    /// "Ik weet het nog niet": a good answer too. A stip that was written before stays readable.
    HorizonLeftOpen {},
    /// Another direction beside the stip; nobody has to choose yet.
    DirectionAdded {
        /// The new direction.
        direction: DirectionId,
        /// Where it leads.
        text: Prose,
    },
    /// Who does a step, on which day, and whether it is a daring one; what is left out stays as it is.
    StepArranged {
        /// Which step.
        step: StepId,
        /// Who does it from now on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        doer: Option<Doer>,
        /// When.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<When>,
        /// A "spannende stap".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        daring: Option<bool>,
    },
    /// A goal belongs to another life domain, or to none yet.
    GoalDomainSet {
        /// Which goal.
        goal: GoalId,
        /// Where it belongs from now on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        domain: Option<LifeDomain>,
    },
    /// Something was put away, with a reason; it is not lost.
    Archived {
        /// What.
        target: ArchiveTarget,
        /// Why.
        reason: ArchiveReason,
        /// In own words, if wanted.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "Prose::if_present"
        )]
        text: Option<Prose>,
    },
    /// What was put away is back.
    BroughtBack {
        /// What.
        target: ArchiveTarget,
    },
    /// What success means to the youth. Later it is written anew ([`TextField::Success`]).
    SuccessDefined {
        /// In the youth's own words.
        text: Prose,
    },
    /// What the youth still wants to learn.
    WishAdded {
        /// The new wish.
        wish: WishId,
        /// In plain words.
        text: Prose,
    },
    /// How often the youth wants to hear from the coach.
    RhythmSet {
        /// From now on.
        rhythm: Rhythm,
    },
    /// The youth wants quiet for a while.
    PauseSet {
        /// The last day of it.
        until: Day,
    },
    /// The youth is back before the pause was over.
    PauseEnded {},
    /// The youth put a photo or a voice note with a win. The bytes are no part of the journal: the
    /// server has them before it takes this.
    FileAdded {
        /// The file.
        file: FileId,
        /// The win that it belongs to.
        win: WinId,
        /// What it is.
        media: FileKind,
        /// How long a voice note is, in whole seconds, as the phone counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seconds: Option<u16>,
    },
    /// The youth took a photo or a voice note away, for good: the server destroys the bytes, a stub
    /// stays.
    FileRemoved {
        /// The file.
        file: FileId,
        /// The win that it belonged to.
        win: WinId,
    },
    /// Something happened to an appointment.
    AppointmentChanged {
        /// Which one; a new one, when it was planned.
        appointment: AppointmentId,
        /// What happened.
        how: AppointmentChange,
    },
}

/// A text that can be written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextField {
    /// *Mijn stip*.
    Stip,
    /// Why.
    Why,
    /// A strength.
    Strength(StrengthId),
    /// A goal's title.
    Goal(GoalId),
    /// A step's title.
    Step(StepId),
    /// A win.
    Win(WinId),
    /// A note.
    Note(NoteId),
    /// A direction beside the stip.
    Direction(DirectionId),
    /// What success means to the youth.
    Success,
    /// What the youth still wants to learn.
    Wish(WishId),
}

/// How far a step is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Not begun.
    #[default]
    Todo,
    /// Begun.
    Doing,
    /// Done.
    Done,
    /// Not needed any more.
    Dropped,
}

/// What a coach proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalTarget {
    /// A goal.
    Goal(GoalId),
    /// A step.
    Step(StepId),
}

/// The youth's answer to a proposal. A no can become a yes later, and the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// "Ja, dat wil ik."
    Accepted,
    /// "Nee, nu niet."
    Declined,
}

/// A part of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LifeDomain {
    /// Werk.
    Work,
    /// Leren.
    Learning,
    /// Wonen.
    Housing,
    /// Geld.
    Money,
    /// Gezondheid.
    Health,
    /// Relaties: family, friends, love.
    Relations,
    /// Vrije tijd.
    Leisure,
}

impl LifeDomain {
    /// Every life domain, in the order in which screens show them.
    pub const ALL: [Self; 7] = [
        Self::Work,
        Self::Learning,
        Self::Housing,
        Self::Money,
        Self::Health,
        Self::Relations,
        Self::Leisure,
    ];
}

/// How it goes: five faces, no figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feeling {
    /// Hard.
    Hard,
    /// Not so well.
    Meh,
    /// Goes.
    Okay,
    /// Well.
    Good,
    /// Great.
    Great,
}

impl Feeling {
    /// Every feeling, hardest first.
    pub const ALL: [Self; 5] = [Self::Hard, Self::Meh, Self::Okay, Self::Good, Self::Great];
}
